import { dispatchPass } from '../../../../lib/app/dispatch/dispatch-pass';
import { contactAttributes } from '../../../../lib/core/contact-attributes';
import type { AgentReading } from '../../../../lib/core/dispatch/expected-agents';
import type { Strategy } from '../../../../lib/core/routing/routing-policy';
import { noonMs, offered, waiting } from '../../../support/builders/callbacks';
import { flowId } from '../../../support/builders/policies';
import { policyBy, routedWorld, signedIn } from '../../../support/builders/routed';
import { ranking } from '../../../support/builders/routing';
import type { World } from '../../../support/builders/world';

/** Whom the plan would ask is `a`, idle for longest, and then `b`. */
const best: Strategy = { kind: 'best_fcr', agents: 1 };
const today = '2026-03-02';

const callback = (id: string, changes: Parameters<typeof waiting>[0] = {}) =>
  waiting({
    id,
    number: `+4416329602${id.charCodeAt(0)}`,
    placeMs: noonMs - 900_000 + id.charCodeAt(0) * 1000,
    ...changes,
  });
const lost = (id: string) => callback(id, { origin: 'lost' });

interface Drawn {
  readonly strategy?: Strategy;
  readonly agents?: readonly AgentReading[];
  readonly mode?: 'agent-first' | 'reserved';
  readonly best?: Readonly<Record<string, number>>;
}

async function worldBy({ strategy = best, agents = signedIn('abcd'), mode = 'agent-first', ...drawn }: Drawn = {}) {
  const config = { taskFlowId: flowId, dispatch: { mode, reserved: mode === 'reserved' } };
  const world = await routedWorld({ lost: policyBy(strategy) }, { config, roster: agents });
  await world.store.fcr.putRanking('support', ranking(drawn.best ?? { c: 0.9, b: 0.8, a: 0.7, d: 0.5 }));
  return world;
}

/** Who is asked for whom in one pass: `A c`. */
async function askedIn(world: World, ...callbacks: readonly ReturnType<typeof waiting>[]): Promise<readonly string[]> {
  await world.keep(...callbacks);
  await dispatchPass(world);
  return world.tasks.offers.map(
    ({ callbackId, attributes }) => `${callbackId} ${attributes[contactAttributes.agents]}`,
  );
}

describe('the agent who is asked for a callback', () => {
  test('is whom its policy names first of those who are open, and the planned one where it names none', async () => {
    expect(await askedIn(await worldBy(), lost('A'))).toEqual(['A c']);
    expect(await askedIn(await worldBy(), callback('A'))).toEqual(['A a']);
    expect(await askedIn(await worldBy({ best: {} }), lost('A'))).toEqual(['A a']);
  });

  test('is another while the best is away, talks, or is kept for somebody', async () => {
    expect(await askedIn(await worldBy({ agents: signedIn('abd') }), lost('A'))).toEqual(['A b']);
    const talks = [...signedIn('abd'), ...signedIn('c', { state: 'on_contact' })];
    expect(await askedIn(await worldBy({ agents: talks }), lost('A'))).toEqual(['A b']);
    const world = await worldBy();
    const task = { clientToken: 't', agentIds: ['c'], contactId: 'task-9', agentId: 'c', acceptedAtMs: noonMs };
    await world.keep(offered({ id: 'Z', number: '+441632960299', origin: 'lost', task }));
    expect(await askedIn(world, lost('A'))).toEqual(['A b']);
  });

  test('may come free during the ring, and is counted on as the plan counts on that one', async () => {
    const agents = [...signedIn('ab'), ...signedIn('c', { state: 'after_contact_work', sinceMs: noonMs - 1_000 })];
    expect(await askedIn(await worldBy({ agents }), lost('A'))).toEqual(['A c']);
  });

  test('is each of two in the same pass another', async () => {
    expect(await askedIn(await worldBy(), lost('A'), lost('B'))).toEqual(['A c', 'B b']);
    // The first one takes whom the second would have had, and that one whom it lets go.
    expect(await askedIn(await worldBy({ best: { b: 0.9 } }), lost('A'), callback('B'))).toEqual(['A b', 'B a']);
    expect(await askedIn(await worldBy({ best: { a: 0.9 } }), callback('A'), lost('B'))).toEqual(['A a', 'B b']);
  });

  test('is whom a proficiency means', async () => {
    const proficiencies = [{ attribute: 'language', value: 'french', level: 4 }];
    const agents = [...signedIn('abc'), ...signedIn('d', { proficiencies })];
    const strategy: Strategy = { kind: 'proficiency', attribute: 'language', value: 'french', levelMin: 3 };
    expect(await askedIn(await worldBy({ agents, strategy }), lost('A'))).toEqual(['A d']);
  });

  test('is known by the number that the caller rang from', async () => {
    const world = await worldBy({ strategy: { kind: 'last_agent', withinMs: 86_400_000 } });
    const times = { connectedAtMs: noonMs - 60_000, endedAtMs: noonMs - 50_000 };
    const talk = {
      contactId: 'x',
      number: '+441632960277',
      queue: 'support',
      agentId: 'd',
      how: 'rang_in',
      ...times,
    } as const;
    await world.store.history.keepHandled(talk);
    const moved = callback('A', { origin: 'lost', cli: talk.number });
    expect(await askedIn(world, moved)).toEqual(['A d']);
  });

  test('is the planned one while the store does not answer', async () => {
    const world = await worldBy();
    const failing = async () => Promise.reject(new Error('TimeoutError'));
    const store = { ...world.store, fcr: { ...world.store.fcr, ranking: failing } };
    expect(await askedIn({ ...world, store }, lost('A'))).toEqual(['A a']);
    expect(world.notes).toContainEqual({ kind: 'fault', where: 'routing', reason: 'ranking: TimeoutError' });
  });
});

