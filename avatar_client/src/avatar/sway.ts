/** Angles of a joint in radians: positive pitch nods down, positive yaw turns to the clerk's left. */
export interface Turn {
  pitch: number;
  yaw: number;
  roll: number;
}

const BREATH_HZ = 0.24;

/** The small movement of a person who stands still, `time` seconds in; sines that never meet again look unplanned. */
export function sway(time: number): Turn {
  return {
    pitch: 0.008 * Math.sin(0.73 * time + 1) + 0.006 * Math.sin(1.31 * time),
    yaw: 0.02 * Math.sin(0.41 * time) + 0.012 * Math.sin(0.97 * time + 2),
    roll: 0.008 * Math.sin(0.53 * time + 4) + 0.006 * Math.sin(0.29 * time),
  };
}

/** How full the lungs are, 0 to 1. */
export function breath(time: number): number {
  return 0.5 - 0.5 * Math.cos(2 * Math.PI * BREATH_HZ * time);
}
