const ZERO_CROSSINGS = 12; // of the sinc on each side: what would fold back into the voice is 50 dB down

/**
 * Converts a stream of mono float samples between two whole rates with a Hann-windowed sinc.
 * Blocks may have any length; the signal is continuous across them.
 */
export class Resampler {
  private readonly up: number;
  private readonly down: number;
  private readonly reach: number;
  private readonly kernels: Float32Array[];
  private kept: Float32Array;
  /** Next output, counted in 1/up of an input sample from the first kept one. */
  private position: number;

  constructor(fromRate: number, toRate: number) {
    const divisor = greatestCommonDivisor(fromRate, toRate);
    this.up = toRate / divisor;
    this.down = fromRate / divisor;
    const cutoff = Math.min(1, toRate / fromRate);
    this.reach = Math.ceil(ZERO_CROSSINGS / cutoff);
    this.kernels = Array.from({ length: this.up }, (_, phase) => kernel(phase / this.up, this.reach, cutoff));
    this.kept = new Float32Array(this.reach); // silence before the first sample
    this.position = this.reach * this.up;
  }

  /** Output samples that `block` completes. */
  process(block: Float32Array): Float32Array {
    const input = new Float32Array(this.kept.length + block.length);
    input.set(this.kept);
    input.set(block, this.kept.length);
    const output: number[] = [];
    for (; this.whole() + this.reach < input.length; this.position += this.down) output.push(this.next(input));
    const used = Math.min(this.whole() - this.reach, input.length);
    this.kept = input.slice(used);
    this.position -= used * this.up;
    return Float32Array.from(output);
  }

  private whole(): number {
    return Math.floor(this.position / this.up);
  }

  private next(input: Float32Array): number {
    const first = this.whole() - this.reach;
    const taps = this.kernels[this.position % this.up]!;
    return taps.reduce((sum, tap, index) => sum + tap * input[first + index]!, 0);
  }
}

/** Weights of the samples from `-reach` to `+reach` around an output `fraction` of a sample past the middle one. */
function kernel(fraction: number, reach: number, cutoff: number): Float32Array {
  return Float32Array.from({ length: 2 * reach + 1 }, (_, index) => {
    const distance = index - reach - fraction;
    if (Math.abs(distance) >= reach) return 0;
    const x = Math.PI * distance * cutoff;
    const sinc = x === 0 ? 1 : Math.sin(x) / x;
    return cutoff * sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / reach));
  });
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
