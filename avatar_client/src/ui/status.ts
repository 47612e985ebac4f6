/** Shows what the kiosk is doing: the line above the captions, the microphone and its ring. */

import { type TextKey, text } from "../i18n/i18n";
import type { State } from "../state/machine";
import { byId } from "./dom";

export type MicrophoneState = "on" | "off" | "unavailable";

const RING_STEP = 0.02; // smaller changes of the ring cannot be seen

export class Status {
  private readonly page = document.body;
  private readonly line = byId("status");
  private readonly button = byId<HTMLButtonElement>("microphone");
  private ring = 0;

  show(state: State, microphone: MicrophoneState): void {
    this.page.dataset["state"] = state;
    this.page.dataset["microphone"] = microphone;
    this.line.textContent = text(label(state, microphone));
    this.button.disabled = microphone === "unavailable";
    this.button.ariaPressed = String(microphone === "on");
    this.button.ariaLabel = text(microphone === "on" ? "micOff" : "micOn");
  }

  /** Loudness of whoever speaks, 0 to 1. */
  level(loudness: number): void {
    if (Math.abs(loudness - this.ring) < RING_STEP) return;
    this.ring = loudness;
    this.page.style.setProperty("--level", loudness.toFixed(2));
  }
}

function label(state: State, microphone: MicrophoneState): TextKey {
  if (state === "start") return "connecting";
  return state === "ready" && microphone !== "on" ? "readyToRead" : state;
}
