import { BufferAttribute, BufferGeometry, Mesh } from "three";
import { expect, test } from "vitest";
import { MorphedMesh } from "../src/avatar/morphs";

/** Two corners; `lift` raises the first, `widen` moves the second aside. */
function face(): Mesh {
  const target = (name: string, ...deltas: number[]): BufferAttribute => {
    const attribute = new BufferAttribute(Float32Array.from(deltas), 3);
    attribute.name = name;
    return attribute;
  };
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(Float32Array.of(0, 0, 0, 1, 1, 1), 3));
  geometry.morphAttributes["position"] = [target("lift", 0, 2, 0, 0, 0, 0), target("widen", 0, 0, 0, 4, 0, 0)];
  geometry.morphTargetsRelative = true;
  return new Mesh(geometry);
}

const positions = (mesh: Mesh): number[] => [...mesh.geometry.getAttribute("position").array];

test("targets add up by their weights, and what has no weight is at rest", () => {
  const mesh = face();
  const morphed = new MorphedMesh(mesh);
  morphed.apply(new Map([["lift", 0.5], ["widen", 0.25], ["unknown", 1]]));
  expect(positions(mesh)).toEqual([0, 1, 0, 2, 1, 1]);
  morphed.apply(new Map());
  expect(positions(mesh)).toEqual([0, 0, 0, 1, 1, 1]);
});

test("the renderer has no targets left to blend", () => {
  const mesh = face();
  new MorphedMesh(mesh);
  expect(mesh.geometry.morphAttributes).toEqual({});
});
