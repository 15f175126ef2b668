import { fullBucket, type DialRate } from '../../../lib/core/dispatch/token-bucket';
import type { PoolStatistics } from '../../../lib/core/wait/pool-statistics';
import type { CallbackKey } from '../../../lib/ports/callback-store';
import type { Store } from '../../../lib/ports/store';
import { noonMs } from '../../support/builders/callbacks';
import { atRest } from './crowd';

/** A store that can be put back to where it was, so that every pass meets the same heads, numbers and tokens. */
export interface RewindingStore {
  readonly store: Store;
  readonly rewind: () => Promise<void>;
}

/** What is written back where no callback says what was there before. */
export interface Blanks {
  readonly rate: DialRate;
  readonly statistics: PoolStatistics;
}

export function rewinding(inner: Store, blanks: Blanks): RewindingStore {
  const callbacks = new Map<string, CallbackKey>();
  const numbers = new Set<string>();
  const pools = new Set<string>();
  let isRateTouched = false;
  const touch = ({ number, queue }: CallbackKey) => void callbacks.set(`${number}#${queue}`, { number, queue });
  return {
    store: {
      ...inner,
      callbacks: {
        ...inner.callbacks,
        register: (callback, version) => {
          touch(callback);
          return inner.callbacks.register(callback, version);
        },
        put: (callback, version) => {
          touch(callback);
          return inner.callbacks.put(callback, version);
        },
      },
      guards: {
        ...inner.guards,
        put: (guard, version) => {
          numbers.add(guard.number);
          return inner.guards.put(guard, version);
        },
      },
      pools: {
        ...inner.pools,
        putStatistics: (pool, statistics, version) => {
          pools.add(pool);
          return inner.pools.putStatistics(pool, statistics, version);
        },
      },
      dialRate: {
        ...inner.dialRate,
        put: (bucket, version) => {
          isRateTouched = true;
          return inner.dialRate.put(bucket, version);
        },
      },
    },
    rewind: async () => {
      for (const key of callbacks.values()) {
        const stored = await inner.callbacks.get(key);
        if (stored !== undefined) await inner.callbacks.put(atRest(stored.value), stored.version);
      }
      for (const number of numbers) {
        const version = (await inner.guards.get(number))?.version ?? 0;
        await inner.guards.put({ number, day: new Date(noonMs).toISOString().slice(0, 10), dials: [] }, version);
      }
      for (const pool of pools) {
        const version = (await inner.pools.statistics(pool))?.version ?? 0;
        await inner.pools.putStatistics(pool, blanks.statistics, version);
      }
      if (isRateTouched) {
        const version = (await inner.dialRate.get())?.version ?? 0;
        await inner.dialRate.put(fullBucket(blanks.rate, noonMs), version);
      }
      callbacks.clear();
      numbers.clear();
      pools.clear();
      isRateTouched = false;
    },
  };
}
