import type { KeptThing } from '../../ports/erasure';

/** A thing that is there, and how to take it away. */
export interface OnShelf {
  /** A callback that must stay as it is now. */
  readonly isLive?: boolean;
  readonly drop: () => void;
}

/** What one part of the store keeps of people. */
export interface Shelf {
  readonly under?: (number: string) => readonly KeptThing[];
  /** Undefined where it is not there, or is of a kind that another part keeps. */
  readonly find: (thing: KeptThing) => OnShelf | undefined;
}

/** A thing that is there once it has been looked up. */
export function onShelf(isThere: boolean, drop: () => void): OnShelf | undefined {
  return isThere ? { drop } : undefined;
}
