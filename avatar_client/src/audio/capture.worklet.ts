/** Runs on the audio thread: the microphone at the device's rate in, PCM16 frames at 24 kHz out. */

import { SAMPLE_RATE } from "../protocol/events";
import { Framer } from "./framer";
import { Resampler } from "./resampler";

const FRAME_SAMPLES = (SAMPLE_RATE * 40) / 1000;

class CaptureProcessor extends AudioWorkletProcessor {
  private readonly resampler = new Resampler(sampleRate, SAMPLE_RATE);
  private readonly framer = new Framer(FRAME_SAMPLES);

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (channel) {
      for (const frame of this.framer.push(this.resampler.process(channel))) {
        this.port.postMessage(frame, [frame.buffer]);
      }
    }
    return true;
  }
}

registerProcessor("capture", CaptureProcessor);
