import type { LostCase } from '../../../lib/core/lost/case';
import type { Store } from '../../../lib/ports/store';
import { caseWith, fullCase, lostMark } from './lost-samples';
import type { OpenStore } from './samples';

const MARCH_MS = Date.parse('2026-03-01T00:00:00Z');
const MAY_MS = Date.parse('2026-05-01T00:00:00Z');
const marchToApril = { fromMs: MARCH_MS + 86_400_000, toMs: MAY_MS - 1 };

/** Open cases as they are counted. */
export function describeOpenCases(open: OpenStore): void {
  describe('open cases', () => {
    let store: Store;
    const settle = async (index: number, changes: Partial<LostCase>, sample = caseWith()) => {
      const summary = { ...sample, number: `+44207946001${index}`, id: `CASE${index}`, ...changes };
      const { version } = await store.cases.open(summary, [lostMark(1)], summary.id);
      await store.cases.settle(summary, version);
    };

    test('of whole months, the longest alone first, and no more than are asked for', async () => {
      store = await open();
      await settle(0, { lostAtMs: MARCH_MS - 1, queue: 'billing' });
      await settle(1, { lostAtMs: MAY_MS - 1 });
      await settle(2, { lostAtMs: MARCH_MS, queue: 'billing' });
      await settle(3, { lostAtMs: MAY_MS - 1_000 });
      await settle(4, { lostAtMs: MAY_MS });
      await settle(5, { lostAtMs: MARCH_MS + 5 }, fullCase);
      await store.cases.open({ number: '+442079460019', queue: 'billing' }, [lostMark(1)], 'not settled');
      const expected = [
        { queue: 'billing', lostAtMs: MARCH_MS },
        { queue: 'support', lostAtMs: MAY_MS - 1_000 },
        { queue: 'support', lostAtMs: MAY_MS - 1 },
      ];
      expect(await store.cases.stillOpen(marchToApril, 10)).toStrictEqual(expected);
      expect(await store.cases.stillOpen(marchToApril, 2)).toStrictEqual(expected.slice(0, 2));
      expect(await store.cases.stillOpen(marchToApril, 1)).toStrictEqual(expected.slice(0, 1));
    });

    test('leave the list as they are closed', async () => {
      store = await open();
      await settle(1, { lostAtMs: MARCH_MS });
      expect(await store.cases.stillOpen(marchToApril, 10)).toHaveLength(1);
      await settle(1, { reopened: 0 }, fullCase);
      expect(await store.cases.stillOpen(marchToApril, 10)).toEqual([]);
    });
  });
}