describe('asked while it rings', () => {
  const working = (id: string, agoMs: number) => signedIn(id, { state: 'after_contact_work', sinceMs: noonMs - agoMs });

  test('is nobody who may be taken by a call before the task has come, or would let the caller wait', async () => {
    // Work lasts twenty seconds, and a caller is ready after eighteen.
    const agents = [...working('a', 15_000), ...working('b', 10_000), ...working('c', -4_000)];
    const world = await worldBy({ agents, mode: 'reserved' });
    expect(await askedIn(world, lost('A'))).toEqual(['A b']);
    expect(world.notes).toContainEqual(expect.objectContaining({ kind: 'dialed', way: 'reserved' }));
  });

  test('is nobody whom the plan leaves out, though the best have had their share and all others are taken', async () => {
    const agents = [...working('b', 10_000), ...working('c', -4_000)];
    const strategy = { ...best, shareMax: 0.4 };
    const world = await worldBy({ strategy, agents, best: { b: 0.9, c: 0.8 }, mode: 'reserved' });
    const claim = { agentId: 'b', contactId: 'x', atMs: noonMs, untilMs: noonMs + 30_000 };
    await world.store.pools.claim('frontline', claim, 0);
    expect(await askedIn(world, lost('A'))).toEqual(['A b']);
    // As one of the best it is, whom the others' turn does not name.
    expect((await world.store.fcr.shares('support', today)).promised).toHaveLength(1);
  });
});

describe('the share of the best', () => {
  const capped: Strategy = { ...best, shareMax: 0.5 };
  const promised = async (world: World) =>
    (await world.store.fcr.shares('support', today)).promised.map(
      ({ callbackId, attempt }) => `${callbackId}-${attempt}`,
    );

  test('is promised with the task, and past it others are asked', async () => {
    const world = await worldBy({ strategy: capped });
    for (const callbackId of ['X', 'Y', 'Z']) {
      await world.store.fcr.take('support', today, { callbackId, attempt: 1, agentId: 'a' });
    }
    expect(await askedIn(world, lost('A'), lost('B'))).toEqual(['A c', 'B b']);
    expect(await promised(world)).toEqual(['A-1']);
  });

  test('is promised also where nobody but one of the best can be asked', async () => {
    const agents = [...signedIn('c'), ...signedIn('ab', { state: 'on_contact' })];
    const world = await worldBy({ strategy: capped, agents });
    expect(await askedIn(world, lost('A'))).toEqual(['A c']);
    expect(await promised(world)).toEqual(['A-1']);
  });
});
