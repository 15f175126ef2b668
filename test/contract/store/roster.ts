import type { Roster } from '../../../lib/ports/roster-store';
import type { Store } from '../../../lib/ports/store';
import { NOON_MS, type OpenStore } from './samples';

/** Agents in every state, one with all that may be known of an agent; a new fact does not compile before it is here. */
export function rosterWith(readAtMs: number): Roster {
  const known: Required<Roster['agents'][number]> = {
    agentId: 'ann',
    queues: ['support', 'opening hours'],
    state: 'available',
    sinceMs: NOON_MS - 60_000,
    takesTasks: false,
    proficiencies: [{ attribute: 'language', value: 'ru', level: 4.5 }],
  };
  const others = ['offered', 'on_contact', 'after_contact_work', 'on_task', 'unavailable'] as const;
  const plain = others.map((state) => ({ agentId: `agent-${state}`, queues: [], state, sinceMs: NOON_MS }));
  return { readAtMs, agents: [known, ...plain] };
}

/** The last reading of agents. */
export function describeRoster(open: OpenStore): void {
  describe('the roster', () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    test('there is none before agents were read, and then it is read back exactly', async () => {
      expect(await store.roster.get()).toBeUndefined();
      await store.roster.put(rosterWith(NOON_MS));
      expect(await store.roster.get()).toStrictEqual(rosterWith(NOON_MS));
    });

    test('a newer reading replaces it whole, and an older one, or one as old, changes nothing', async () => {
      await store.roster.put(rosterWith(NOON_MS));
      for (const readAtMs of [NOON_MS - 1, NOON_MS]) await store.roster.put({ readAtMs, agents: [] });
      expect(await store.roster.get()).toEqual(rosterWith(NOON_MS));
      await store.roster.put({ readAtMs: NOON_MS + 1, agents: [] });
      expect(await store.roster.get()).toStrictEqual({ readAtMs: NOON_MS + 1, agents: [] });
    });

    test('it is not the dial rate, which is kept beside it', async () => {
      await store.roster.put(rosterWith(NOON_MS));
      expect(await store.dialRate.get()).toBeUndefined();
    });
  });
}
