import type { Change } from '../../../lib/ports/changes';
import type { Store } from '../../../lib/ports/store';
import { byItem, scriptChanges, writeScript } from './change-script';
import { CASE_KEY, caseWith, lostMark } from './lost-samples';
import { waitingWith, type OpenStore } from './samples';

const WRITERS = 12;

/** What a store tells of its own writes, where no stream does. */
export function describeChanges(open: OpenStore): void {
  describe('changes', () => {
    const told: Change[] = [];
    let store: Store;
    beforeEach(async () => {
      told.length = 0;
      store = await open({ onChange: (change) => void told.push(change) });
    });

    test('each stored change of a callback and of a case is told once, and nothing else is', async () => {
      await writeScript(store);
      expect(byItem(told)).toStrictEqual(byItem(scriptChanges));
    });

    test('of many who change one callback at once, changes are told in the order in which they were stored', async () => {
      const callback = waitingWith();
      await store.callbacks.register(callback, 0);
      await Promise.all(Array.from({ length: WRITERS }, () => changeOnce(store)));
      expect(told.map(({ version }) => version)).toEqual(Array.from({ length: WRITERS + 1 }, (_, index) => index + 1));
      expect(told.slice(1).map(({ before }) => before)).toEqual(told.slice(0, -1).map(({ after }) => after));
    });

    test('of many who mark and settle one case at once, each summary follows from the one before', async () => {
      await Promise.all(
        Array.from({ length: WRITERS }, async (_, index) => {
          const { version, id } = await store.cases.open(CASE_KEY, [lostMark(index)], `case-${index}`);
          await store.cases.settle(caseWith({ id, tries: version }), version);
        }),
      );
      expect(told.at(-1)?.version).toBe(WRITERS);
      expect(told.map(({ version }) => version)).toEqual(told.map(({ version }) => version).toSorted((a, b) => a - b));
      expect(told.map(({ before }) => before)).toEqual([undefined, ...told.slice(0, -1).map(({ after }) => after)]);
    });
  });
}

/** Reads and writes until the write is stored. */
async function changeOnce({ callbacks }: Store): Promise<void> {
  for (;;) {
    const stored = await callbacks.get(waitingWith());
    if (stored === undefined) throw new Error('no callback');
    const next = { ...stored.value, attempt: stored.value.attempt + 1 };
    if ((await callbacks.put(next, stored.version)) === 'stored') return;
  }
}
