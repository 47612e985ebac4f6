import type { Language } from "./protocol/events";

/** What the page's address may ask for. */
export interface Options {
  /** `?kiosk=ID`: which of the store's kiosks this screen is. */
  kiosk: string;
  /** `?lang=en`: language of the first words; without it the page starts in Korean. */
  language: Language;
  /** `?shot`: keep the last picture readable, for screenshots and tests. */
  keepPicture: boolean;
}

export function readOptions(query: string): Options {
  const values = new URLSearchParams(query);
  return {
    kiosk: values.get("kiosk") ?? "",
    language: values.get("lang") === "en" ? "en" : "ko",
    keepPicture: values.has("shot"),
  };
}
