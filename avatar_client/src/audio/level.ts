const QUIET_DB = -55;
const LOUD_DB = -15;

/** Loudness of PCM16 samples on a scale an eye finds even: 0 is a quiet room, 1 a voice close by. */
export function level(pcm: Int16Array): number {
  let energy = 0;
  for (const sample of pcm) energy += sample * sample;
  const rms = Math.sqrt(energy / Math.max(1, pcm.length)) / 32768;
  const db = 20 * Math.log10(rms + 1e-6);
  return Math.max(0, Math.min(1, (db - QUIET_DB) / (LOUD_DB - QUIET_DB)));
}
