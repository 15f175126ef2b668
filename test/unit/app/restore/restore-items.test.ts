import { createMemoryStore } from '../../../../lib/adapters/memory/memory-store';
import { restoreItems } from '../../../../lib/app/restore/restore-items';
import type { OldItem } from '../../../../lib/ports/restoration';
import { noonMs, waiting } from '../../../support/builders/callbacks';

const item = (kind: OldItem['kind'], rest: Partial<OldItem> = {}): OldItem => ({ kind, handle: {}, ...rest });

function restoring(pages: readonly (readonly OldItem[])[], taken: readonly OldItem['kind'][] = []) {
  const broughtBack: OldItem['kind'][] = [];
  const restoration = {
    pages: async function* all() {
      yield* pages;
    },
    isThere: async () => false,
    hasEnded: async () => false,
    bringBack: async ({ kind }: OldItem) => {
      if (taken.includes(kind)) return 'conflict' as const;
      broughtBack.push(kind);
      return 'stored' as const;
    },
  };
  return { deps: { restoration, live: createMemoryStore(), nowMs: noonMs }, broughtBack };
}

const asked = { isMeant: true, seen: () => undefined };

test('an open callback comes last, when whatever leads to it is there', async () => {
  const callback = waiting();
  const { deps, broughtBack } = restoring([[item('callback', { callback }), item('alias')], [item('callback_id')]]);
  await restoreItems(deps, asked);
  expect(broughtBack).toEqual(['alias', 'callback_id', 'callback']);
});

test('what somebody has stored meanwhile is there, and is not counted as brought back', async () => {
  const { deps } = restoring([[item('case'), item('call')]], ['case']);
  expect(await restoreItems(deps, asked)).toEqual({ case: { there: 1 }, call: { missing: 1 } });
});

test('whoever named another number is not called there either, where that one is not to be called', async () => {
  const callback = waiting({ callNumber: '+441632960009' });
  const { deps, broughtBack } = restoring([[item('callback', { callback })]]);
  await deps.live.callers.remember('+441632960009', { blockedAtMs: noonMs });
  expect(await restoreItems(deps, asked)).toEqual({ callback: { not_to_be_called: 1 } });
  expect(broughtBack).toEqual([]);
});
