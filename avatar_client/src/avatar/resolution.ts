const SLOW_S = 1 / 26;
const PICTURES = 40; // judged together
const STEP = 0.75;
const LOWEST = 0.5;

/** Pixel ratio that keeps the movement fluent: lowered step by step on a machine that draws too slowly. */
export class Resolution {
  private total = 0;
  private count = 0;

  constructor(public ratio: number) {}

  /** Whether the ratio was just lowered; `dt` is what the last picture took in seconds. */
  changed(dt: number): boolean {
    this.total += dt;
    this.count += 1;
    if (this.count < PICTURES) return false;
    const slow = this.total / this.count > SLOW_S;
    this.total = this.count = 0;
    if (!slow || this.ratio <= LOWEST) return false;
    this.ratio = Math.max(LOWEST, this.ratio * STEP);
    return true;
  }
}
