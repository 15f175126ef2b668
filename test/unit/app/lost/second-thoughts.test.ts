import { parseContactEvent } from '../../../../functions/contact-events/contact-event';
import { parseContactRecord } from '../../../../functions/contact-records/contact-record';
import type { Deps } from '../../../../lib/app/deps';
import { recordContactEvent } from '../../../../lib/app/record-contact-event';
import { recordContactRecord } from '../../../../lib/app/record-contact-record';
import { canonical } from '../../../../lib/core/lost/canonical';
import { AdapterError } from '../../../../lib/ports/adapter-error';
import { watchPorts } from '../../../functions/ivr-asking';
import { callerNumber, noonMs, waiting } from '../../../support/builders/callbacks';
import { eventOf, recordOf, tellLeg, type Leg } from '../../../support/builders/call-story';
import { caseKey, caseNow, caseWith, closeByHand, lostConfig, lostMark } from '../../../support/builders/lost';
import { createWorld, type World } from '../../../support/builders/world';

const busy: Leg = { id: 'c1', start: 0, queued: 21, end: 139, stage: 'queued' };
const away: Leg = { ...busy, away: '+441632960999' };
const nowMs = noonMs + 200_000;

async function tell(deps: Deps, leg: Leg, kind = 'DISCONNECTED'): Promise<void> {
  const parsed = parseContactEvent(eventOf(leg, kind));
  if (parsed.kind === 'event') await recordContactEvent(deps, parsed.event);
}

async function record(deps: Deps, leg: Leg, changes: object = {}): Promise<void> {
  const parsed = parseContactRecord(JSON.stringify({ ...recordOf(leg), ...changes }), deps.policy.instanceArn);
  if (parsed.kind === 'record') await recordContactRecord(deps, parsed.record);
}

async function worldOfLost(reasons?: Parameters<typeof lostConfig>[0]): Promise<World> {
  const world = createWorld({ config: lostConfig(reasons), nowMs });
  tellLeg(world, busy);
  await tell(world, busy);
  expect(await world.current(caseKey)).toMatchObject({ state: 'scheduled' });
  return world;
}

async function endOf(world: World): Promise<string> {
  const { store } = world;
  const open = await store.cases.page({ status: 'open', fromMs: 0, toMs: 9e15 }, { limit: 10 });
  const { status, closed, tries } = (await caseNow(world)) ?? {};
  const callback = await world.current(caseKey);
  const lost = await store.history.lostSince(callerNumber, 0);
  return canonical({ open: open.items.length, status, closed, tries, callback: callback?.state, lost });
}

