/** `window.annae`: what the page is doing, for tests and for looking into a kiosk from its console. */

import type { State } from "./state/machine";

export interface Debug {
  readonly state: State;
  /** Number of the response under way or last given, null before the first. */
  readonly response: number | null;
  /** Whether the clerk's voice is being heard. */
  readonly playing: boolean;
  /** Weight of every morph in the last pose, 0 to 1. */
  morphs(): Record<string, number>;
}

declare global {
  interface Window {
    annae: Debug;
  }
}
