import { parseContactEvent } from '../../../../functions/contact-events/contact-event';
import type { Deps } from '../../../../lib/app/deps';
import { cancelCallback } from '../../../../lib/app/cancel-callback';
import { handleCase } from '../../../../lib/app/lost/handle-case';
import { settleOverdueCases } from '../../../../lib/app/lost/overdue-cases';
import { recordCall } from '../../../../lib/app/lost/record-call';
import { optOut } from '../../../../lib/app/opt-out';
import { recordContactEvent } from '../../../../lib/app/record-contact-event';
import { canonical } from '../../../../lib/core/lost/canonical';
import { foldCase } from '../../../../lib/core/lost/fold-case';
import type { Directory } from '../../../../lib/ports/directory';
import { AdapterError } from '../../../../lib/ports/adapter-error';
import { watchPorts } from '../../../functions/ivr-asking';
import { callerNumber, dialing, noonMs, scheduled, waiting } from '../../../support/builders/callbacks';
import { eventOf, tellLeg, type Leg } from '../../../support/builders/call-story';
import { queueConfig } from '../../../support/builders/policies';
import { createWorld, type World } from '../../../support/builders/world';

const busy: Leg = { id: 'c1', start: 0, queued: 21, end: 139, stage: 'queued' };
const served: Leg = { id: 'later', start: 600, queued: 621, agent: 660, end: 800, stage: 'queued' };
const key = { number: callerNumber, queue: 'support' };

async function tell(deps: Deps, leg: Leg, kind = 'DISCONNECTED'): Promise<void> {
  const parsed = parseContactEvent(eventOf(leg, kind));
  if (parsed.kind === 'event') await recordContactEvent(deps, parsed.event);
}

async function caseOf(world: World, queue = 'support') {
  const marked = await world.store.cases.get({ number: callerNumber, queue });
  return marked === undefined ? undefined : foldCase(marked);
}

async function worldOfLost(): Promise<World> {
  const world = createWorld({ nowMs: noonMs + 200_000 });
  tellLeg(world, busy);
  tellLeg(world, served);
  await tell(world, busy);
  return world;
}

describe('by hand', () => {
  test('a case is closed with a reason and by whom, and then there is none to close', async () => {
    const world = await worldOfLost();
    const { id } = (await caseOf(world)) ?? { id: '' };
    const asked = { number: callerNumber, reason: ' called them ', by: 'boss' };
    expect(await handleCase(world, asked)).toEqual({ ok: true, value: [{ caseId: id, queue: 'support' }] });
    const closed = { how: 'by_hand', by: 'boss', reason: 'called them', atMs: noonMs + 200_000 };
    expect(await caseOf(world)).toMatchObject({ status: 'processed', closed });
    expect(await handleCase(world, asked)).toEqual({ ok: false, error: { code: 'no_open_case' } });
  });

  test('a case whose last call ended later than our clock says is closed all the same, whatever the clock', async () => {
    for (const nowMs of [noonMs - 86_400_000, noonMs + 138_999, noonMs + 139_000, noonMs + 139_999]) {
      const world = await worldOfLost();
      world.clock.set(nowMs);
      const asked = { number: callerNumber, reason: 'called them', by: 'boss' };
      expect(await handleCase(world, asked)).toMatchObject({ ok: true });
      const closed = { how: 'by_hand', atMs: noonMs + 139_000 };
      expect({ nowMs, now: await caseOf(world) }).toMatchObject({ nowMs, now: { status: 'processed', closed } });
    }
  });

  test.each([
    ['  ', 'no_reason'],
    ['x'.repeat(201), 'reason_too_long'],
  ])('%j is refused', async (reason, code) => {
    const world = await worldOfLost();
    expect(await handleCase(world, { number: callerNumber, reason, by: 'boss' })).toEqual({
      ok: false,
      error: { code },
    });
    expect(await caseOf(world)).toMatchObject({ status: 'open' });
  });

  test('only the case of the queue that is named, and the callback that was registered for it', async () => {
    const world = await worldOfLost();
    await world.keep(scheduled({ origin: 'lost', lostIn: 'support', queue: 'billing' }));
    const asked = { number: callerNumber, reason: 'done', by: 'boss' };
    expect(await handleCase(world, { ...asked, queue: 'billing' })).toMatchObject({ ok: false });
    expect(await handleCase(world, { ...asked, queue: 'support' })).toMatchObject({ ok: true });
    const callback = await world.current({ number: callerNumber, queue: 'billing' });
    expect(callback).toMatchObject({ state: 'closed', outcome: 'handled_by_supervisor' });
  });
});

