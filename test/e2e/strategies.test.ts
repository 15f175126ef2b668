import type { FcrRanking } from '../../lib/core/fcr/fcr-ranking';
import type { Store } from '../../lib/ports/store';
import { callerNumber, noonMs } from '../support/builders/callbacks';
import { callsFromMs, idOf, playRoutedCall, type RoutedCall } from '../support/routing/centre';

// Goal: every way of choosing agents chooses the right one, and nobody waits for an agent who is away.
// Method: one call through the whole of Holdfree around the emulated Connect. Anna has been idle longest, so that without
// routing she gets it. What is known before (ranking, last conversation, today's work) is put into the store.

const today = '2026-03-02';
const knowNothing = async () => undefined;

const ranking: FcrRanking = {
  asOfMs: noonMs - 8 * 86_400_000,
  computedAtMs: noonMs,
  mean: 0.75,
  agents: [fcrOf('cleo', 0.9), fcrOf('ben', 0.8), fcrOf('anna', 0.6)],
};

function fcrOf(name: keyof typeof idOf, fcr: number) {
  return {
    agentId: idOf[name],
    handled: 100,
    repeats: Math.round(100 * (1 - fcr)),
    fcr,
    shrunken: fcr,
    low: fcr - 0.05,
    high: fcr + 0.05,
    isRanked: true,
  };
}

const talkedTo = (name: keyof typeof idOf) => (store: Store) =>
  store.history.keepHandled({
    contactId: 'last-week',
    number: callerNumber,
    queue: 'support',
    agentId: idOf[name],
    how: 'rang_in',
    connectedAtMs: noonMs - 5 * 86_400_000,
    endedAtMs: noonMs - 5 * 86_400_000 + 120_000,
  });

/** What agents have done today: calls, and minutes of talk. */
const worked = (done: Partial<Record<keyof typeof idOf, readonly [number, number]>>) => async (store: Store) => {
  for (const [name, [calls, minutes]] of Object.entries(done)) {
    const agentId = idOf[name as keyof typeof idOf];
    const tally = { agentId, day: today, calls, talkMs: minutes * 60_000, recent: [] };
    await store.pools.putTally('frontline', tally, 0);
  }
};

/** Events have shown these with a caller until a moment ago, the first of them last. */
const seenJustNow =
  (...names: readonly (keyof typeof idOf)[]) =>
  async (store: Store) => {
    for (const [index, name] of names.entries()) {
      const sinceMs = callsFromMs - 1_000 * (index + 1);
      await store.pools.see('frontline', { agentId: idOf[name], state: 'available', sinceMs });
    }
  };

const knowsCleo = {
  find: async () => ({ kind: 'known', customer: { agentId: idOf.cleo } }) as const,
};

type Case = readonly [string, Pick<RoutedCall, 'origin' | 'steps' | 'prepare' | 'directory'>, string, string];

const last = { to: 'queue' } as const;
const cases: readonly Case[] = [
  [
    'best-fcr',
    {
      origin: 'lost',
      steps: [{ to: 'best-fcr', agents: 1 }, last],
      prepare: (store) => store.fcr.putRanking('support', ranking),
    },
    'cleo',
    'ben',
  ],
  [
    'last-agent',
    { origin: 'requested', steps: [{ to: 'last-agent' }, last], prepare: talkedTo('cleo') },
    'cleo',
    'anna',
  ],
  [
    'last-agent of who rings in',
    { origin: 'inbound', steps: [{ to: 'last-agent' }, last], prepare: talkedTo('cleo') },
    'cleo',
    'anna',
  ],
  [
    'responsible-agent',
    { origin: 'lost', steps: [{ to: 'responsible-agent' }, last], prepare: knowNothing, directory: knowsCleo },
    'cleo',
    'anna',
  ],
  [
    'sequential',
    {
      origin: 'requested',
      steps: [{ to: 'sequential', agents: ['cleo', 'ben', 'anna'] }, last],
      prepare: knowNothing,
    },
    'cleo',
    'ben',
  ],
  [
    'weighted by calls',
    {
      origin: 'requested',
      steps: [{ to: 'weighted', by: 'calls', weights: { ben: 1, cleo: 3 } }, last],
      prepare: worked({ ben: [2, 1], cleo: [3, 60] }),
    },
    'cleo',
    'ben',
  ],
  [
    'weighted by talk time',
    {
      origin: 'requested',
      steps: [{ to: 'weighted', by: 'talk-time', weights: { ben: 1, cleo: 3 } }, last],
      prepare: worked({ ben: [1, 40], cleo: [9, 60] }),
    },
    'cleo',
    'ben',
  ],
  [
    'fewest-calls',
    {
      origin: 'requested',
      steps: [{ to: 'fewest-calls' }, last],
      prepare: worked({ anna: [5, 1], ben: [3, 2], cleo: [1, 3] }),
    },
    'cleo',
    'ben',
  ],
  [
    'least-talk-time',
    {
      origin: 'requested',
      steps: [{ to: 'least-talk-time' }, last],
      prepare: worked({ anna: [1, 30], ben: [2, 20], cleo: [3, 10] }),
    },
    'cleo',
    'ben',
  ],
  [
    'longest-idle',
    // Connect, which knows nothing of these events, would give it to anna.
    { origin: 'requested', steps: [{ to: 'longest-idle' }, last], prepare: seenJustNow('anna', 'ben') },
    'cleo',
    'ben',
  ],
  [
    'proficiency',
    {
      origin: 'requested',
      steps: [{ to: 'proficiency', attribute: 'language', value: 'french', level: 3 }, last],
      prepare: knowNothing,
    },
    'cleo',
    'anna',
  ],
  [
    'named agents first',
    { origin: 'inbound', steps: [{ to: 'agents', agents: ['cleo'] }, last], prepare: knowNothing },
    'cleo',
    'anna',
  ],
];

