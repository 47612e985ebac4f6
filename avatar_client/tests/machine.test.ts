import { describe, expect, test } from "vitest";
import { type Happening, next, type State } from "../src/state/machine";

const after = (state: State, ...happenings: Happening[]): State => happenings.reduce(next, state);

describe("what the kiosk is doing", () => {
  test("a spoken turn goes from hearing over thinking to speaking and back", () => {
    expect(after("start", "started", "opened")).toBe("ready");
    expect(after("ready", "speechStarted")).toBe("hearing");
    expect(after("hearing", "speechStopped")).toBe("thinking");
    expect(after("thinking", "asked", "voiceStarted")).toBe("speaking");
    expect(after("speaking", "finished")).toBe("ready");
  });

  test("a customer who interrupts is listened to, whatever the old answer still does", () => {
    expect(after("speaking", "speechStarted", "finished")).toBe("hearing");
    expect(after("speaking", "speechStarted", "voiceStarted")).toBe("hearing");
  });

  test("nothing heard leads back to listening", () => {
    expect(after("hearing", "speechStopped", "finished")).toBe("ready");
  });

  test.each<State>(["connecting", "ready", "hearing", "thinking", "speaking"])("a connection lost while %s is shown, and healed", (state) => {
    expect(after(state, "lost")).toBe("offline");
    expect(after(state, "lost", "opened")).toBe("ready");
  });

  test("nothing happens before the customer touched the screen", () => {
    expect(after("start", "opened", "speechStarted", "asked")).toBe("start");
  });
});