describe('a case closes by itself', () => {
  test('when its caller cancels a callback of that queue', async () => {
    const world = await worldOfLost();
    await world.keep(waiting());
    await cancelCallback(world, waiting());
    expect(await caseOf(world)).toMatchObject({ closed: { how: 'cancelled', ref: waiting().id } });
  });

  test('in every queue when its caller opts out', async () => {
    const world = await worldOfLost();
    await optOut(world, { contactId: 'c9', number: callerNumber });
    expect(await caseOf(world)).toMatchObject({ closed: { how: 'cancelled', ref: 'opt-out' } });
  });

  test('when our dial reaches them, and counts the attempts', async () => {
    const world = await worldOfLost();
    const past = [{ attempt: 1, outcome: 'busy', atMs: noonMs + 300_000 }] as const;
    await world.keep(dialing({ attempt: 1, attemptsSpent: 1, past, contactId: 'dial-1' }));
    const dial = { kind: 'dial', contactId: 'dial-1', callbackId: dialing().id, key, attempt: 2 } as const;
    await world.store.contacts.remember(dial, noonMs);
    const leg: Leg = { id: 'dial-1', method: 'API', start: 400, answered: 410, queued: 412, agent: 415, end: 500 };
    tellLeg(world, leg);
    await tell(world, leg);
    expect(await caseOf(world)).toMatchObject({
      ourTries: 2,
      closed: { how: 'reached', ref: 'dial-1', by: 'agent-1' },
    });
  });

  test('and ends the callback that was registered for it after that conversation had taken place', async () => {
    const world = await worldOfLost();
    await world.keep(scheduled({ origin: 'lost', lostIn: 'support', requestedAtMs: noonMs + 5_000_000 }));
    const contact = { kind: 'inbound', contactId: 'later', number: callerNumber, queue: 'support' } as const;
    await world.store.contacts.remember({ ...contact, enteredAtMs: noonMs }, noonMs);
    await tell(world, served);
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });
});

describe('the deadline of a case', () => {
  test('passes once', async () => {
    const world = await worldOfLost();
    const dueAtMs = (await caseOf(world))?.dueAtMs ?? 0;
    expect(dueAtMs).toBe(noonMs + 139_000 + 1_800_000);
    world.clock.set(dueAtMs - 1);
    expect(await settleOverdueCases(world)).toBe(0);
    world.clock.set(dueAtMs);
    expect(await settleOverdueCases(world)).toBe(1);
    expect(await caseOf(world)).toMatchObject({ status: 'open', overdueAtMs: dueAtMs });
    expect(await settleOverdueCases(world)).toBe(0);
  });
});

describe('deadlines of which one cannot be settled', () => {
  test.each(['+441632960000', '+441632960002'])('pass for the others (%s)', async (broken) => {
    const world = createWorld({ nowMs: noonMs + 200_000 });
    const legs = ['+441632960000', callerNumber, '+441632960002'].map((from) => ({ ...busy, id: from, from }));
    for (const leg of legs) {
      tellLeg(world, leg);
      await tell(world, leg);
    }
    world.clock.set(noonMs + 139_000 + 1_800_000);
    const { cases } = world.store;
    const get: typeof cases.get = async (one) => {
      if (one.number !== broken) return cases.get(one);
      throw new AdapterError('dynamodb', { retryable: false, isUnreadable: true, cause: new Error('not a case') });
    };
    const faulty = { ...world, store: { ...world.store, cases: { ...cases, get } } };
    expect(await settleOverdueCases(faulty)).toBe(2);
    expect(world.notes.filter(({ kind }) => kind === 'case_overdue')).toHaveLength(2);
    expect(world.notes.findLast(({ kind }) => kind === 'fault')).toEqual({
      kind: 'fault',
      where: 'overdue cases',
      reason: 'dynamodb: Error: not a case',
    });
    expect(await settleOverdueCases(world)).toBe(1);
  });

  test('wait for the next run when the store does not answer: it is asked once, not for each of them', async () => {
    const world = createWorld({ nowMs: noonMs + 200_000 });
    for (const from of [callerNumber, '+441632960002']) {
      tellLeg(world, { ...busy, id: from, from });
      await tell(world, { ...busy, id: from, from });
    }
    world.clock.set(noonMs + 139_000 + 1_800_000);
    let asked = 0;
    const get = async (): Promise<never> => {
      asked += 1;
      throw new AdapterError('dynamodb', { retryable: true, cause: new Error('TimeoutError') });
    };
    const silent = { ...world, store: { ...world.store, cases: { ...world.store.cases, get } } };
    await expect(settleOverdueCases(silent)).rejects.toMatchObject({ retryable: true });
    expect(asked).toBe(1);
    expect(await settleOverdueCases(world)).toBe(2);
  });
});

describe('the directory', () => {
  const withDirectory = (find: Directory['find']) => {
    const world = createWorld();
    tellLeg(world, busy);
    tellLeg(world, { ...busy, id: 'c2', start: 300, queued: 310, end: 400 });
    return { ...world, directory: { find } };
  };

  test('is asked once, when the case comes into being', async () => {
    const asked: string[] = [];
    const world = withDirectory(async (number) => {
      asked.push(number);
      return { kind: 'known', customer: { name: 'Ann', isVip: true } };
    });
    await tell(world, busy);
    await tell(world, { ...busy, id: 'c2', start: 300, queued: 310, end: 400 });
    expect(asked).toEqual([callerNumber]);
    expect(await caseOf(world)).toMatchObject({ tries: 2, customer: { name: 'Ann', isVip: true } });
  });

  test('is not waited for when it does not answer', async () => {
    const world = withDirectory(async () => ({ kind: 'unavailable' }));
    await tell(world, busy);
    expect(await caseOf(world)).not.toHaveProperty('customer');
  });
});

