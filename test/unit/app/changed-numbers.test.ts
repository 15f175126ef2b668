import { changeRequest } from '../../../lib/app/change-request';
import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { repairDial } from '../../../lib/app/dispatch/repair-dial';
import { endInboundCall } from '../../../lib/app/end-inbound-call';
import { identifyCaller } from '../../../lib/app/identify-caller';
import type { Store } from '../../../lib/ports/store';
import { callerNumber, dialing, noonMs, waiting } from '../../support/builders/callbacks';
import { queueConfig, queueOf } from '../../support/builders/policies';
import { agents, createWorld, type World } from '../../support/builders/world';

const otherNumber = '+441632960002';
const key = { number: callerNumber, queue: 'support' };
const changeTo = (world: World, number: string, on = 'inbound-2') =>
  changeRequest(world, { callback: waiting(), askedOnContactId: on, number });
const guardOf = async (world: World, number: string) => (await world.store.guards.get(number))?.value.holder;
const dialed = (world: World) => world.connect.dialed.map(({ clientToken, number }) => `${clientToken} ${number}`);
const { id } = waiting();

/** Does something once, right after a number has been taken. */
function afterTaking(store: Store, act: () => Promise<unknown>): Store {
  let isDone = false;
  const put: Store['guards']['put'] = async (guard, version) => {
    const outcome = await store.guards.put(guard, version);
    if (!isDone && guard.holder !== undefined) {
      isDone = true;
      await act();
    }
    return outcome;
  };
  return { ...store, guards: { ...store.guards, put } };
}

test('a dial that never reached Connect is not repeated to the number of before, and the new one is dialed', async () => {
  const world = createWorld();
  await world.keep(waiting());
  world.connect.answerNext({ kind: 'unknown', reason: 'TimeoutError' });
  await dispatchPass(world);
  const queue = queueOf(world.policy, 'support');
  await identifyCaller(world, { contactId: 'inbound-2', from: callerNumber, queue });
  await changeTo(world, otherNumber);
  await endInboundCall(world, { contactId: 'inbound-2', disconnectedAtMs: noonMs });
  world.clock.advance(75_000);
  await dispatchPass(world);
  expect(dialed(world)).toEqual([`${id}-1 ${callerNumber}`]);
  world.clock.advance(75_000);
  await dispatchPass(world);
  expect(dialed(world)).toEqual([`${id}-1 ${callerNumber}`, `${id}-2 ${otherNumber}`]);
  expect(await guardOf(world, callerNumber)).toBeUndefined();
  expect(await guardOf(world, otherNumber)).toMatchObject({ callbackId: id, attempt: 2 });
});

describe('a number that is changed between the look and the claim', () => {
  async function changedMeanwhile(): Promise<World> {
    const made: { world?: World } = {};
    const act = async () => made.world && changeTo(made.world, otherNumber);
    const world = createWorld({ wrapStore: (store) => afterTaking(store, act) });
    made.world = world;
    await world.keep(waiting());
    world.staff(agents(2));
    await dispatchPass(world);
    return world;
  }

  test('is not rung on the old one, and is on the new one with the next pass', async () => {
    const world = await changedMeanwhile();
    expect(dialed(world)).toEqual([]);
    expect(world.notes).toContainEqual({
      kind: 'skipped',
      callbackId: id,
      queue: 'support',
      rule: 'changed_meanwhile',
    });
    await dispatchPass(world);
    expect(dialed(world)).toEqual([`${id}-1 ${otherNumber}`]);
  });

  test('leaves the old one to others after a while, although its callback is being dialed', async () => {
    const world = await changedMeanwhile();
    await dispatchPass(world);
    await world.keep(waiting({ id: 'B', queue: 'billing', inLineSinceMs: noonMs }));
    await dispatchPass(world);
    expect(await guardOf(world, callerNumber)).toMatchObject({ callbackId: id });
    world.clock.advance(75_000);
    await dispatchPass(world);
    expect(dialed(world).at(-1)).toBe(`B-1 ${callerNumber}`);
  });
});

test('two callbacks that are to call one number never ring it at once', async () => {
  const world = createWorld();
  const own = waiting({ id: 'OWN', number: otherNumber });
  await world.keep(waiting({ callNumber: otherNumber }), own);
  world.staff(agents(2));
  await dispatchPass(world);
  expect(dialed(world)).toHaveLength(1);
  expect(world.notes).toContainEqual(expect.objectContaining({ kind: 'skipped', rule: 'number_busy' }));
});

test('a dial says in which language it is to be met: the one that was chosen, else the first of the queue', async () => {
  const queues = [queueConfig('support', { languages: ['ru-RU', 'en-US'] })];
  const world = createWorld({ config: { queues } });
  world.staff(agents(2));
  await world.keep(waiting({ language: 'en-US' }), waiting({ id: 'Z', number: otherNumber, placeMs: noonMs }));
  await dispatchPass(world);
  expect(world.connect.dialed.map((request) => request.attributes['holdfree_language'])).toEqual(['en-US', 'ru-RU']);
});

test('without a flow to answer with nothing is dialed, and it is said why', async () => {
  const world = createWorld({ config: { callbackFlowId: undefined } });
  await world.keep(waiting());
  await dispatchPass(world);
  expect(world.connect.dialed).toEqual([]);
  expect(world.notes).toEqual([{ kind: 'skipped', callbackId: id, queue: 'support', rule: 'misconfigured' }]);
  expect(await world.current(key)).toEqual(waiting());
});

test('a dial that is given up while somebody repeats it keeps its number until that repeat is over', async () => {
  const world = createWorld();
  const before = dialing({ startedAtMs: noonMs - 600_000, leaseUntilMs: noonMs });
  await world.keep(before);
  const queue = queueOf(world.policy, 'support');
  const dial: World['dialer']['dial'] = async (request) => {
    await identifyCaller(world, { contactId: 'inbound-2', from: callerNumber, queue });
    const given = await world.current(key);
    // Another process found the same timer run out, and comes to it only now.
    if (given !== undefined) await repairDial(world, given);
    expect(await guardOf(world, callerNumber)).toMatchObject({ callbackId: id, attempt: 1 });
    return world.connect.dialer.dial(request);
  };
  await repairDial({ ...world, dialer: { ...world.dialer, dial } }, before);
  expect(await world.current(key)).toMatchObject({ state: 'held', past: [{ attempt: 1, outcome: 'stopped' }] });
  expect(world.connect.stopped).toEqual(['dial-1']);
});

test('the number of a dial that did not start is kept for its next try, and others have it after the lease', async () => {
  const world = createWorld();
  await world.keep(waiting());
  world.connect.answerNext({ kind: 'misconfigured', reason: 'InvalidRequestException' });
  await dispatchPass(world);
  await world.keep(waiting({ id: 'B', queue: 'billing' }));
  await dispatchPass(world);
  expect(dialed(world)).toEqual([`${id}-1 ${callerNumber}`]);
  world.clock.advance(75_000);
  await dispatchPass(world);
  expect(dialed(world)).toEqual([`${id}-1 ${callerNumber}`, `B-1 ${callerNumber}`]);
});
