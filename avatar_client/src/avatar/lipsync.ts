/**
 * Mouth shapes for what is being heard.
 *
 * Neighbouring sounds shape each other: every viseme has a bell-shaped dominance around its middle, and the mouth is the
 * dominance-weighted blend (after Cohen and Massaro, 1993). Lips that must close (PP, FF) dominate, quick tongue sounds yield.
 */

import type { Position } from "../audio/timeline";
import type { Viseme } from "../protocol/events";
import { SAMPLE_RATE } from "../protocol/events";
import { approach } from "./ease";

interface Shape {
  /** Morph weight when this shape alone is held. */
  peak: number;
  /** How much it prevails over its neighbours. */
  dominance: number;
}

const SHAPES: Record<string, Shape> = {
  sil: { peak: 0, dominance: 0.8 },
  PP: { peak: 1, dominance: 2.4 },
  FF: { peak: 0.9, dominance: 2 },
  TH: { peak: 0.8, dominance: 1.1 },
  DD: { peak: 0.7, dominance: 0.7 },
  kk: { peak: 0.7, dominance: 0.6 },
  CH: { peak: 0.8, dominance: 1.2 },
  SS: { peak: 0.75, dominance: 0.9 },
  nn: { peak: 0.65, dominance: 0.7 },
  RR: { peak: 0.7, dominance: 0.7 },
  aa: { peak: 0.85, dominance: 1 },
  E: { peak: 0.8, dominance: 1 },
  I: { peak: 0.8, dominance: 1 },
  O: { peak: 0.85, dominance: 1.2 },
  U: { peak: 0.85, dominance: 1.3 },
};

export const VISEMES = Object.keys(SHAPES);

const seconds = (time: number): number => time * SAMPLE_RATE;
const OVERLAP = seconds(0.05); // how far a shape reaches into its neighbours
const SHORTEST_HALF = seconds(0.03); // a shorter one would fall between two pictures
const ANTICIPATION = seconds(0.035); // lips are in place before the sound, and the smoothing below lags by as much
const ATTACK_S = 0.025;
const RELEASE_S = 0.05;

export class LipSync {
  private readonly tracks = new Map<number, Viseme[]>();
  private readonly current = new Map<string, number>(VISEMES.map((name) => [name, 0]));

  /** Adds visemes of a response; they come in order. */
  add(number: number, visemes: Viseme[]): void {
    const known = visemes.filter(({ name }) => name in SHAPES);
    this.tracks.set(number, [...(this.tracks.get(number) ?? []), ...known]);
  }

  /** Forgets every response; the mouth closes smoothly. */
  clear(): void {
    this.tracks.clear();
  }

  /** Morph weight by viseme name, `dt` seconds after the last call; `position` null: nothing is heard. */
  update(position: Position | null, dt: number): ReadonlyMap<string, number> {
    const targets = position ? this.targets(position) : new Map<string, number>();
    for (const [name, weight] of this.current) {
      const target = targets.get(name) ?? 0;
      this.current.set(name, approach(weight, target, dt, target > weight ? ATTACK_S : RELEASE_S));
    }
    return this.current;
  }

  private targets({ number, sample }: Position): Map<string, number> {
    const time = sample + ANTICIPATION;
    const pulls = this.near(number, time).map((viseme) => ({
      name: viseme.name,
      pull: SHAPES[viseme.name]!.dominance * bell(viseme, time),
    }));
    // At least one: a shape with no neighbour fades out instead of being held up by the division.
    const total = Math.max(1, pulls.reduce((sum, { pull }) => sum + pull, 0));
    const targets = new Map<string, number>();
    for (const { name, pull } of pulls) {
      targets.set(name, (targets.get(name) ?? 0) + (SHAPES[name]!.peak * pull) / total);
    }
    return targets;
  }

  private near(number: number, time: number): Viseme[] {
    return (this.tracks.get(number) ?? []).filter(
      ({ start, duration }) => time > start - 2 * OVERLAP && time < start + duration + 2 * OVERLAP,
    );
  }
}

/** 1 in the middle of a viseme, 0.2 where its neighbour's half begins, near 0 beyond. */
function bell({ start, duration }: Viseme, time: number): number {
  const width = Math.max(duration / 2, SHORTEST_HALF) + OVERLAP / 2;
  return Math.exp(-2 * ((time - start - duration / 2) / width) ** 2);
}
