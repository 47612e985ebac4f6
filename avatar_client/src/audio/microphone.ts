/** The customer's microphone as a stream of 40 ms PCM16 frames at 24 kHz. */

import workletUrl from "./capture.worklet.ts?worker&url";
import { level } from "./level";

export type MicrophoneProblem = "denied" | "missing";

/** Why the microphone cannot be used. */
export class MicrophoneError extends Error {
  constructor(readonly problem: MicrophoneProblem) {
    super(`microphone ${problem}`);
  }
}

export interface Microphone {
  /** Loudness of the last frame, 0 to 1. */
  level(): number;
  /** Whether frames are delivered. */
  enabled: boolean;
}

/** Opens the microphone; `onFrame` gets every frame while it is enabled. Raises MicrophoneError. */
export async function openMicrophone(onFrame: (pcm: Int16Array<ArrayBuffer>) => void): Promise<Microphone> {
  const stream = await requestStream();
  const context = new AudioContext();
  await context.audioWorklet.addModule(workletUrl);
  const capture = new AudioWorkletNode(context, "capture", { numberOfOutputs: 0 });
  context.createMediaStreamSource(stream).connect(capture);
  await context.resume();
  let loudness = 0;
  const microphone: Microphone = { enabled: true, level: () => loudness };
  capture.port.onmessage = ({ data }: MessageEvent<Int16Array<ArrayBuffer>>) => {
    loudness = microphone.enabled ? level(data) : 0;
    if (microphone.enabled) onFrame(data);
  };
  return microphone;
}

async function requestStream(): Promise<MediaStream> {
  // Browsers offer the microphone on https and localhost only.
  if (!navigator.mediaDevices) throw new MicrophoneError("missing");
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (error) {
    const denied = error instanceof DOMException && error.name === "NotAllowedError";
    throw new MicrophoneError(denied ? "denied" : "missing");
  }
}
