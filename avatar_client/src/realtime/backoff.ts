const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * Milliseconds to wait before reconnecting after `failures` attempts in a row have failed.
 * `random` in [0, 1) spreads the kiosks of a shop out when its server comes back.
 */
export function backoff(failures: number, random: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return longest * (0.5 + random / 2);
}
