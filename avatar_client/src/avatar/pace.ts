const WINDOW_S = 1.5; // of pictures judged together
const STEP = 0.75;

/** How finely and how often the clerk is drawn. */
export interface Quality {
  /** Picture pixels per screen pixel. */
  ratio: number;
  /** `ratio` is not lowered below this. */
  lowestRatio: number;
  /** Longest time between pictures before they are made coarser, in seconds. */
  patience: number;
  /** Share of the time that may go into drawing; 1: every picture the browser asks for. */
  share: number;
  smoothEdges: boolean;
}

/** For a machine with a graphics processor. */
export function fineQuality(devicePixelRatio: number): Quality {
  return { ratio: Math.min(devicePixelRatio, 2), lowestRatio: 0.6, patience: 1 / 28, share: 1, smoothEdges: true };
}

/** For a machine without one: the processor is left to hearing and speaking. */
export const LIGHT_QUALITY: Quality = { ratio: 0.6, lowestRatio: 0.4, patience: 1 / 4, share: 0.4, smoothEdges: false };

/** For pictures to keep: as they should look, however long each takes. */
export const SHOT_QUALITY: Quality = { ratio: 1, lowestRatio: 1, patience: Infinity, share: 0.25, smoothEdges: true };

/** Decides when to draw, and draws coarser pictures when they come too slowly. */
export class Pace {
  ratio: number;
  private sincePicture = 0;
  private cost = 0;
  private judged = 0;
  private pictures = 0;

  constructor(private readonly quality: Quality) {
    this.ratio = quality.ratio;
  }

  /** Whether a picture is due, `dt` seconds after the last call; `drawn`: whether the last one is finished. */
  due(dt: number, drawn: boolean): boolean {
    this.sincePicture += dt;
    this.judged += dt;
    if (!drawn) this.cost = this.sincePicture;
    if (this.quality.share < 1 && (!drawn || this.sincePicture < this.cost / this.quality.share)) return false;
    this.sincePicture = this.cost = 0;
    this.pictures += 1;
    return true;
  }

  /** Whether `ratio` has just been lowered, because recent pictures took too long. */
  coarser(): boolean {
    if (this.judged < WINDOW_S) return false;
    const slow = this.judged / this.pictures > this.quality.patience;
    this.judged = this.pictures = 0;
    if (!slow || this.ratio <= this.quality.lowestRatio) return false;
    this.ratio = Math.max(this.quality.lowestRatio, this.ratio * STEP);
    return true;
  }
}
