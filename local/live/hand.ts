import type { Telephone } from '../flows/runner/types';

/** What a hand may do with the telephone that it is at. Only to be used in a task of the clock. */
export interface Line {
  /** Tells that keys were pressed; pressing itself is the telephone's answer. */
  readonly pressed: (keys: string) => void;
  /** False when no call is on. */
  readonly hangUp: () => boolean;
  /** Picks up; false when nothing rings, or a call is on. */
  readonly answer: () => boolean;
  readonly decline: () => boolean;
  /** The script does not fit the call: says why, and leaves. */
  readonly fail: (reason: string) => void;
}

/** Whoever presses the keys of a visitor's telephone: somebody at a keyboard, or a script. */
export interface Hand {
  readonly telephone: Telephone;
  /** False: there is a script, and nothing can be keyed beside it. */
  readonly type: (keys: string) => boolean;
  readonly rings: () => void;
  /** Picked up, declined or given up. */
  readonly ringingOver: () => void;
  /** An agent is on the line. */
  readonly joined: () => void;
  /** A call or a ringing is over: whether the telephone stays. */
  readonly ended: () => 'stay' | 'leave';
}
