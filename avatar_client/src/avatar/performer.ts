/** The clerk's body language without a picture: what the face and head do at this moment. */

import type { Position } from "../audio/timeline";
import type { Viseme } from "../protocol/events";
import { Blink } from "./blink";
import { approach } from "./ease";
import { type Attention, type Direction, Gaze } from "./gaze";
import { Gesture } from "./gesture";
import { LipSync } from "./lipsync";
import { Mood } from "./mood";
import { breath, sway, type Turn } from "./sway";

export interface Pose {
  /** Morph weight by name: ARKit's 52 and `viseme_*`. */
  morphs: ReadonlyMap<string, number>;
  eyes: Direction;
  head: Turn;
  /** 0 to 1. */
  breath: number;
}

/** What the performer reacts to. */
export interface Scene {
  attention: Attention;
  /** What is being heard of the clerk's own voice, null when she is silent. */
  position: Position | null;
  /** Loudness of her voice, 0 to 1. */
  loudness: number;
}

const CALM = 0.25; // share of the idle movement left for people who asked for less motion
const LID_PER_RADIAN = 2.2;

export class Performer {
  private readonly lips = new LipSync();
  private readonly mood = new Mood();
  private readonly blink = new Blink();
  private readonly gaze = new Gaze();
  private readonly gesture = new Gesture();
  private time = 0;
  private emphasis = 0;
  private lastMorphs = new Map<string, number>();

  constructor(private readonly reducedMotion: () => boolean) {}

  /** Visemes of a response, in samples from its start. */
  prepare(number: number, visemes: Viseme[]): void {
    this.lips.add(number, visemes);
  }

  /** Expression and movement that go with a reply. */
  act(mood: string | undefined, gesture: string | undefined): void {
    this.mood.show(mood);
    if (gesture) this.gesture.start(gesture);
  }

  /** Stops speaking; the mouth closes. */
  hush(): void {
    this.lips.clear();
  }

  /** Morph weights of the last pose. */
  get morphs(): ReadonlyMap<string, number> {
    return this.lastMorphs;
  }

  /** The pose `dt` seconds after the last one. */
  update({ attention, position, loudness }: Scene, dt: number): Pose {
    this.time += dt;
    this.emphasis = approach(this.emphasis, loudness, dt, 0.12);
    const eyes = this.gaze.update(attention, dt);
    const morphs = new Map(this.mood.update(position !== null, dt));
    const add = (name: string, weight: number): void => {
      morphs.set(name, Math.min(1, (morphs.get(name) ?? 0) + weight));
    };
    for (const [name, weight] of this.lips.update(position, dt)) add(`viseme_${name}`, weight);
    const lids = this.blink.update(dt);
    for (const side of ["Left", "Right"]) {
      add(`eyeBlink${side}`, lids);
      add(`eyeLookDown${side}`, Math.max(0, eyes.pitch * LID_PER_RADIAN));
      add(`eyeLookUp${side}`, Math.max(0, -eyes.pitch * LID_PER_RADIAN));
    }
    add("browInnerUp", 0.12 * this.emphasis + (attention === "thinking" ? 0.1 : 0));
    this.lastMorphs = morphs;
    return { morphs, eyes, head: this.head(eyes, dt), breath: breath(this.time) };
  }

  private head(eyes: Direction, dt: number): Turn {
    const idle = sway(this.time);
    const gesture = this.gesture.update(dt);
    const amount = this.reducedMotion() ? CALM : 1;
    return {
      pitch: amount * (idle.pitch + 0.2 * eyes.pitch + 0.03 * this.emphasis) + gesture.pitch,
      yaw: amount * (idle.yaw + 0.3 * eyes.yaw) + gesture.yaw,
      roll: amount * idle.roll + gesture.roll,
    };
  }
}