describe.each(cases)('%s', (_name, call, expected, instead) => {
  test(`brings the call to ${expected}`, async () => {
    const { by, waitedMs, journal } = await playRoutedCall(call);
    expect(by).toBe(expected);
    expect(waitedMs).toBeLessThan(5_000);
    expect(journal.filter(({ kind }) => kind === 'routed')).toHaveLength(1);
    expect(journal.filter(({ kind }) => kind === 'fault')).toEqual([]);
  });

  test(`brings it to ${instead} at once where ${expected} is away`, async () => {
    const { by, waitedMs, journal } = await playRoutedCall({ ...call, away: 'cleo' });
    expect(by).toBe(instead);
    expect(waitedMs).toBeLessThan(5_000);
    expect(journal.filter(({ kind }) => kind === 'fault')).toEqual([]);
  });
});

test('who left ten seconds ago costs the caller the step, where the reading is older, and no more', async () => {
  const { by, waitedMs } = await playRoutedCall({
    origin: 'inbound',
    steps: [{ to: 'agents', agents: ['cleo'], seconds: 25 }, last],
    prepare: knowNothing,
    away: 'cleo',
    leftAgoMs: 10_000,
  });
  expect(by).toBe('anna');
  expect(waitedMs).toBeLessThan(30_000);
});

describe('callers who come in the same seconds, and as many idle agents', () => {
  test.each<readonly [string, RoutedCall]>([
    ['ring in', { origin: 'inbound', calls: 3, steps: [{ to: 'fewest-calls' }, last], prepare: knowNothing }],
    [
      'have pressed 1 at once',
      { origin: 'requested', calls: 3, steps: [{ to: 'fewest-calls' }, last], prepare: knowNothing },
    ],
  ])('and %s: everybody is served at once, each by another', async (_, call) => {
    const { taken, journal } = await playRoutedCall(call);
    expect(taken).toHaveLength(3);
    expect(new Set(taken.map(({ by }) => by))).toEqual(new Set(['anna', 'ben', 'cleo']));
    expect(Math.max(...taken.map(({ waitedMs }) => waitedMs))).toBeLessThan(5_000);
    expect(journal.filter(({ kind }) => kind === 'routed')).toHaveLength(3);
    expect(journal.filter(({ kind }) => kind === 'fault')).toEqual([]);
  });
});

describe('agents who are asked first', () => {
  const toCallBack = cases.filter(([, { origin }]) => origin !== 'inbound');

  test.each(toCallBack)('%s: the task goes to the right one', async (_name, call, expected) => {
    const { by, journal } = await playRoutedCall({ ...call, mode: 'agent-first' });
    expect(by).toBe(expected);
    expect(journal.filter(({ kind }) => kind === 'task_offered')).toHaveLength(1);
    expect(journal.filter(({ kind }) => kind === 'fault')).toEqual([]);
  });
});

test('without steps whoever has been idle longest has the call', async () => {
  const { by, journal } = await playRoutedCall({ origin: 'requested', steps: [], prepare: talkedTo('cleo') });
  expect(by).toBe('anna');
  expect(journal.filter(({ kind }) => kind === 'routed')).toEqual([]);
});

test('who does not take the call is followed by the next one as soon as the step ends', async () => {
  const { by, waitedMs } = await playRoutedCall({
    origin: 'requested',
    steps: [{ to: 'sequential', agents: ['cleo', 'ben'], seconds: 25 }, last],
    prepare: knowNothing,
    deaf: 'cleo',
  });
  expect(by).toBe('ben');
  expect(waitedMs).toBeGreaterThanOrEqual(25_000);
  expect(waitedMs).toBeLessThan(30_000);
});
