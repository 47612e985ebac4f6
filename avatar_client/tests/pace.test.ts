import { expect, test } from "vitest";
import { fineQuality, LIGHT_QUALITY, Pace } from "../src/avatar/pace";

/** Pictures drawn when the browser offers one every `interval` for `seconds`, and each takes `cost` to finish. */
function draw(pace: Pace, interval: number, seconds: number, cost = 0): number {
  let pictures = 0;
  let drawnAt = 0;
  for (let time = 0; time < seconds; time += interval) {
    if (pace.due(interval, time >= drawnAt)) {
      pictures += 1;
      drawnAt = time + cost;
    }
    pace.coarser();
  }
  return pictures;
}

test("a fast machine draws every picture as finely as its screen", () => {
  const pace = new Pace(fineQuality(1));
  expect(draw(pace, 1 / 60, 10)).toBe(600);
  expect(pace.ratio).toBe(1);
});

test("a slow machine draws coarser pictures, down to a limit", () => {
  const pace = new Pace(fineQuality(2));
  draw(pace, 1 / 10, 60);
  expect(pace.ratio).toBe(0.6);
});

test("a machine without a graphics processor has most of its time left to hear and speak", () => {
  const drawing = draw(new Pace(LIGHT_QUALITY), 1 / 60, 30, 0.2) * 0.2;
  expect(drawing / 30).toBeGreaterThan(0.3);
  expect(drawing / 30).toBeLessThan(0.45);
});
