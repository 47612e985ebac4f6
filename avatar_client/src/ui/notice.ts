/** A sentence that comes and goes: nothing heard, connection lost, no microphone. */

import { byId } from "./dom";

const READING_MS = 7000;

export class Notice {
  private readonly bar = byId("notice");
  private timer: ReturnType<typeof setTimeout> | undefined;

  show(text: string): void {
    clearTimeout(this.timer);
    this.bar.textContent = text;
    this.bar.classList.add("visible");
    this.timer = setTimeout(() => this.hide(), READING_MS);
  }

  hide(): void {
    this.bar.classList.remove("visible");
  }
}
