import type { Store } from '../../../lib/ports/store';
import { NOON_MS, type OpenStore } from './samples';

const bucket = { tokens: 3.25, atMs: NOON_MS, slowUntilMs: 0 };

/** The instance's one token bucket. */
export function describeDialRate(open: OpenStore): void {
  describe('the dial rate', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    test('before the first dial there is no bucket', async () => {
      expect(await store.dialRate.get()).toBeUndefined();
    });

    test('the bucket is read back exactly and changes only under its version', async () => {
      expect(await store.dialRate.put(bucket, 0)).toBe('stored');
      expect(await store.dialRate.put({ ...bucket, tokens: 9 }, 0)).toBe('conflict');
      expect(await store.dialRate.put({ ...bucket, tokens: 9 }, 2)).toBe('conflict');
      expect(await store.dialRate.get()).toStrictEqual({ value: bucket, version: 1 });
      expect(await store.dialRate.put({ ...bucket, tokens: 2.25 }, 1)).toBe('stored');
      expect(await store.dialRate.get()).toEqual({ value: { ...bucket, tokens: 2.25 }, version: 2 });
    });

    test('the dials of the hour are kept with it, and are not there in what was stored without them', async () => {
      const counted = { ...bucket, hour: [{ part: 5_900_000, dials: 7 }], cappedToldAtMs: NOON_MS };
      await store.dialRate.put(bucket, 0);
      await store.dialRate.put(counted, 1);
      expect(await store.dialRate.get()).toStrictEqual({ value: counted, version: 2 });
      await store.dialRate.put(bucket, 2);
      expect(await store.dialRate.get()).toStrictEqual({ value: bucket, version: 3 });
    });

    test('of 32 takers of one version exactly one takes', async () => {
      await store.dialRate.put(bucket, 0);
      const outcomes = await Promise.all(
        Array.from({ length: 32 }, (_, index) => store.dialRate.put({ ...bucket, tokens: index }, 1)),
      );
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    });
  });
}
