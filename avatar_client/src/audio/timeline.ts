/** What is heard: sample `sample` of response `number`; `sample` is held through a stall. */
export interface Position {
  number: number;
  sample: number;
}

interface Segment {
  number: number;
  start: number;
  length: number;
  /** First sample on the output clock. */
  at: number;
}

/**
 * Lays the audio of responses on the output clock, all in samples at one rate.
 * Chunks that belong together play without a gap; one that arrives too late moves what follows back by its delay.
 */
export class Timeline {
  private segments: Segment[] = [];

  /** `lead`: samples between placing the first chunk and hearing it, a cushion against an uneven network. */
  constructor(private readonly lead: number) {}

  /** Where on the output clock a chunk of `length` samples must start, `now` being the clock's reading. */
  place(number: number, start: number, length: number, now: number): number {
    const last = this.segments.at(-1);
    const end = last ? last.at + last.length : 0;
    const gap = last && last.number === number ? start - (last.start + last.length) : 0;
    const wanted = end + gap;
    const at = last && wanted >= now ? wanted : now + this.lead;
    this.segments.push({ number, start, length, at });
    return at;
  }

  /** What is heard at `now`, or null before the first chunk and after a `clear`. */
  position(now: number): Position | null {
    const segment = this.segments.findLast(({ at }) => at <= now);
    if (!segment) return null;
    this.segments.splice(0, this.segments.indexOf(segment)); // what lies before is never asked for again
    return { number: segment.number, sample: segment.start + Math.min(now - segment.at, segment.length) };
  }

  /** Whether a chunk is being heard or waits to be. */
  playing(now: number): boolean {
    const last = this.segments.at(-1);
    return last !== undefined && now < last.at + last.length;
  }

  clear(): void {
    this.segments = [];
  }
}
