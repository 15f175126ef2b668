/** A value with the version under which it is stored; the first version is 1. */
export interface Stored<T> {
  readonly value: T;
  readonly version: number;
}

/** A conditional write either happened or met another version and changed nothing. */
export type PutOutcome = 'stored' | 'conflict';
