/** Reads what the gateway sends; anything malformed or unknown is `null`, so that a newer server breaks nothing. */

import { factor } from "../presentation";
import type { AudioFrame, FloorDrawing, Language, Location, Presentation, Product, Reply, ResponseStatus, ServerEvent, Texts, Viseme } from "./events";

type Fields = Record<string, unknown>;

const HEADER_BYTES = 8; // uint32 response number, uint32 start sample

/** A text event as a typed one, or null for an event this page does not use or cannot trust. */
export function parseEvent(text: string): ServerEvent | null {
  let event: Fields;
  try {
    event = fields(JSON.parse(text));
  } catch {
    return null;
  }
  const itemId = string(event["item_id"]);
  const responseId = string(event["response_id"]);
  const response = fields(event["response"]);
  const type = event["type"];
  switch (type) {
    case "session.created":
      return { type };
    case "annae.session": {
      const storeName = texts(fields(event["store"])["name"]);
      return { type, language: language(event["language"]), ...(storeName && { storeName }) };
    }
    case "input_audio_buffer.speech_started":
    case "input_audio_buffer.speech_stopped":
      return { type, itemId };
    case "conversation.item.input_audio_transcription.delta":
      return { type, itemId, delta: string(event["delta"]) };
    case "conversation.item.input_audio_transcription.completed":
      return { type, itemId, transcript: string(event["transcript"]) };
    case "annae.notice": {
      const text = texts(event["text"]);
      return text && { type, code: string(event["code"]), text };
    }
    case "response.created": {
      const number = response["number"];
      return isCount(number) ? { type, id: string(response["id"]), number } : null;
    }
    case "annae.reply": {
      const reply = parseReply(event["reply"]);
      return reply && { type, responseId, reply };
    }
    case "response.output_audio_transcript.delta":
      return { type, responseId, delta: string(event["delta"]), start: count(fields(event["annae"])["start"]) };
    case "annae.visemes":
      return { type, responseId, visemes: list(event["visemes"]).flatMap(parseViseme) };
    case "response.done":
      return { type, id: string(response["id"]), status: status(response["status"]) };
    case "error": {
      const text = texts(fields(event["annae"])["text"]);
      return { type, code: string(fields(event["error"])["code"]), ...(text && { text }) };
    }
    default:
      return null;
  }
}

/** A binary frame of response audio, or null when it is cut short. */
export function parseAudioFrame(frame: ArrayBuffer): AudioFrame | null {
  const bytes = frame.byteLength - HEADER_BYTES;
  if (bytes < 0 || bytes % 2 !== 0) return null;
  const header = new DataView(frame);
  return {
    number: header.getUint32(0, true),
    start: header.getUint32(4, true),
    samples: new Int16Array(frame, HEADER_BYTES), // every machine a browser runs on is little-endian
  };
}

function parseReply(value: unknown): Reply | null {
  const reply = fields(value);
  if (typeof reply["text"] !== "string") return null;
  const location = parseLocation(reply["location"]);
  const presentation = parsePresentation(reply["presentation"]);
  return {
    text: reply["text"],
    language: language(reply["language"]),
    intent: string(reply["intent"]),
    products: list(reply["products"]).flatMap(parseProduct),
    suggestions: list(reply["suggestions"]).filter((suggestion) => typeof suggestion === "string"),
    ...(location && { location }),
    ...(presentation && { presentation }),
    ...optionalStrings(reply, ["action", "mood", "gesture"]),
  };
}

function parseProduct(value: unknown): Product[] {
  const product = fields(value);
  const { id, title, price, sale_price, in_stock } = product;
  if (typeof id !== "string" || typeof title !== "string" || typeof price !== "number") return [];
  return [
    {
      id,
      title,
      price,
      ...(typeof sale_price === "number" && { sale_price }),
      ...(typeof in_stock === "boolean" && { in_stock }),
      ...optionalStrings(product, ["image", "floor", "zone", "why"]),
    },
  ];
}

function parseLocation(value: unknown): Location | null {
  const location = fields(value);
  const { floor, zone } = location;
  if (typeof floor !== "string" || typeof zone !== "string") return null;
  return {
    floor,
    zone,
    route: list(location["route"]).filter((step) => typeof step === "string"),
    map: list(location["map"]).flatMap(parseFloorDrawing),
  };
}

function parsePresentation(value: unknown): Presentation | null {
  if (typeof value !== "object" || value === null) return null;
  const { volume, speed, text_size } = fields(value);
  return { volume: factor(volume), speed: factor(speed), text_size: factor(text_size) };
}

function parseFloorDrawing(value: unknown): FloorDrawing[] {
  const { floor, svg } = fields(value);
  return typeof floor === "string" && typeof svg === "string" ? [{ floor, svg }] : [];
}

function parseViseme(value: unknown): Viseme[] {
  const { name, start, duration } = fields(value);
  return typeof name === "string" && isCount(start) && isCount(duration) ? [{ name, start, duration }] : [];
}

function optionalStrings<Key extends string>(from: Fields, keys: Key[]): Partial<Record<Key, string>> {
  const present = keys.flatMap((key) => {
    const value = from[key];
    return typeof value === "string" && value !== "" ? [[key, value] as const] : [];
  });
  return Object.fromEntries(present) as Partial<Record<Key, string>>;
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function count(value: unknown): number {
  return isCount(value) ? value : 0;
}

function language(value: unknown): Language {
  return value === "en" ? "en" : "ko";
}

function status(value: unknown): ResponseStatus {
  return value === "cancelled" || value === "failed" ? value : "completed";
}

function texts(value: unknown): Texts | null {
  const { ko, en } = fields(value);
  return typeof ko === "string" && typeof en === "string" ? { ko, en } : null;
}
