import { describe, expect, test } from "vitest";
import { parseAudioFrame, parseEvent } from "../src/protocol/parse";

const parse = (event: unknown) => parseEvent(JSON.stringify(event));

describe("text events", () => {
  test("a reply keeps what is right and drops what is not", () => {
    const products = [
      { id: "p1", title: "가방", price: 39000, sale_price: null, image: null, floor: "3F", in_stock: false },
      { id: "p2", title: "no price" },
      "nonsense",
    ];
    const reply = { text: "여기 있어요.", language: "ko", products, suggestions: ["네", 3], location: { floor: "3F" } };
    expect(parse({ type: "annae.reply", response_id: "r1", reply })).toEqual({
      type: "annae.reply",
      responseId: "r1",
      reply: {
        text: "여기 있어요.",
        language: "ko",
        intent: "",
        products: [{ id: "p1", title: "가방", price: 39000, floor: "3F", in_stock: false }],
        suggestions: ["네"],
      },
    });
  });

  test("a location has the plans of its floors, and what is no plan is left out", () => {
    const map = [{ floor: "1F", svg: "<svg/>" }, { floor: "2F" }, "3F"];
    const location = { floor: "5F", zone: "유아 휴게실", map };
    const event = parse({ type: "annae.reply", response_id: "r1", reply: { text: "", language: "ko", location } });
    expect(event).toMatchObject({ reply: { location: { map: [{ floor: "1F", svg: "<svg/>" }] } } });
  });

  test("a location has its steps", () => {
    const location = { floor: "5F", zone: "유아 휴게실", x: 1, y: 2, route: ["올라가세요."] };
    const event = parse({ type: "annae.reply", response_id: "r1", reply: { text: "5층이에요.", language: "ko", location } });
    expect(event).toMatchObject({ reply: { location: { floor: "5F", zone: "유아 휴게실", route: ["올라가세요."] } } });
  });

  test("a presentation is kept within its bounds, and what is no factor is as usual", () => {
    const presentation = { volume: 9, speed: "x", text_size: 0.1 };
    const event = parse({ type: "annae.reply", response_id: "r1", reply: { text: "네.", language: "ko", presentation } });
    expect(event).toMatchObject({ reply: { presentation: { volume: 2, speed: 1, text_size: 0.5 } } });
  });

  test("visemes without a time are left out", () => {
    const visemes = [{ name: "aa", start: 10, duration: 5 }, { name: "E" }, { name: "I", start: -1, duration: 5 }];
    expect(parse({ type: "annae.visemes", response_id: "r1", visemes })).toMatchObject({
      visemes: [{ name: "aa", start: 10, duration: 5 }],
    });
  });

  test("a session may or may not name its store", () => {
    expect(parse({ type: "annae.session", language: "en", store: { id: "demo" } })).toEqual({
      type: "annae.session",
      language: "en",
    });
    const store = { id: "demo", name: { ko: "솔마루", en: "Solmaru" } };
    expect(parse({ type: "annae.session", language: "ko", store })).toMatchObject({ storeName: store.name });
  });

  test("an error carries the customer's sentence when there is one", () => {
    const text = { ko: "잠시만요.", en: "One moment." };
    expect(parse({ type: "error", error: { code: "busy" }, annae: { text } })).toEqual({ type: "error", code: "busy", text });
    expect(parse({ type: "error", error: { code: "x" } })).toEqual({ type: "error", code: "x" });
  });

  test.each(["", "null", "[]", "{", '{"type":3}', '{"type":"rate_limits.updated"}', '{"type":"annae.reply"}', '{"type":"response.created"}'])(
    "%s is passed over",
    (text) => {
      expect(parseEvent(text)).toBeNull();
    },
  );
});

describe("audio frames", () => {
  test("start with the response number and the start sample", () => {
    const frame = Uint8Array.of(7, 0, 0, 0, 0x40, 0x1f, 0, 0, 0xff, 0x7f, 0x00, 0x80).buffer;
    expect(parseAudioFrame(frame)).toEqual({ number: 7, start: 8000, samples: Int16Array.of(32767, -32768) });
  });

  test.each([0, 7, 11])("of %i bytes are cut short and passed over", (bytes) => {
    expect(parseAudioFrame(new ArrayBuffer(bytes))).toBeNull();
  });
});
