import { describe, expect, test } from "vitest";
import { Framer } from "../src/audio/framer";
import { Resampler } from "../src/audio/resampler";

function tone(hertz: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / rate));
}

function inBlocks(resampler: Resampler, input: Float32Array, size: number): Float32Array {
  const output: number[] = [];
  for (let from = 0; from < input.length; from += size) output.push(...resampler.process(input.subarray(from, from + size)));
  return Float32Array.from(output);
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

describe("resampling the microphone", () => {
  test.each([16_000, 44_100, 48_000, 96_000])("keeps a 1 kHz tone from %i Hz in place and as loud", (rate) => {
    const output = inBlocks(new Resampler(rate, 24_000), tone(1000, rate, 0.25), 128);
    const expected = tone(1000, 24_000, 0.25);
    const worst = output.slice(100, 5500).reduce((most, sample, n) => Math.max(most, Math.abs(sample - expected[n + 100]!)), 0);
    expect(output.length).toBeGreaterThan(5900);
    expect(worst).toBeLessThan(0.01);
  });

  test("removes what 24 kHz cannot carry instead of folding it into the voice", () => {
    const output = inBlocks(new Resampler(48_000, 24_000), tone(15_000, 48_000, 0.25), 128);
    expect(rms(output.slice(100, 5500))).toBeLessThan(0.002);
  });

  test("gives the same samples whatever the length of the blocks", () => {
    const input = tone(440, 44_100, 0.1);
    const small = inBlocks(new Resampler(44_100, 24_000), input, 128);
    const large = inBlocks(new Resampler(44_100, 24_000), input, 1000);
    expect(small).toEqual(large);
  });
});

describe("framing", () => {
  test("gathers samples into whole frames and keeps the rest", () => {
    const framer = new Framer(4);
    expect(framer.push(Float32Array.of(0, 0.5, 1))).toEqual([]);
    expect(framer.push(Float32Array.of(-1, 0))).toEqual([Int16Array.of(0, 16384, 32767, -32767)]);
  });

  test("clips what is too loud", () => {
    expect(new Framer(2).push(Float32Array.of(3, -3))).toEqual([Int16Array.of(32767, -32767)]);
  });
});
