const CLOSING_S = 0.07;
const OPENING_S = 0.15;
const SHORTEST_PAUSE_S = 1.8;
const PAUSE_SPREAD_S = 4;
const DOUBLE_BLINKS = 0.12; // share that follows right after another

/** Blinking at irregular, human intervals. */
export class Blink {
  private untilNext = 1;

  constructor(private readonly random: () => number = Math.random) {}

  /** How far the lids are closed, 0 to 1, `dt` seconds after the last call. */
  update(dt: number): number {
    this.untilNext -= dt;
    const into = -this.untilNext;
    if (into < 0) return 0;
    if (into < CLOSING_S) return into / CLOSING_S;
    const opening = (into - CLOSING_S) / OPENING_S;
    if (opening < 1) return 1 - opening;
    this.untilNext = this.random() < DOUBLE_BLINKS ? 0.1 : SHORTEST_PAUSE_S + PAUSE_SPREAD_S * this.random();
    return 0;
  }
}
