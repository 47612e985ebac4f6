import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { backoff } from "../src/realtime/backoff";
import { RealtimeClient } from "../src/realtime/client";

/** Stands in for the browser's socket; the tests play the server. */
class FakeSocket {
  static readonly OPEN = 1;
  static opened: FakeSocket[] = [];
  readyState = 0;
  bufferedAmount = 0;
  sent: unknown[] = [];
  onopen = (): void => {};
  onclose = (): void => {};
  onmessage = (_message: { data: unknown }): void => {};

  constructor(readonly url: string) {
    FakeSocket.opened.push(this);
  }

  send(data: unknown): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = 3;
    this.onclose();
  }

  accept(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen();
    this.onmessage({ data: '{"type":"session.created","session":{}}' });
  }
}

const handlers = { onOpen: vi.fn(), onClose: vi.fn(), onEvent: vi.fn(), onAudio: vi.fn() };
const last = (): FakeSocket => FakeSocket.opened.at(-1)!;
let client: RealtimeClient;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.spyOn(Math, "random").mockReturnValue(0.999);
  FakeSocket.opened = [];
  client = new RealtimeClient("ws://shop/v1/realtime", handlers);
  client.start();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.clearAllMocks();
});

describe("the connection", () => {
  test("is opened again after it was lost, and says so", () => {
    last().accept();
    last().close();
    expect(handlers.onClose).toHaveBeenCalledOnce();
    expect(FakeSocket.opened).toHaveLength(1);
    vi.advanceTimersByTime(500);
    expect(FakeSocket.opened).toHaveLength(2);
    last().accept();
    expect(handlers.onOpen).toHaveBeenCalledTimes(2);
  });

  test("waits longer after each failure, and briefly again after a success", () => {
    const pauses = [1, 2, 3, 4].map(() => {
      last().close();
      const before = Date.now();
      vi.advanceTimersToNextTimer();
      return Date.now() - before;
    });
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses[3]!).toBeGreaterThan(pauses[0]! * 4);
    last().accept();
    last().close();
    const before = Date.now();
    vi.advanceTimersToNextTimer();
    expect(Date.now() - before).toBe(pauses[0]);
  });

  test("does not wait when the network is known to be back", () => {
    last().close();
    client.reconnectNow();
    expect(FakeSocket.opened).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.opened).toHaveLength(2);
  });

  test("stays closed once stopped", () => {
    last().accept();
    client.stop();
    vi.advanceTimersByTime(60_000);
    client.reconnectNow();
    expect(FakeSocket.opened).toHaveLength(1);
    expect(handlers.onClose).not.toHaveBeenCalled();
  });

  test("tells the caller when an event could not be sent", () => {
    expect(client.send({ type: "response.cancel" })).toBe(false);
    last().accept();
    expect(client.send({ type: "response.cancel" })).toBe(true);
    expect(last().sent).toEqual(['{"type":"response.cancel"}']);
  });

  test("drops old microphone sound instead of falling behind", () => {
    last().accept();
    client.sendAudio(Int16Array.of(1));
    last().bufferedAmount = 1 << 20;
    client.sendAudio(Int16Array.of(2));
    expect(last().sent).toEqual([Int16Array.of(1)]);
  });

  test("hands on events and audio, and passes over what it does not know", () => {
    last().accept();
    handlers.onEvent.mockClear();
    last().onmessage({ data: '{"type":"something.new"}' });
    last().onmessage({ data: '{"type":"response.created","response":{"id":"r","number":4}}' });
    last().onmessage({ data: Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 0, 1, 0).buffer });
    expect(handlers.onEvent.mock.calls).toEqual([[{ type: "response.created", id: "r", number: 4 }]]);
    expect(handlers.onAudio.mock.calls).toEqual([[{ number: 4, start: 0, samples: Int16Array.of(1) }]]);
  });
});

test("no pause is longer than fifteen seconds", () => {
  expect(backoff(50, 0.999)).toBeLessThanOrEqual(15_000);
});
