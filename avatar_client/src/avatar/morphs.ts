/**
 * Blends morph targets into a mesh on the processor.
 *
 * A face has some seventy targets, each moving a small part of it, and few at a time: adding up only what moves costs a
 * millisecond, where the renderer's shader would walk all targets for every corner of every triangle.
 */

import { BufferAttribute, type Mesh } from "three";

const UNMOVED = 1e-6;
const INVISIBLE = 1e-3; // weights below this move nothing one could see

/** What one target adds to one attribute: `offsets` are places in the attribute's array. */
interface SparseTarget {
  offsets: Uint32Array;
  deltas: Float32Array;
}

interface Blended {
  attribute: BufferAttribute;
  rest: Float32Array;
  targets: SparseTarget[];
}

export class MorphedMesh {
  private readonly names: Map<string, number>;
  private readonly blended: Blended[];

  /** Takes over the targets of `mesh`, a mesh with relative morph targets as glTF has them. */
  constructor(mesh: Mesh) {
    const { geometry } = mesh;
    this.names = new Map(Object.entries(mesh.morphTargetDictionary ?? {}));
    this.blended = (["position", "normal"] as const).flatMap((name) => {
      const targets = geometry.morphAttributes[name];
      if (!targets) return [];
      const rest = Float32Array.from(geometry.getAttribute(name).array);
      const attribute = new BufferAttribute(rest.slice(), 3);
      geometry.setAttribute(name, attribute);
      return [{ attribute, rest, targets: targets.map(({ array }) => sparse(array)) }];
    });
    geometry.morphAttributes = {};
    mesh.updateMorphTargets();
  }

  /** Shapes the mesh by target weights; targets without one are at rest. */
  apply(weights: ReadonlyMap<string, number>): void {
    for (const { attribute, rest, targets } of this.blended) {
      const values = attribute.array as Float32Array;
      values.set(rest);
      for (const [name, weight] of weights) {
        const target = targets[this.names.get(name) ?? -1];
        if (target && weight > INVISIBLE) add(values, target, weight);
      }
      attribute.needsUpdate = true;
    }
  }
}

function sparse(all: ArrayLike<number>): SparseTarget {
  const offsets: number[] = [];
  for (let offset = 0; offset < all.length; offset++) {
    if (Math.abs(all[offset]!) > UNMOVED) offsets.push(offset);
  }
  return { offsets: Uint32Array.from(offsets), deltas: Float32Array.from(offsets, (offset) => all[offset]!) };
}

function add(values: Float32Array, { offsets, deltas }: SparseTarget, weight: number): void {
  for (let index = 0; index < offsets.length; index++) values[offsets[index]!]! += weight * deltas[index]!;
}