test('while Connect does not answer, the event comes again, and then nothing is missing', async () => {
  const world = createWorld();
  tellLeg(world, busy);
  world.connect.setAvailable(false);
  await expect(tell(world, busy)).rejects.toMatchObject({ name: 'AdapterError', retryable: true });
  world.connect.setAvailable(true);
  await tell(world, busy);
  expect(await caseOf(world)).toMatchObject({ status: 'open', tries: 1 });
});

test('a thousand calls lost at once are a thousand tries in one case', async () => {
  const world = createWorld();
  const calls = Array.from({ length: 1_000 }, (_, index) => `c${index}`);
  const times = { initiatedAtMs: noonMs, enqueuedAtMs: noonMs + 1000, disconnectedAtMs: noonMs + 60_000 };
  const told = {
    kind: 'inbound',
    from: callerNumber,
    queueId: world.policy.queues[0]?.queueId ?? '',
    ...times,
  } as const;
  const record = { ...told, disconnectReason: 'CUSTOMER_DISCONNECT', updatedAtMs: noonMs + 90_000 };
  await Promise.all(calls.map((callId) => recordCall(world, { callId, segments: [{ contactId: callId, record }] })));
  expect(await caseOf(world)).toMatchObject({ status: 'open', tries: 1_000 });
  const everything = { status: 'open', fromMs: 0, toMs: Number.MAX_SAFE_INTEGER } as const;
  const { items } = await world.store.cases.page(everything, { limit: 10 });
  expect(items).toEqual([await caseOf(world)]);
});

test('who knew less and writes last does not have the last word', async () => {
  const world = createWorld();
  tellLeg(world, busy);
  let reached = () => {};
  let goOn = () => {};
  const isThere = new Promise<void>((resolve) => (reached = resolve));
  const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
  const { cases } = world.store;
  const open: typeof cases.open = async (...asked) => {
    reached();
    await mayGoOn;
    return cases.open(...asked);
  };
  const slow = tell({ ...world, store: { ...world.store, cases: { ...cases, open } } }, busy);
  await isThere;
  const away = { isTransferredOut: true, disconnectedAtMs: noonMs + 139_000, updatedAtMs: noonMs };
  await recordCall(world, { callId: 'c1', segments: [{ contactId: 'c1', record: away }] });
  goOn();
  await slow;
  expect((await world.store.calls.get('c1'))?.value.judged).toMatchObject({ outcome: 'excluded' });
  expect(await caseOf(world)).toMatchObject({ status: 'processed', tries: 0, closed: { how: 'not_lost' } });
  expect(await world.store.history.lostSince(callerNumber, 0)).toEqual([]);
});

describe('whoever dies at any step', () => {
  const config = { queues: [queueConfig('support', { lost: { callBack: {} } }), queueConfig('billing')] };

  async function play(
    dieAt: number,
    when: 'before' | 'after',
  ): Promise<{ readonly steps: number; readonly end: string }> {
    const world = createWorld({ config, nowMs: noonMs + 200_000 });
    const legs = [busy, { ...busy, id: 'c2', start: 900, queued: 910, end: 990 }, served];
    for (const leg of legs) tellLeg(world, leg);
    let steps = 0;
    const mortal = watchPorts(
      world,
      () => {
        steps += 1;
        if (steps === dieAt) throw new AdapterError('store', { retryable: true, cause: new Error('died') });
      },
      when,
    );
    for (const leg of legs) await tell(mortal, leg).catch(async () => tell(mortal, leg));
    const { store } = world;
    const open = await store.cases.page({ status: 'open', fromMs: 0, toMs: 9e15 }, { limit: 10 });
    const processed = await store.cases.page({ status: 'processed', fromMs: 0, toMs: 9e15 }, { limit: 10 });
    const callbacks = (await store.callbacks.ofCaller(callerNumber)).map(({ value }) => [value.state, value.lostIn]);
    const cases = [...open.items, ...processed.items].map(({ id: _id, callbackId: _callback, ...rest }) => rest);
    const lost = await store.history.lostSince(callerNumber, 0);
    const handled = await store.history.handledSince(callerNumber, 0);
    return { steps, end: canonical({ cases, callbacks, lost, handled }) };
  }

  test.each(['before', 'after'] as const)('%s it was done: told again, the end is the same', async (when) => {
    const { steps, end } = await play(0, when);
    expect(steps).toBeGreaterThan(30);
    for (let dieAt = 1; dieAt <= steps; dieAt += 1) {
      const died = await play(dieAt, when);
      expect({ dieAt, end: died.end }).toEqual({ dieAt, end });
    }
  });
});
