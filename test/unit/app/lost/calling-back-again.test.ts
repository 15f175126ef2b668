import { endInboundCall } from '../../../../lib/app/end-inbound-call';
import { identifyCaller } from '../../../../lib/app/identify-caller';
import { callBackLost } from '../../../../lib/app/lost/call-back-lost';
import { endLostCallback } from '../../../../lib/app/lost/end-lost-callback';
import { keepHandled } from '../../../../lib/app/lost/keep-handled';
import { callerNumber, noonMs } from '../../../support/builders/callbacks';
import { caseKey, caseNow, caseWith, lostConfig, lostMark } from '../../../support/builders/lost';
import { queueOf } from '../../../support/builders/policies';
import { createWorld, type World } from '../../../support/builders/world';

async function calledBack(world: World) {
  await callBackLost(world, await caseWith(world, lostMark()));
  return world.current(caseKey);
}

/** The ids of those that were registered. */
function registered(world: World): readonly string[] {
  return world.notes.flatMap((note) => (note.kind === 'registered' ? [note.callbackId] : []));
}

describe('a callback that was withdrawn', () => {
  test('for calls that somebody has dealt with is not followed by another', async () => {
    const world = createWorld({ config: lostConfig() });
    const first = await calledBack(world);
    const served = {
      contactId: 'later',
      number: callerNumber,
      agentId: 'ann',
      how: 'rang_in',
      queue: 'support',
    } as const;
    await keepHandled(world, { ...served, connectedAtMs: noonMs, endedAtMs: noonMs + 60_000 });
    await callBackLost(world, await caseWith(world));
    expect(await world.current(caseKey)).toMatchObject({ id: first?.id, state: 'closed', outcome: 'withdrawn' });
  });

  test('while its case stayed open is followed by another, with an id that Connect has not seen, and once', async () => {
    const world = createWorld({ config: lostConfig() });
    const ids = new Set<string | undefined>();
    for (let times = 0; times < 3; times += 1) {
      await callBackLost(world, await caseWith(world, lostMark()));
      await callBackLost(world, await caseWith(world));
      const now = await world.current(caseKey);
      expect(now).toMatchObject({ state: 'scheduled', id: (await caseNow(world))?.callbackId });
      ids.add(now?.id);
      await endLostCallback(world, caseKey, 'withdrawn');
    }
    expect([ids.size, registered(world).length]).toEqual([3, 3]);
  });

  test('because the call seemed to go on is followed by another when that was lost after all', async () => {
    const world = createWorld({ config: lostConfig() });
    const first = await calledBack(world);
    const mark = {
      kind: 'lost',
      callId: 'lost-1',
      startedAtMs: noonMs - 600_000,
      endedAtMs: noonMs - 540_000,
    } as const;
    await caseWith(world, { ...mark, basis: 2 });
    await endLostCallback(world, caseKey, 'withdrawn');
    const lost = { type: 'abandoned', reason: 'agents_busy' } as const;
    await callBackLost(world, await caseWith(world, { ...mark, basis: 3, endedAtMs: noonMs, lost }));
    const second = await world.current(caseKey);
    expect(second).toMatchObject({ state: 'scheduled', placeMs: noonMs - 600_000 });
    expect(second?.id).not.toBe(first?.id);
  });
});

test('who is told of as lost when it is too late to call them back has a case, and no callback', async () => {
  const lateMs = 540_000 + 120 * 3_600_000;
  const of = async (delayMs: number) => {
    const world = createWorld({
      config: lostConfig({ delaySeconds: 0 }),
      nowMs: noonMs - 1_080_000 + lateMs + delayMs,
    });
    return [await calledBack(world), await caseNow(world), world.notes.at(-1)] as const;
  };
  expect((await of(-1))[0]).toMatchObject({ state: 'scheduled' });
  const [none, lostCase, note] = await of(0);
  expect([none, lostCase?.status, lostCase?.callbackId]).toEqual([undefined, 'open', undefined]);
  expect(note).toEqual({ kind: 'not_called_back', caseId: lostCase?.id, queue: 'support', rule: 'deadline_passed' });
});

describe('news of a loss that comes while its caller is on the line again', () => {
  const onLine = (world: World, contactId: string) =>
    identifyCaller(world, { contactId, from: callerNumber, queue: queueOf(world.policy, 'billing') });

  test('holds the callback back until that call is over', async () => {
    const world = createWorld({ config: lostConfig() });
    await onLine(world, 'lost-1');
    await onLine(world, 'c2');
    expect(await calledBack(world)).toMatchObject({ state: 'held', contactId: 'c2', resume: { why: 'delay' } });
    await endInboundCall(world, { contactId: 'c2', disconnectedAtMs: noonMs });
    expect(await world.current(caseKey)).toMatchObject({ state: 'scheduled', why: 'delay' });
  });

  test('of one who rings in at this very moment does so, too', async () => {
    let isRinging = true;
    const world: World = createWorld({
      config: lostConfig(),
      wrapStore: (store) => ({
        ...store,
        callbacks: {
          ...store.callbacks,
          register: async (...request) => {
            if (isRinging) await onLine(world, 'c2');
            isRinging = false;
            return store.callbacks.register(...request);
          },
        },
      }),
    });
    expect(await calledBack(world)).toMatchObject({ state: 'held', contactId: 'c2' });
  });

  test.each([
    ['is the lost one', 'lost-1', [{ contactId: 'lost-1' }]],
    ['is what the lost one went on as', 'c2', [{ contactId: 'lost-1' }, { contactId: 'c2' }]],
  ])('does not, where the call %s', async (_what, contactId, segments) => {
    const world = createWorld({ config: lostConfig() });
    await onLine(world, contactId);
    await world.store.calls.put({ facts: { callId: 'lost-1', segments } }, 0);
    expect(await calledBack(world)).toMatchObject({ state: 'scheduled' });
  });

  test('does not, where that call is over, or was a day ago', async () => {
    const world = createWorld({ config: lostConfig() });
    await onLine(world, 'c2');
    const told = { disconnectedAtMs: noonMs };
    await world.store.calls.put({ facts: { callId: 'c2', segments: [{ contactId: 'c2', told }] } }, 0);
    expect(await calledBack(world)).toMatchObject({ state: 'scheduled' });
    const later = createWorld({ config: lostConfig() });
    await onLine(later, 'c2');
    later.clock.advance(86_400_001);
    expect(await calledBack(later)).toMatchObject({ state: 'scheduled' });
  });
});
