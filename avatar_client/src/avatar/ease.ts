/** `current` moved towards `target`, closing 63 % of the distance every `tau` seconds. */
export function approach(current: number, target: number, dt: number, tau: number): number {
  return target + (current - target) * Math.exp(-dt / tau);
}

/** A smooth step from 0 to 1 as `x` goes from 0 to 1. */
export function smooth(x: number): number {
  const t = Math.max(0, Math.min(1, x));
  return t * t * (3 - 2 * t);
}
