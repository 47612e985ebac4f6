/** The realtime connection: opens it, keeps it open, and turns messages into events. */

import type { AudioFrame, ClientEvent, ServerEvent } from "../protocol/events";
import { parseAudioFrame, parseEvent } from "../protocol/parse";
import { backoff } from "./backoff";

const LATE_AUDIO_BYTES = 96_000; // two seconds of microphone waiting to leave: newer sound matters more

export interface RealtimeHandlers {
  onOpen(): void;
  onClose(): void;
  onEvent(event: ServerEvent): void;
  onAudio(frame: AudioFrame): void;
}

/** Opens sockets to `url` until `stop`; a lost one is replaced after a growing pause. */
export class RealtimeClient {
  private socket: WebSocket | null = null;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private stopped = true;

  constructor(
    private readonly url: string,
    private readonly handlers: RealtimeHandlers,
  ) {}

  start(): void {
    this.stopped = false;
    this.open();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
    this.socket?.close();
  }

  /** Try at once, without waiting out the pause: the network is known to be back. */
  reconnectNow(): void {
    if (this.stopped || this.socket) return;
    clearTimeout(this.retry);
    this.open();
  }

  /** Sends an event; false when there is no connection to send it on. */
  send(event: ClientEvent): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(event));
    return true;
  }

  /** Sends microphone audio, PCM16 at 24 kHz; dropped while the connection cannot keep up. */
  sendAudio(pcm: Int16Array<ArrayBuffer>): void {
    if (this.socket?.readyState !== WebSocket.OPEN || this.socket.bufferedAmount > LATE_AUDIO_BYTES) return;
    this.socket.send(pcm);
  }

  private open(): void {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.handlers.onOpen();
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.receive(data);
    socket.onclose = () => this.closed();
  }

  private receive(data: string | ArrayBuffer): void {
    if (typeof data !== "string") {
      const frame = parseAudioFrame(data);
      if (frame) this.handlers.onAudio(frame);
      return;
    }
    const event = parseEvent(data);
    if (!event) return;
    if (event.type === "session.created") this.failures = 0; // an accepted socket may still be refused a session
    this.handlers.onEvent(event);
  }

  private closed(): void {
    this.socket = null;
    if (this.stopped) return;
    this.handlers.onClose();
    this.retry = setTimeout(() => this.open(), backoff(this.failures++, Math.random()));
  }
}
