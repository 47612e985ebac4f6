import { describe, expect, test } from "vitest";
import { Timeline } from "../src/audio/timeline";

const LEAD = 100;

describe("the timeline of what is heard", () => {
  test("starts the first chunk after the lead and the next ones without a gap", () => {
    const timeline = new Timeline(LEAD);
    expect(timeline.place(1, 0, 500, 1000)).toBe(1100);
    expect(timeline.place(1, 500, 300, 1010)).toBe(1600);
    expect(timeline.place(1, 800, 300, 1020)).toBe(1900);
  });

  test("tells the sample of the utterance that is heard", () => {
    const timeline = new Timeline(LEAD);
    timeline.place(1, 0, 500, 1000);
    timeline.place(1, 500, 500, 1000);
    expect(timeline.position(1050)).toBeNull();
    expect(timeline.position(1100)).toEqual({ number: 1, sample: 0 });
    expect(timeline.position(1700)).toEqual({ number: 1, sample: 600 });
  });

  test("holds its place through a stall and goes on when the late chunk comes", () => {
    const timeline = new Timeline(LEAD);
    timeline.place(1, 0, 500, 1000);
    expect(timeline.position(2000)).toEqual({ number: 1, sample: 500 });
    expect(timeline.playing(2000)).toBe(false);
    expect(timeline.place(1, 500, 500, 2000)).toBe(2100);
    expect(timeline.position(2050)).toEqual({ number: 1, sample: 500 });
    expect(timeline.position(2150)).toEqual({ number: 1, sample: 550 });
  });

  test("leaves the silence that the utterance itself has", () => {
    const timeline = new Timeline(LEAD);
    timeline.place(1, 0, 500, 1000);
    expect(timeline.place(1, 700, 100, 1000)).toBe(1800);
  });

  test("plays a second answer after the first", () => {
    const timeline = new Timeline(LEAD);
    timeline.place(1, 0, 500, 1000);
    expect(timeline.place(2, 0, 500, 1000)).toBe(1600);
    expect(timeline.position(1650)).toEqual({ number: 2, sample: 50 });
  });

  test("knows nothing after it was cleared", () => {
    const timeline = new Timeline(LEAD);
    timeline.place(1, 0, 500, 1000);
    timeline.clear();
    expect(timeline.position(1200)).toBeNull();
    expect(timeline.playing(1200)).toBe(false);
    expect(timeline.place(2, 0, 500, 1200)).toBe(1300);
  });
});
