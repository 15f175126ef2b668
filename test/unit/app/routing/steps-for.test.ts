import type { HandledCall } from '../../../../lib/core/lost/judged-call';
import type { Strategy } from '../../../../lib/core/routing/routing-policy';
import { answered, callerNumber, noonMs } from '../../../support/builders/callbacks';
import { pickUp } from '../../../support/builders/plans';
import { callersOf, namedFor, policyBy, routedWorld, signedIn } from '../../../support/builders/routed';
import { ranking } from '../../../support/builders/routing';
import { queueConfig } from '../../../support/builders/policies';
import { emptyPoolStatistics } from '../../../../lib/core/wait/pool-statistics';
import type { World } from '../../../support/builders/world';

const DAY_MS = 86_400_000;
const best: Strategy = { kind: 'best_fcr', agents: 1 };
const idle: Strategy = { kind: 'longest_idle', agents: 4 };
const last: Strategy = { kind: 'last_agent', withinMs: 30 * DAY_MS };

/** A world whose inbound callers of support are routed by these. */
const worldBy = (strategies: readonly Strategy[], options?: Parameters<typeof routedWorld>[1]) =>
  routedWorld({ inbound: policyBy(...strategies) }, options);

async function stepsIn(world: World, number: string | undefined = callerNumber): Promise<readonly string[]> {
  return namedFor(world, { ...callersOf(world, 'inbound'), ...(number === '' ? {} : { number }) });
}

const talk = (agentId: string, changes: Partial<HandledCall> = {}): HandledCall => {
  const times = { connectedAtMs: noonMs - DAY_MS, endedAtMs: noonMs - DAY_MS + 60_000 };
  return {
    contactId: `c-${agentId}`,
    number: callerNumber,
    queue: 'support',
    agentId,
    how: 'rang_in',
    ...times,
    ...changes,
  };
};

async function counted(world: World): Promise<void> {
  const today = { day: '2026-03-02', recent: [] };
  const done = [
    { agentId: 'a', calls: 9, talkMs: 300, ...today },
    { agentId: 'b', calls: 2, talkMs: 900, ...today },
    { agentId: 'c', calls: 5, talkMs: 200, ...today },
    // Of yesterday, and so nothing yet today.
    { agentId: 'd', calls: 99, talkMs: 9_999, day: '2026-03-01', recent: [] },
  ];
  for (const tally of done) await world.store.pools.putTally('frontline', tally, 0);
}

/** Everything that any strategy could go by; by each of them `c` is the first, or else `d`. */
async function know(world: World): Promise<World> {
  await world.store.fcr.putRanking('support', ranking({ a: 0.5, b: 0.8, c: 0.9, d: 0.85 }));
  await world.store.fcr.putRanking('billing', ranking({ a: 0.99 }));
  await world.store.history.keepHandled(talk('b', { contactId: 'earlier', connectedAtMs: noonMs - 2 * DAY_MS }));
  await world.store.history.keepHandled(talk('c'));
  await counted(world);
  const customer = { agentId: 'c' };
  return { ...world, directory: { find: async () => ({ kind: 'known', customer }) } };
}

const french = signedIn('c', { proficiencies: [{ attribute: 'language', value: 'french', level: 4 }] });
const byEach: readonly (readonly [string, Strategy, expected: string])[] = [
  ['measured first call resolution', best, 'c'],
  ['who talked with the caller last', last, 'c'],
  ['the directory', { kind: 'responsible_agent' }, 'c'],
  ['turns', { kind: 'sequential', agentIds: ['c', 'a'], tries: 1 }, 'c'],
  ['weights', { kind: 'weighted', by: 'calls', weights: { a: 1, b: 1, c: 9 }, agents: 1 }, 'c'],
  ['calls of today', { kind: 'fewest_calls', agents: 1 }, 'd'],
  ['talk of today', { kind: 'least_talk_time', agents: 1 }, 'd'],
  ['idle time', { kind: 'longest_idle', agents: 1 }, 'a'],
  ['a name', { kind: 'named', agentIds: ['c'] }, 'c'],
  ['a proficiency', { kind: 'proficiency', attribute: 'language', value: 'french', levelMin: 3 }, 'language'],
];

describe('by', () => {
  test.each(byEach)(
    '%s a caller is kept for whom that means, and for nobody who is away',
    async (_, strategy, first) => {
      const roster = [...signedIn('abd'), ...french];
      expect(await stepsIn(await know(await worldBy([strategy], { roster })))).toEqual([first]);
      const away = roster.filter(({ agentId }) => agentId !== first && (first !== 'language' || agentId !== 'c'));
      const others = await stepsIn(await know(await worldBy([strategy], { roster: away })));
      expect(others.join('')).not.toContain(first);
    },
  );

  test('calls and talk of today, that is the day where the first queue of the pool is', async () => {
    const hawaii = { timeZone: 'Pacific/Honolulu' };
    const config = { queues: [queueConfig('support', hawaii), queueConfig('billing')] };
    const world = await know(
      await worldBy([{ kind: 'fewest_calls', agents: 1 }], { config, nowMs: noonMs - 6 * 3_600_000 }),
    );
    const second = { queues: [queueConfig('billing', hawaii), queueConfig('support')] };
    const later = await know(
      await worldBy([{ kind: 'fewest_calls', agents: 1 }], { config: second, nowMs: noonMs - 6 * 3_600_000 }),
    );
    expect(await stepsIn(later)).toEqual(['a']);
    // There it is still the first of March, of which nothing is known but of d.
    expect(await stepsIn(world)).toEqual(['a']);
  });
});

