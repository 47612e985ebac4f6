/** Events of `/v1/realtime` as this page uses them: OpenAI Realtime names, our own prefixed `annae.`. */

export type Language = "ko" | "en";
export type Texts = Record<Language, string>;

/** Samples a second of all audio on the wire: PCM16, little-endian, mono. */
export const SAMPLE_RATE = 24_000;

/** One product as the reply carries it, already in the reply's language; prices in won. */
export interface Product {
  id: string;
  title: string;
  price: number;
  sale_price?: number;
  image?: string;
  floor?: string;
  zone?: string;
  in_stock?: boolean;
  why?: string;
}

/** Where something is; `route` holds the steps to it in words. */
export interface Location {
  floor: string;
  zone: string;
  route: string[];
  map: FloorDrawing[];
}

/** The plan of a floor the way leads over, with the way on it. */
export interface FloorDrawing {
  floor: string;
  svg: string;
}

/** Factors of what is usual, from 0.5 to 2. */
export interface Presentation {
  volume: number;
  speed: number;
  text_size: number;
}

export interface Reply {
  text: string;
  language: Language;
  intent: string;
  products: Product[];
  location?: Location;
  action?: string;
  suggestions: string[];
  mood?: string;
  gesture?: string;
  presentation?: Presentation;
}

/** A mouth shape; `start` and `duration` in samples from the start of the utterance. */
export interface Viseme {
  name: string;
  start: number;
  duration: number;
}

export type ResponseStatus = "completed" | "cancelled" | "failed";

export type ServerEvent =
  | { type: "session.created" }
  | { type: "annae.session"; language: Language; storeName?: Texts }
  | { type: "input_audio_buffer.speech_started"; itemId: string }
  | { type: "input_audio_buffer.speech_stopped"; itemId: string }
  | { type: "conversation.item.input_audio_transcription.delta"; itemId: string; delta: string }
  | { type: "conversation.item.input_audio_transcription.completed"; itemId: string; transcript: string }
  | { type: "annae.notice"; code: string; text: Texts }
  | { type: "response.created"; id: string; number: number }
  | { type: "annae.reply"; responseId: string; reply: Reply }
  | { type: "response.output_audio_transcript.delta"; responseId: string; delta: string; start: number }
  | { type: "annae.visemes"; responseId: string; visemes: Viseme[] }
  | { type: "response.done"; id: string; status: ResponseStatus }
  | { type: "error"; code: string; text?: Texts };

/** Audio of a response: `samples` belong at `start`, counted from the start of the utterance. */
export interface AudioFrame {
  number: number;
  start: number;
  samples: Int16Array;
}

export interface SessionOptions {
  binary: true;
  language: Language | "auto";
  greet: boolean;
  kiosk: string;
}

export type ClientEvent =
  | { type: "session.update"; session: { type: "realtime"; annae: SessionOptions } }
  | {
      type: "conversation.item.create";
      item: { type: "message"; role: "user"; content: [{ type: "input_text"; text: string }] };
    }
  | { type: "input_audio_buffer.clear" }
  | { type: "response.create" }
  | { type: "response.cancel" };
