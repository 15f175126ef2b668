import type { Change } from '../../ports/changes';
import type { PutOutcome } from '../../ports/stored';
import { changeOf } from './item-change';
import type { Exchange, ItemKey } from './table-client';

/** Tells of what one process writes, where there is no stream that does. */
export interface ChangeFeed {
  /** Writes an item once all that was begun before on it is written and told, and tells what it changed. */
  readonly follow: (key: ItemKey, write: () => Promise<Exchange | 'conflict'>) => Promise<PutOutcome>;
}

export function createChangeFeed(onChange: (change: Change) => void): ChangeFeed {
  const lasts = new Map<string, Promise<unknown>>();

  async function after(last: Promise<unknown> | undefined, write: () => Promise<Exchange | 'conflict'>) {
    await last?.catch(() => undefined);
    const written = await write();
    if (written === 'conflict') return 'conflict';
    const change = changeOf(written.before, written.after);
    if (change !== undefined) onChange(change);
    return 'stored';
  }

  return {
    follow: async ({ pk, sk }, write) => {
      const item = `${pk} ${sk}`;
      const own = after(lasts.get(item), write);
      lasts.set(item, own);
      try {
        return await own;
      } finally {
        if (lasts.get(item) === own) lasts.delete(item);
      }
    },
  };
}
