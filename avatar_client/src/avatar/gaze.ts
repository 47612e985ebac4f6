import { approach } from "./ease";

/** Angles in radians; positive yaw is to the clerk's left, positive pitch is down. */
export interface Direction {
  yaw: number;
  pitch: number;
}

export type Attention = "customer" | "thinking";

const SACCADE_TAU_S = 0.025; // eyes jump, they do not glide
const SPREAD: Record<Attention, Direction> = {
  customer: { yaw: 0.045, pitch: 0.025 },
  thinking: { yaw: 0.1, pitch: 0.04 },
};
const CENTRE: Record<Attention, Direction> = {
  customer: { yaw: 0, pitch: 0 },
  thinking: { yaw: 0.16, pitch: -0.12 },
};

/** Where the eyes look: at the customer with small jumps between points of the face, aside and up while thinking. */
export class Gaze {
  private attention: Attention = "customer";
  private target: Direction = { yaw: 0, pitch: 0 };
  private current: Direction = { yaw: 0, pitch: 0 };
  private untilJump = 0;

  constructor(private readonly random: () => number = Math.random) {}

  update(attention: Attention, dt: number): Direction {
    this.untilJump -= dt;
    if (this.untilJump <= 0 || attention !== this.attention) this.jump(attention);
    this.current = {
      yaw: approach(this.current.yaw, this.target.yaw, dt, SACCADE_TAU_S),
      pitch: approach(this.current.pitch, this.target.pitch, dt, SACCADE_TAU_S),
    };
    return this.current;
  }

  private jump(attention: Attention): void {
    this.attention = attention;
    const { yaw, pitch } = CENTRE[attention];
    const spread = SPREAD[attention];
    this.target = {
      yaw: yaw + spread.yaw * (2 * this.random() - 1),
      pitch: pitch + spread.pitch * (2 * this.random() - 1),
    };
    this.untilJump = 0.5 + 2 * this.random();
  }
}
