import { cancelCallback } from '../../../../lib/app/cancel-callback';
import { identifyCaller } from '../../../../lib/app/identify-caller';
import { callBackLost } from '../../../../lib/app/lost/call-back-lost';
import { handleCase } from '../../../../lib/app/lost/handle-case';
import { optOut } from '../../../../lib/app/opt-out';
import { registerCallback } from '../../../../lib/app/register-callback';
import { TRIES_MAX } from '../../../../lib/core/lost/case';
import type { Store } from '../../../../lib/ports/store';
import { callerNumber, dialing, noonMs, waiting } from '../../../support/builders/callbacks';
import { caseKey, caseNow, caseWith, lostConfig, lostMark } from '../../../support/builders/lost';
import { queueOf } from '../../../support/builders/policies';
import { createWorld, type World } from '../../../support/builders/world';

const inBilling = { number: callerNumber, queue: 'billing' };
const byHand = { number: callerNumber, reason: 'called them', by: 'boss' };

/** A store that dies before it settles a case as processed, until it is told to live. */
function mortal() {
  const state = { isDead: true };
  const wrapStore = (store: Store): Store => ({
    ...store,
    cases: {
      ...store.cases,
      settle: async (summary, version) => {
        if (state.isDead && summary.status === 'processed') throw new Error('the process died');
        return store.cases.settle(summary, version);
      },
    },
  });
  return { state, wrapStore };
}

async function openListed(world: World): Promise<number> {
  const everything = { status: 'open', fromMs: 0, toMs: Number.MAX_SAFE_INTEGER } as const;
  return (await world.store.cases.page(everything, { limit: 10 })).items.length;
}

test('a lost callback that another queue registers while its caller asks for one ends as the case closes', async () => {
  let isRacing = false;
  const world: World = createWorld({
    config: lostConfig({ queue: 'billing' }),
    wrapStore: (store) => ({
      ...store,
      callbacks: {
        ...store.callbacks,
        register: async (callback, version) => {
          if (isRacing && callback.origin === 'requested') {
            isRacing = false;
            await callBackLost(world, await caseWith(world));
          }
          return store.callbacks.register(callback, version);
        },
      },
    }),
  });
  await caseWith(world, lostMark());
  isRacing = true;
  const queue = queueOf(world.policy, 'support');
  await identifyCaller(world, { contactId: 'inbound-1', from: callerNumber, queue });
  const asked = await registerCallback(world, { contactId: 'inbound-1', from: callerNumber, queue });
  expect(asked).toMatchObject({ ok: true, value: { isNew: true } });
  expect(await caseNow(world)).toMatchObject({ status: 'processed', closed: { how: 'took_callback' } });
  expect(await world.current(inBilling)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
});

describe('whoever dies after saying that a case is closed', () => {
  test('by hand has it finished by asking again, which says that there is none to close', async () => {
    const { state, wrapStore } = mortal();
    const world = createWorld({ config: lostConfig(), wrapStore });
    await callBackLost(world, await caseWith(world, lostMark()));
    await expect(handleCase(world, byHand)).rejects.toThrow('the process died');
    expect([await openListed(world), (await world.current(caseKey))?.state]).toEqual([1, 'scheduled']);
    state.isDead = false;
    // Of another queue nothing is touched.
    await handleCase(world, { ...byHand, queue: 'billing' });
    expect(await openListed(world)).toBe(1);
    expect(await handleCase(world, byHand)).toEqual({ ok: false, error: { code: 'no_open_case' } });
    expect(await openListed(world)).toBe(0);
    expect(await world.current(caseKey)).toMatchObject({ state: 'closed', outcome: 'handled_by_supervisor' });
  });

  test('because its caller opted out has it finished by the next time', async () => {
    const { state, wrapStore } = mortal();
    const world = createWorld({ wrapStore });
    await caseWith(world, lostMark());
    await optOut(world, { contactId: 'c9', number: callerNumber });
    expect(await openListed(world)).toBe(1);
    state.isDead = false;
    world.clock.advance(5_000);
    await optOut(world, { contactId: 'c9', number: callerNumber });
    expect(await openListed(world)).toBe(0);
  });

  test('because its caller cancelled during a dial has it finished by the next time', async () => {
    const { state, wrapStore } = mortal();
    const world = createWorld({ wrapStore });
    await caseWith(world, lostMark());
    await world.keep(dialing({ contactId: 'dial-1' }));
    expect(await cancelCallback(world, dialing())).toBe('ending');
    expect([await openListed(world), world.connect.stopped]).toEqual([1, ['dial-1']]);
    state.isDead = false;
    world.clock.advance(5_000);
    expect(await cancelCallback(world, dialing())).toBe('ending');
    expect(await openListed(world)).toBe(0);
  });
});

test('a case that is full tells of each further call that it does not take', async () => {
  const world = createWorld();
  const startMs = noonMs - 90_000_000;
  const marks = Array.from({ length: TRIES_MAX }, (_, index) =>
    lostMark(`x${index}`, { startedAtMs: startMs + index * 1000 }),
  );
  const { id } = await caseWith(world, ...marks);
  expect(world.notes).toEqual([]);
  await caseWith(world, lostMark('one-more'));
  const reason = `case ${id} is full: a lost call is not in it`;
  expect(world.notes).toEqual([{ kind: 'fault', where: 'lost', reason }]);
});

test('who opts out is not called, and who cancels has cancelled, even where no case can be read: that is told', async () => {
  const wrapStore = (store: Store): Store => ({
    ...store,
    cases: { ...store.cases, ofCaller: () => Promise.reject(new Error('not a case')) },
  });
  const note = { kind: 'fault', where: 'lost', reason: 'not a case' };
  const out = createWorld({ wrapStore });
  await out.keep(waiting(), waiting({ id: 'B', queue: 'billing' }));
  expect(await optOut(out, { contactId: 'c9', number: callerNumber })).toBe('opted_out');
  for (const key of [caseKey, inBilling]) {
    expect(await out.current(key)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
  }
  const cancelled = createWorld({ wrapStore });
  await cancelled.keep(dialing({ contactId: 'dial-1' }));
  expect(await cancelCallback(cancelled, dialing())).toBe('ending');
  expect(cancelled.connect.stopped).toEqual(['dial-1']);
  for (const world of [out, cancelled]) expect(world.notes).toContainEqual(note);
});
