import { describe, expect, test } from "vitest";
import { LipSync, VISEMES } from "../src/avatar/lipsync";
import type { Viseme } from "../src/protocol/events";

const RATE = 24_000;
const FRAME_S = 1 / 60;

const at = (name: string, startMs: number, durationMs: number): Viseme => ({
  name,
  start: (startMs / 1000) * RATE,
  duration: (durationMs / 1000) * RATE,
});

/** Weights frame by frame while an utterance of `visemes` is heard from its start. */
function perform(visemes: Viseme[], seconds: number): { time: number; weights: Map<string, number> }[] {
  const lips = new LipSync();
  lips.add(1, visemes);
  return Array.from({ length: Math.round(seconds / FRAME_S) }, (_, frame) => {
    const time = frame * FRAME_S;
    return { time, weights: new Map(lips.update({ number: 1, sample: time * RATE }, FRAME_S)) };
  });
}

const most = (frames: ReturnType<typeof perform>, name: string, from = 0, to = 9): number =>
  Math.max(...frames.filter(({ time }) => time >= from && time <= to).map(({ weights }) => weights.get(name)!));

describe("lip sync", () => {
  test("opens for a vowel while it sounds and is closed well before and after", () => {
    const frames = perform([at("sil", 0, 300), at("aa", 300, 150), at("sil", 450, 400)], 0.85);
    expect(most(frames, "aa", 0, 0.15)).toBeLessThan(0.05);
    expect(most(frames, "aa", 0.3, 0.45)).toBeGreaterThan(0.5);
    expect(most(frames, "aa", 0.7, 0.85)).toBeLessThan(0.05);
  });

  test("closes the lips for a P between two open vowels", () => {
    const frames = perform([at("aa", 0, 150), at("PP", 150, 70), at("aa", 220, 150)], 0.4);
    const closed = Math.max(...frames.filter(({ time }) => time > 0.15 && time < 0.23).map(({ weights }) => weights.get("PP")! - weights.get("aa")!));
    expect(closed).toBeGreaterThan(0.2);
  });

  test("never adds shapes up to more than one mouth can make", () => {
    const quick = ["aa", "PP", "O", "SS", "E", "kk", "U", "FF"].map((name, index) => at(name, 60 * index, 60));
    for (const { weights } of perform(quick, 0.6)) {
      const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
      expect(total).toBeLessThan(1.15); // one shape rises faster than the last one fades
      expect(Math.min(...weights.values())).toBeGreaterThanOrEqual(0);
    }
  });

  test("moves smoothly: no weight jumps by half between two pictures", () => {
    const frames = perform([at("PP", 0, 60), at("aa", 60, 90), at("SS", 150, 60), at("U", 210, 120)], 0.5);
    for (const [index, { weights }] of frames.entries()) {
      for (const name of VISEMES) {
        const before = frames[index - 1]?.weights.get(name) ?? 0;
        expect(Math.abs(weights.get(name)! - before)).toBeLessThan(0.5);
      }
    }
  });

  test("shows a sound that is shorter than a picture", () => {
    expect(most(perform([at("sil", 0, 200), at("PP", 200, 12), at("sil", 212, 200)], 0.4), "PP")).toBeGreaterThan(0.25);
  });

  test("closes the mouth when it is interrupted", () => {
    const lips = new LipSync();
    lips.add(1, [at("aa", 0, 1000)]);
    for (let frame = 0; frame < 30; frame++) lips.update({ number: 1, sample: (frame / 60) * RATE }, FRAME_S);
    expect(lips.update({ number: 1, sample: RATE / 2 }, FRAME_S).get("aa")).toBeGreaterThan(0.5);
    lips.clear();
    for (let frame = 0; frame < 20; frame++) lips.update(null, FRAME_S);
    expect(lips.update(null, FRAME_S).get("aa")).toBeLessThan(0.01);
  });

  test("does not mouth the visemes of another answer", () => {
    const lips = new LipSync();
    lips.add(2, [at("aa", 0, 1000)]);
    for (let frame = 0; frame < 30; frame++) lips.update({ number: 1, sample: RATE / 2 }, FRAME_S);
    expect(lips.update({ number: 1, sample: RATE / 2 }, FRAME_S).get("aa")).toBe(0);
  });

  test("passes over a viseme it has no shape for", () => {
    expect(most(perform([at("click", 0, 200), at("aa", 200, 200)], 0.5), "aa")).toBeGreaterThan(0.5);
  });
});
