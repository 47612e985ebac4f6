/** The part of the audio thread's global scope the capture worklet uses; TypeScript's DOM library leaves it out. */

declare const sampleRate: number;

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