describe('who talked with the caller last', () => {
  const stepsAfter = async (...talks: readonly HandledCall[]) => {
    const world = await worldBy([last]);
    for (const one of talks) await world.store.history.keepHandled(one);
    return stepsIn(world);
  };
  const later = { connectedAtMs: noonMs - 3_600_000, endedAtMs: noonMs - 3_500_000 };

  test('in this queue comes before whoever did in another, or dialed by hand', async () => {
    const { queue: _none, ...byHand } = talk('c', { ...later, how: 'agent_dialed' });
    expect(await stepsAfter(talk('a'), talk('b', { ...later, queue: 'billing' }), byHand)).toEqual(['a']);
    expect(await stepsAfter(talk('b', { queue: 'billing' }), byHand)).toEqual(['c']);
  });

  test('is none whose name Connect did not tell, nor one from longer ago than the policy looks back', async () => {
    expect(await stepsAfter(talk('a'), talk('unknown', later))).toEqual(['a']);
    expect(await stepsAfter(talk('a', { connectedAtMs: noonMs - 31 * DAY_MS }))).toEqual([]);
  });
});

describe('a caller who hides the number', () => {
  test('is nobody whom an agent knows, and is kept for others as anybody', async () => {
    const world = await know(await worldBy([last, { kind: 'responsible_agent' }, best]));
    expect(await stepsIn(world)).toEqual(['c', 'd']);
    expect(await stepsIn(world, '')).toEqual(['c']);
  });
});

describe('expected free', () => {
  const saw = (state: 'available' | 'on_contact' | 'after_contact_work', agoMs: number, pool = 'frontline') => {
    return async ({ store }: World) => store.pools.see(pool, { agentId: 'a', state, sinceMs: noonMs - agoMs });
  };
  const stepsWhere = async (
    prepare: (world: World) => Promise<void>,
    options: Parameters<typeof routedWorld>[1] = {},
  ) => {
    const world = await worldBy([idle], { roster: signedIn('ab'), ...options });
    await prepare(world);
    return stepsIn(world);
  };

  test('is nobody who has taken a call since the reading, until that is over', async () => {
    expect(await stepsWhere(saw('on_contact', 1_000))).toEqual(['b']);
    // Half a minute before the reading: it knows better, and only the idling is newer.
    expect(await stepsWhere(saw('on_contact', 60_000))).toEqual(['ba']);
    // Twenty seconds of after-contact work is what nobody has measured yet.
    expect(await stepsWhere(saw('after_contact_work', 1_000))).toEqual(['b']);
    const pickUps = Array.from({ length: 400 }, (_, at) => pickUp(`p${at}`, { afterContactWorkMs: 5_000 }));
    const isQuick = async (world: World) => {
      await world.store.pools.putStatistics('frontline', { ...emptyPoolStatistics, pickUps }, 0);
      await saw('after_contact_work', 1_000)(world);
    };
    expect(await stepsWhere(isQuick, { roster: signedIn('a') })).toEqual(['a']);
    expect(await stepsWhere(isQuick)).toEqual(['b']);
  });

  test('is nobody who was seen with a call in another pool that the same agents serve', async () => {
    const config = { queues: [queueConfig('support'), queueConfig('billing', { pool: 'backoffice' })] };
    expect(await stepsWhere(saw('on_contact', 1_000, 'backoffice'), { config })).toEqual(['b']);
    expect(await stepsWhere(saw('on_contact', 1_000, 'elsewhere'), { config })).toEqual(['ab']);
  });

  test('is nobody who is kept for another caller, or was given one', async () => {
    const kept = { clientToken: 'x-t1', agentIds: ['a'] };
    const ofAnother = (changes: object) => async (world: World) =>
      world.keep(answered({ id: 'OTHER', number: '+441632960009', ...changes }));
    expect(await stepsWhere(ofAnother({ task: kept }))).toEqual(['b']);
    expect(await stepsWhere(ofAnother({ given: { agentId: 'a', atMs: noonMs } }))).toEqual(['b']);
    expect(await stepsWhere(ofAnother({}))).toEqual(['ab']);
  });

  test('is known of nobody for longer than three quarters of a minute after the reading', async () => {
    const world = await worldBy([idle]);
    world.clock.advance(45_000);
    expect(await stepsIn(world)).toEqual(['abcd']);
    world.clock.advance(1);
    expect(await stepsIn(world)).toEqual([]);
    const roster = { readAtMs: world.clock.nowMs(), agents: signedIn('d') };
    expect(await namedFor(world, { ...callersOf(world, 'inbound'), roster })).toEqual(['d']);
  });

  test('is nobody of other queues, and nobody at all before any reading', async () => {
    expect(await stepsIn(await worldBy([idle], { roster: signedIn('ab', { queues: ['billing'] }) }))).toEqual([]);
    const { store, ...others } = await worldBy([idle]);
    expect(
      await stepsIn({ ...others, store: { ...store, roster: { ...store.roster, get: async () => undefined } } }),
    ).toEqual([]);
  });
});
