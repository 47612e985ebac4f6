import { smooth } from "./ease";
import type { Turn } from "./sway";

type Keyframe = Turn & { at: number };

const STILL: Turn = { pitch: 0, yaw: 0, roll: 0 };
const key = (at: number, turn: Partial<Turn> = {}): Keyframe => ({ at, ...STILL, ...turn });

/** Head movements by the name a reply uses, as keyframes in seconds and radians. */
const GESTURES: Record<string, Keyframe[]> = {
  nod: [key(0), key(0.22, { pitch: 0.13 }), key(0.45, { pitch: -0.01 }), key(0.65, { pitch: 0.07 }), key(0.95)],
  bow: [key(0), key(0.5, { pitch: 0.3 }), key(0.95, { pitch: 0.3 }), key(1.6)],
  shake: [key(0), key(0.2, { yaw: 0.13 }), key(0.5, { yaw: -0.13 }), key(0.75, { yaw: 0.06 }), key(1)],
  tilt: [key(0), key(0.4, { roll: 0.1 }), key(1.3, { roll: 0.1 }), key(1.8)],
  point_left: [key(0), key(0.4, { yaw: 0.35 }), key(1.1, { yaw: 0.35 }), key(1.6)],
  point_right: [key(0), key(0.4, { yaw: -0.35 }), key(1.1, { yaw: -0.35 }), key(1.6)],
};

/** Plays one head gesture at a time. */
export class Gesture {
  private keyframes: Keyframe[] = [];
  private time = 0;

  /** Starts a gesture; a name this clerk does not know moves nothing. */
  start(name: string): void {
    this.keyframes = GESTURES[name] ?? [];
    this.time = 0;
  }

  update(dt: number): Turn {
    this.time += dt;
    const next = this.keyframes.findIndex(({ at }) => at > this.time);
    const from = this.keyframes[next - 1];
    const to = this.keyframes[next];
    if (!from || !to) return STILL;
    const share = smooth((this.time - from.at) / (to.at - from.at));
    const between = (a: number, b: number): number => a + (b - a) * share;
    return {
      pitch: between(from.pitch, to.pitch),
      yaw: between(from.yaw, to.yaw),
      roll: between(from.roll, to.roll),
    };
  }
}