describe('a call that its record shows not to have been lost', () => {
  test.each([false, true])('is not called back, also where older calls were closed before it (%s)', async (isOlder) => {
    const world = createWorld({ config: lostConfig(), nowMs });
    if (isOlder) {
      await caseWith(world, lostMark('older', { startedAtMs: noonMs - 90_000_000 }));
      await closeByHand(world, noonMs - 80_000_000);
    }
    tellLeg(world, busy);
    await tell(world, busy);
    expect(await world.current(caseKey)).toMatchObject({ state: 'scheduled' });
    await record(world, away);
    expect(await caseNow(world)).toMatchObject({ status: 'processed' });
    expect(await world.current(caseKey)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  async function play(dieAt: number, when: 'before' | 'after'): Promise<{ steps: number; end: string }> {
    const world = await worldOfLost();
    let steps = 0;
    const mortal = watchPorts(
      world,
      () => {
        steps += 1;
        if (steps === dieAt) throw new AdapterError('store', { retryable: true, cause: new Error('died') });
      },
      when,
    );
    await record(mortal, away).catch(async () => record(mortal, away));
    return { steps, end: await endOf(world) };
  }

  test.each(['before', 'after'] as const)(
    'ends the same for whoever dies %s any step and is told again',
    async (when) => {
      const { steps, end } = await play(0, when);
      expect(steps).toBeGreaterThan(8);
      for (let dieAt = 1; dieAt <= steps; dieAt += 1) {
        expect({ dieAt, end: (await play(dieAt, when)).end }).toEqual({ dieAt, end });
      }
    },
  );

  test('told again when all is done, it adds no mark', async () => {
    const world = await worldOfLost();
    await record(world, away);
    const before = await world.store.cases.get(caseKey);
    await record(world, away);
    expect((await world.store.cases.get(caseKey))?.marks).toEqual(before?.marks);
  });
});

describe('a record that rounds the second up', () => {
  const later = (seconds: number) => new Date(noonMs + seconds * 1000).toISOString();

  test('leaves the lost call in its case, and one row of it', async () => {
    const world = await worldOfLost();
    await record(world, busy, { InitiationTimestamp: later(1) });
    expect(await caseNow(world)).toMatchObject({ status: 'open', tries: 1, firstAtMs: noonMs + 1000 });
    expect(await world.current(caseKey)).toMatchObject({ state: 'scheduled' });
    const lost = await world.store.history.lostSince(callerNumber, 0);
    expect(lost.map(({ startedAtMs }) => startedAtMs)).toEqual([noonMs + 1000]);
  });

  test.each<Leg>([
    { ...busy, agent: 60, end: 200, queueName: 'support' },
    { id: 'o1', method: 'OUTBOUND', start: 10, answered: 30, agent: 60, end: 200, queueName: null },
  ])('leaves one row of a conversation ($id)', async (leg) => {
    const world = createWorld({ nowMs: noonMs + 500_000 });
    tellLeg(world, leg);
    const contact = { kind: 'inbound', contactId: 'c1', number: callerNumber, queue: 'support' } as const;
    await world.store.contacts.remember({ ...contact, enteredAtMs: noonMs }, noonMs);
    await tell(world, leg);
    expect(await world.store.history.handledSince(callerNumber, 0)).toHaveLength(1);
    const raw = recordOf(leg);
    await record(world, leg, { Agent: { ...(raw['Agent'] as object), ConnectedToAgentTimestamp: later(61) } });
    const handled = await world.store.history.handledSince(callerNumber, 0);
    expect(handled.map(({ connectedAtMs }) => connectedAtMs)).toEqual([noonMs + 61_000]);
  });
});

describe('a reason that the queue does not call back', () => {
  test('brings about no callback, and keeps none from a call that was lost before it for another', async () => {
    const world = createWorld({ config: lostConfig({ reasons: ['agents_busy'] }), nowMs: noonMs + 900_000 });
    const inMenu: Leg = { id: 'c2', start: 400, end: 460, stage: 'menu' };
    for (const leg of [inMenu, busy]) tellLeg(world, leg);
    await tell(world, inMenu);
    expect(await world.current(caseKey)).toBeUndefined();
    // Told later, lost sooner: the last call of the case is still the one of the menu.
    await tell(world, busy);
    expect(await caseNow(world)).toMatchObject({ tries: 2, reason: 'abandoned_menu' });
    expect(await world.current(caseKey)).toMatchObject({ state: 'scheduled' });
  });

  test('ends the callback that another reason had brought about', async () => {
    const world = await worldOfLost({ reasons: ['agents_busy'] });
    await record(world, { ...busy, offers: 2 });
    expect(await caseNow(world)).toMatchObject({ status: 'open', reason: 'not_answered' });
    expect(await world.current(caseKey)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  test('leaves it while another lost call wants it', async () => {
    const world = await worldOfLost({ reasons: ['agents_busy'] });
    const again: Leg = { ...busy, id: 'c2', start: 150, queued: 160, end: 190, offers: 1 };
    tellLeg(world, again);
    await tell(world, again);
    await record(world, again);
    expect(await caseNow(world)).toMatchObject({ tries: 2, reason: 'not_answered' });
    expect(await world.current(caseKey)).toMatchObject({ state: 'scheduled' });
  });
});

test('a case that was not closed for a taker is closed when the call is told of again', async () => {
  const world = await worldOfLost();
  const taker: Leg = { id: 'c2', start: 150, queued: 160, end: 190, stage: 'took_callback' };
  tellLeg(world, taker);
  const requested = waiting({ requestedAtMs: noonMs + 180_000, requestContactId: 'c2', queue: 'support' });
  const { cases } = world.store;
  let isDead = true;
  const mark: typeof cases.mark = async (...asked) => {
    if (isDead) throw new AdapterError('store', { retryable: true, cause: new Error('died') });
    return cases.mark(...asked);
  };
  const mortal = { ...world, store: { ...world.store, cases: { ...cases, mark } } };
  const former = await world.store.callbacks.ofCaller(callerNumber);
  await world.store.callbacks.register(requested, former[0]?.version ?? 0);
  await expect(tell(mortal, taker)).rejects.toThrow('died');
  isDead = false;
  await tell(mortal, taker);
  expect(await caseNow(world)).toMatchObject({ status: 'processed', closed: { how: 'took_callback' } });
});
