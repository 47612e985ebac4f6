import { describe, expect, test } from "vitest";
import { Presenter } from "../src/presentation";

function page() {
  const sound = { volume: 1 };
  const properties = new Map<string, string>();
  const style = { setProperty: (name: string, value: string) => void properties.set(name, value) };
  return { sound, properties, presenter: new Presenter(sound, style) };
}

describe("presenting", () => {
  test("makes the voice louder and the text larger", () => {
    const { sound, properties, presenter } = page();
    presenter.present({ volume: 1.5, speed: 0.75, text_size: 1.25 });
    expect(sound.volume).toBe(1.5);
    expect(properties.get("--text-size")).toBe("1.25");
  });

  test("goes back to usual for a reply without a wish: the next customer's", () => {
    const { sound, properties, presenter } = page();
    presenter.present({ volume: 2, speed: 1, text_size: 2 });
    presenter.present();
    expect(sound.volume).toBe(1);
    expect(properties.get("--text-size")).toBe("1");
  });
});
