/** Things to say or touch next. */

import { byId, make } from "./dom";

export class Suggestions {
  private readonly row = byId("chips");

  constructor(private readonly onChoose: (text: string) => void) {}

  show(texts: string[]): void {
    this.row.replaceChildren(...texts.map((text) => make("li", "", this.chip(text))));
  }

  private chip(text: string): HTMLElement {
    const chip = make("button", "chip", text);
    chip.type = "button";
    chip.onclick = () => this.onChoose(text);
    return chip;
  }
}
