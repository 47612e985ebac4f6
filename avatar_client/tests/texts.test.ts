import { expect, test } from "vitest";
import texts from "../src/i18n/texts.json";

test("both languages say the same things", () => {
  expect(Object.keys(texts.en)).toEqual(Object.keys(texts.ko));
  expect(texts.en.examples).toHaveLength(texts.ko.examples.length);
});

test("both languages have the same places to fill in", () => {
  const places = (words: string | string[]) => [...String(words).matchAll(/\{\w+\}/g)].map(String);
  for (const [key, words] of Object.entries(texts.ko)) {
    expect(places(texts.en[key as keyof typeof texts.en]), key).toEqual(places(words));
  }
});
