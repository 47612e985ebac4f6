/** Gathers float samples into PCM16 frames of one length. */
export class Framer {
  private frame: Int16Array<ArrayBuffer>;
  private filled = 0;

  constructor(private readonly length: number) {
    this.frame = new Int16Array(length);
  }

  /** Frames that `samples` (-1 to 1) complete, usually none or one. */
  push(samples: Float32Array): Int16Array<ArrayBuffer>[] {
    const complete: Int16Array<ArrayBuffer>[] = [];
    for (const sample of samples) {
      this.frame[this.filled++] = Math.round(Math.max(-1, Math.min(1, sample)) * 32767);
      if (this.filled === this.length) {
        complete.push(this.frame);
        this.frame = new Int16Array(this.length);
        this.filled = 0;
      }
    }
    return complete;
  }
}
