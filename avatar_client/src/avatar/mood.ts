import { approach } from "./ease";

type Expression = Record<string, number>;

const both = (name: string, weight: number): Expression => ({ [`${name}Left`]: weight, [`${name}Right`]: weight });

const FRIENDLY: Expression = { ...both("mouthSmile", 0.16), ...both("cheekSquint", 0.06) };

/** Face morphs by the mood a reply names; a mood that is not here shows the friendly resting face. */
const MOODS: Record<string, Expression> = {
  happy: { ...both("mouthSmile", 0.5), ...both("cheekSquint", 0.3), ...both("eyeSquint", 0.12), browInnerUp: 0.12 },
  sorry: { browInnerUp: 0.5, ...both("browDown", 0.06), ...both("mouthFrown", 0.14), ...both("mouthPress", 0.12) },
  surprised: { browInnerUp: 0.4, ...both("browOuterUp", 0.35), ...both("eyeWide", 0.25) },
};

const EASE_S = 0.25;
const LASTING_S = 5;
const WHILE_SPEAKING = 0.55; // the lips belong to the words first

/** The expression of the face; a mood fades a few seconds after the clerk stopped speaking. */
export class Mood {
  private readonly current = new Map<string, number>();
  private target: Expression = FRIENDLY;
  private left = 0;

  show(mood: string | undefined): void {
    this.target = MOODS[mood ?? ""] ?? FRIENDLY;
    this.left = LASTING_S;
  }

  /** Morph weights, `dt` seconds after the last call. */
  update(speaking: boolean, dt: number): ReadonlyMap<string, number> {
    if (!speaking) this.left -= dt;
    if (this.left <= 0) this.target = FRIENDLY;
    for (const name of new Set([...this.current.keys(), ...Object.keys(this.target)])) {
      const share = speaking && name.startsWith("mouth") ? WHILE_SPEAKING : 1;
      const weight = approach(this.current.get(name) ?? 0, (this.target[name] ?? 0) * share, dt, EASE_S);
      this.current.set(name, weight);
    }
    return this.current;
  }
}
