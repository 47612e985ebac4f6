/** The text box: everything that can be said can also be typed. */

import { text } from "../i18n/i18n";
import { byId } from "./dom";

export class Composer {
  private readonly form = byId<HTMLFormElement>("composer");
  private readonly input = byId<HTMLInputElement>("message");

  constructor(onSend: (text: string) => void) {
    this.form.onsubmit = (event) => {
      event.preventDefault();
      const message = this.input.value.trim();
      if (message === "") return;
      this.input.value = "";
      onSend(message);
    };
    this.translate();
  }

  /** Offers a number pad on touch screens while four digits are asked for. */
  expectDigits(expected: boolean): void {
    this.input.inputMode = expected ? "numeric" : "text";
  }

  translate(): void {
    this.input.placeholder = text("placeholder");
  }
}
