/** Plays response audio as it arrives and knows, to the sample, what the customer hears. */

import type { AudioFrame } from "../protocol/events";
import { SAMPLE_RATE } from "../protocol/events";
import { level } from "./level";
import { type Position, Timeline } from "./timeline";

const LEAD_SAMPLES = 0.06 * SAMPLE_RATE;
const METER_SAMPLES = 1024;

export class Player {
  // At the rate of the stream, so that chunks join sample by sample and the browser converts the whole once.
  private readonly context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: "interactive" });
  private readonly meter = new AnalyserNode(this.context, { fftSize: METER_SAMPLES });
  private readonly gain = new GainNode(this.context);
  /** Keeps a raised voice from clipping. */
  private readonly limiter = new DynamicsCompressorNode(this.context, { threshold: -3, knee: 0, ratio: 20, attack: 0.002 });
  private readonly metered = new Float32Array(METER_SAMPLES);
  private readonly timeline = new Timeline(LEAD_SAMPLES);
  private readonly sources = new Set<AudioBufferSourceNode>();
  private dropped = -1;

  constructor() {
    // Metered before it is made louder: the mouth opens by what is said, not by how loud.
    this.meter.connect(this.gain).connect(this.limiter).connect(this.context.destination);
  }

  /** Whether sound may be made: browsers want a touch or key first, a kiosk can be set up without. */
  async unlock(): Promise<boolean> {
    // `resume` stays pending until a gesture comes, so the answer is read after a moment.
    await Promise.race([this.context.resume(), new Promise((done) => setTimeout(done, 200))]);
    return this.context.state === "running";
  }

  /** Queues a frame; frames of a stopped response are ignored. */
  play({ number, start, samples }: AudioFrame): void {
    if (number <= this.dropped || samples.length === 0) return;
    const buffer = new AudioBuffer({ length: samples.length, sampleRate: SAMPLE_RATE });
    buffer.copyToChannel(Float32Array.from(samples, (sample) => sample / 32768), 0);
    const source = new AudioBufferSourceNode(this.context, { buffer });
    source.connect(this.meter);
    source.onended = () => this.sources.delete(source);
    this.sources.add(source);
    source.start(this.timeline.place(number, start, samples.length, this.clock()) / SAMPLE_RATE);
  }

  /** Falls silent at once, and ignores what may still come of responses up to number `last`. */
  stop(last: number): void {
    this.dropped = Math.max(this.dropped, last);
    for (const source of this.sources) source.stop();
    this.sources.clear();
    this.timeline.clear();
  }

  /** A new session counts its responses from the start again. */
  reset(): void {
    this.stop(-1);
    this.dropped = -1;
  }

  /** How loud, 1 being usual. */
  set volume(factor: number) {
    this.gain.gain.value = factor;
  }

  /** What is being heard, or null when nothing has played since the last stop. */
  position(): Position | null {
    return this.timeline.position(this.heard());
  }

  get playing(): boolean {
    return this.timeline.playing(this.heard());
  }

  /** Loudness of what is played, 0 to 1. */
  level(): number {
    this.meter.getFloatTimeDomainData(this.metered);
    return level(Int16Array.from(this.metered, (sample) => sample * 32767));
  }

  private clock(): number {
    return Math.ceil(this.context.currentTime * SAMPLE_RATE);
  }

  private heard(): number {
    return (this.context.currentTime - (this.context.outputLatency || 0)) * SAMPLE_RATE;
  }
}
