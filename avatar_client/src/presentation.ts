/** How loud and how large the answers are presented, as the customer wants it; speed is made by the voice itself. */

import type { Presentation } from "./protocol/events";

export const LEAST = 0.5;
export const MOST = 2;
const USUAL: Presentation = { volume: 1, speed: 1, text_size: 1 };

/** What plays the voice. */
interface Sound {
  volume: number;
}

/** Where the size of all text is set: the style of the page's root. */
interface Style {
  setProperty(name: string, value: string): void;
}

export class Presenter {
  constructor(
    private readonly sound: Sound,
    private readonly style: Style,
  ) {}

  /** Presents everything from now on that way; without a wish, as usual. */
  present(wanted: Presentation = USUAL): void {
    this.sound.volume = wanted.volume;
    this.style.setProperty("--text-size", String(wanted.text_size));
  }
}

/** A factor within its bounds; 1 for what is none. */
export function factor(value: unknown): number {
  if (typeof value !== "number" || Number.isNaN(value)) return 1;
  return Math.min(MOST, Math.max(LEAST, value));
}
