import type { PutOutcome, Stored } from '../../ports/stored';

/** Values under keys, each changed only on condition of its version. */
export interface VersionedMap<T> {
  readonly get: (key: string) => Stored<T> | undefined;
  readonly all: () => readonly Stored<T>[];
  /** `expectedVersion` 0: the key must be free. */
  readonly put: (key: string, value: T, expectedVersion: number) => PutOutcome;
  readonly drop: (key: string) => void;
}

export function createVersionedMap<T>(): VersionedMap<T> {
  const items = new Map<string, Stored<T>>();
  return {
    get: (key) => items.get(key),
    all: () => [...items.values()],
    drop: (key) => void items.delete(key),
    put: (key, value, expectedVersion) => {
      if ((items.get(key)?.version ?? 0) !== expectedVersion) return 'conflict';
      items.set(key, { value, version: expectedVersion + 1 });
      return 'stored';
    },
  };
}
