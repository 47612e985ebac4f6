/** The page's own words, from texts.json, in the language the customer uses now. */

import type { Language, Texts } from "../protocol/events";
import texts from "./texts.json";

type Words = (typeof texts)["ko"];
export type TextKey = { [Key in keyof Words]: Words[Key] extends string ? Key : never }[keyof Words];

let language: Language = "ko";

export function currentLanguage(): Language {
  return language;
}

/** Switches the language of the page, and of every element marked with `data-text` or `data-label`. */
export function useLanguage(chosen: Language): void {
  language = chosen;
  document.documentElement.lang = chosen;
  document.title = text("title");
  for (const element of document.querySelectorAll<HTMLElement>("[data-text]")) {
    element.textContent = text(element.dataset["text"] as TextKey);
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    element.ariaLabel = text(element.dataset["label"] as TextKey);
  }
}

/** The words for `key`, with `{name}` places filled from `values`. */
export function text(key: TextKey, values: Record<string, string | number> = {}): string {
  return texts[language][key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** First things a customer might ask. */
export function examples(): string[] {
  return texts[language].examples;
}

/** The one of two wordings from the server that fits the page. */
export function choose(both: Texts): string {
  return both[language];
}

/** `39,000원`, `39,000 won`. */
export function won(amount: number): string {
  return text("won", { amount: amount.toLocaleString("en-US") });
}
