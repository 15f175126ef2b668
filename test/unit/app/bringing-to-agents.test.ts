import { confirmAnswer } from '../../../lib/app/confirm-answer';
import { bringToAgents } from '../../../lib/app/dispatch/bring-to-agents';
import { settleDue } from '../../../lib/app/dispatch/settle-due';
import { recordContactEvent, type ContactEvent } from '../../../lib/app/record-contact-event';
import type { Callback, CallbackTask } from '../../../lib/core/callback/callback';
import { emptyPoolStatistics } from '../../../lib/core/wait/pool-statistics';
import type { AgentSighting } from '../../../lib/ports/pool-store';
import { answered, callerNumber, dialing, noonMs, offered, talking, waiting } from '../../support/builders/callbacks';
import { queueConfig, queueIds } from '../../support/builders/policies';
import { worldWithTasks } from '../../support/builders/planned';
import type { World } from '../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };
const { id } = waiting();
const open: CallbackTask = { clientToken: `${id}-t1`, agentIds: [], contactId: 'task-1' };
const task: CallbackTask = { ...open, agentId: 'agent-1', acceptedAtMs: noonMs + 5_000 };
const readyMs = noonMs + 15_000;

const system = { contactId: 'dial-1', connectedToSystemAtMs: noonMs + 9_000 };
const inQueue = { ...system, enqueuedAtMs: noonMs + 18_000 };
const withAgent = (agentId: string) => ({ ...inQueue, agentId, connectedToAgentAtMs: noonMs + 20_000 });
const event = (kind: ContactEvent['kind'], facts: ContactEvent['facts']): ContactEvent => ({
  kind,
  initiation: 'api',
  queueId: queueIds.support,
  facts,
});
const queued = event('queued', inQueue);

/** A world in which a dial has a task, and its ready caller waits in the queue. */
async function worldWith(callback: Callback, config = {}): Promise<World> {
  const world = await worldWithTasks([callback], { config, nowMs: noonMs + 19_000 });
  await world.store.contacts.remember({ kind: 'dial', contactId: 'dial-1', callbackId: id, key, attempt: 1 }, noonMs);
  await world.tasks.offer({ clientToken: open.clientToken } as never);
  world.tasks.queue('dial-1');
  world.connect.tell(inQueue);
  return world;
}

const isFreed = async (world: World) =>
  world.tasks.open().length === 0 && !('task' in ((await world.current(key)) ?? {}));
const bring = async (world: World) => bringToAgents(world, await world.store.callbacks.inFlight());

describe('a ready caller whose task an agent has accepted', () => {
  test('is given to that agent as soon as the call waits in the queue, once', async () => {
    const world = await worldWith(answered({ task }));
    await recordContactEvent(world, queued);
    await recordContactEvent(world, queued);
    await bring(world);
    expect(world.tasks.given).toEqual([{ contactId: 'dial-1', agentId: 'agent-1' }]);
    expect(world.tasks.open()).toEqual(['task-1']);
    expect(await world.current(key)).toMatchObject({ given: { agentId: 'agent-1', atMs: noonMs + 19_000 } });
    expect(world.notes).toContainEqual({ kind: 'given', callbackId: id, queue: 'support', agentId: 'agent-1' });
  });

  test('keeps the task while that agent is being offered the call, whatever is seen of the agent meanwhile', async () => {
    const world = await worldWith(answered({ task, given: { agentId: 'agent-1', atMs: noonMs + 18_000 } }));
    await see(world, { agentId: 'agent-1', state: 'after_contact_work', sinceMs: noonMs + 18_000 });
    await recordContactEvent(world, queued);
    expect(world.tasks.given).toEqual([]);
    expect(await isFreed(world)).toBe(false);
  });

  test('is given also where the event came before the flow had told of the key', async () => {
    const world = await worldWith(dialing({ contactId: 'dial-1', task }));
    await recordContactEvent(world, queued);
    expect(world.tasks.given).toHaveLength(1);
  });

  test.each([
    ['it may not be given by name', { dispatch: { reserved: true, give: false } }, undefined],
    ['the agent still works after another call', {}, 'after_contact_work'],
    ['the agent still talks', {}, 'on_contact'],
  ] as const)('goes to whoever is free where %s, and the task ends', async (_, config, state) => {
    const world = await worldWith(answered({ task }), config);
    if (state !== undefined) await see(world, { agentId: 'agent-1', state, sinceMs: noonMs });
    await recordContactEvent(world, queued);
    expect(world.tasks.given).toEqual([]);
    expect(await isFreed(world)).toBe(true);
  });

  test('is given to an agent who was seen to be free', async () => {
    const world = await worldWith(answered({ task }));
    await see(world, { agentId: 'agent-1', state: 'available', sinceMs: noonMs });
    await recordContactEvent(world, queued);
    expect(world.tasks.given).toHaveLength(1);
  });

  test.each(['refused', 'unknown'] as const)(
    'whom Connect does not give (%s) goes to whoever is free',
    async (outcome) => {
      const world = await worldWith(answered({ task }));
      await recordContactEvent({ ...world, tasks: { ...world.tasks, giveTo: async () => outcome } }, queued);
      expect(await isFreed(world)).toBe(true);
    },
  );

  test('is given by the pass while Connect is busy, and goes to whoever is free while it stays busy', async () => {
    for (const isBusyStill of [false, true]) {
      const world = await worldWith(answered({ task }));
      const busy = { ...world, tasks: { ...world.tasks, giveTo: async () => 'throttled' as const } };
      await recordContactEvent(busy, queued);
      expect(await isFreed(world)).toBe(false);
      world.clock.set(readyMs + 10_000);
      await bring(isBusyStill ? busy : world);
      expect([world.tasks.given.length, await isFreed(world)]).toEqual(isBusyStill ? [0, true] : [1, false]);
    }
  });

  test('is given by the pass where no event came, once the call must be waiting', async () => {
    const world = await worldWith(answered({ task }));
    world.clock.set(readyMs + 4_999);
    await bring(world);
    expect(world.tasks.given).toEqual([]);
    world.clock.set(readyMs + 5_000);
    await bring(world);
    expect(world.tasks.given).toHaveLength(1);
  });

  test('whom that agent does not take in time goes to whoever is free', async () => {
    const world = await worldWith(answered({ task, given: { agentId: 'agent-1', atMs: noonMs } }));
    world.clock.set(noonMs + 24_999);
    await bring(world);
    expect(await isFreed(world)).toBe(false);
    world.clock.set(noonMs + 25_000);
    await bring(world);
    expect(await isFreed(world)).toBe(true);
  });
});

describe('a ready caller for whom no agent of its own is there', () => {
  const ring = { number: '+441632960002', placeMs: noonMs - 300_000, startedAtMs: noonMs };
  const kept = (agentId: string, n = 2): CallbackTask => ({ ...task, clientToken: `OTHER-t${n}`, agentId });
  const other = dialing({ ...ring, id: 'OTHER', task: kept('agent-2') });
  const asked = offered({
    ...ring,
    id: 'ASKED',
    number: '+441632960003',
    placeMs: noonMs - 200_000,
    task: kept('agent-3'),
  });
  const free = (agentId: string): AgentSighting => ({ agentId, state: 'available', sinceMs: noonMs });

  async function givenTo(
    others: readonly Callback[],
    seen: readonly AgentSighting[],
    callback = answered(),
    config = {},
  ) {
    const world = await worldWith(callback, config);
    await world.keep(...others);
    for (const sighting of seen) await see(world, sighting);
    await recordContactEvent(world, queued);
    return world.tasks.given.map(({ agentId }) => agentId);
  }

  test('is given to the agent who is kept for the latest caller who is not there', async () => {
    const seen = [free('agent-2'), free('agent-3')];
    expect(await givenTo([other, asked], seen)).toEqual(['agent-3']);
    expect(await givenTo([other, asked], seen, answered({ task: open }))).toEqual(['agent-3']);
    const busy = { ...free('agent-1'), state: 'after_contact_work' } as const;
    expect(await givenTo([other], [...seen, busy], answered({ task }))).toEqual(['agent-2']);
  });

  test.each([
    ['comes later than that caller', { placeMs: noonMs - 900_000 }],
    ['has a task that nobody has accepted', { task: { ...open, clientToken: 'OTHER-t2', agentIds: ['agent-2'] } }],
    ['finds that caller on the telephone', { pickedUpAtMs: noonMs + 9_000 }],
    ['is of a queue of whose agents none was seen here', { queue: 'billing' }],
  ])('is not given where the caller %s', async (_, changes) => {
    expect(await givenTo([{ ...other, ...changes }], [free('agent-2')])).toEqual([]);
  });

  test.each([
    ['nothing is known of', []],
    ['is busy', [{ ...free('agent-2'), state: 'on_contact' as const }]],
  ])('is not given to an agent who %s', async (_, seen) => {
    expect(await givenTo([other], seen)).toEqual([]);
  });

  test('is not given to an agent who was given another caller, nor is one whose own agent was', async () => {
    const given = { agentId: 'agent-2', atMs: noonMs + 18_000 };
    const first = answered({ ...ring, id: 'FIRST', number: '+441632960004', given });
    expect(await givenTo([other, first], [free('agent-2')])).toEqual([]);
    const own = answered({ task: { ...task, agentId: 'agent-2' } });
    expect(await givenTo([first], [free('agent-2')], own)).toEqual([]);
  });

  test('is given to an agent of another queue of the pool who was seen to serve this one', async () => {
    const world = await worldWith(answered());
    await world.keep({ ...other, queue: 'billing' });
    await see(world, free('agent-2'));
    const pickUp = { contactId: 'a', atMs: 0, placeMs: 0, readySinceMs: 0, isCallback: false, agentId: 'agent-2' };
    await world.store.pools.putStatistics(
      'frontline',
      { ...emptyPoolStatistics, pickUps: [{ ...pickUp, queue: 'support' }] },
      0,
    );
    await recordContactEvent(world, queued);
    expect(world.tasks.given).toEqual([{ contactId: 'dial-1', agentId: 'agent-2' }]);
  });

  test('has the head start of its class', async () => {
    const vip = { name: 'vip', headStartSeconds: 600 };
    const config = { queues: [queueConfig('support', { classes: [vip] }), queueConfig('billing')] };
    const before = { ...other, placeMs: noonMs - 900_000 };
    expect(await givenTo([before], [free('agent-2')], answered({ class: 'vip' }), config)).toEqual(['agent-2']);
    expect(await givenTo([before], [free('agent-2')], answered(), config)).toEqual([]);
  });
});

describe('a ready caller whose task nobody has accepted', () => {
  const press = (world: World) => confirmAnswer(world, { contactId: 'dial-1', attributes: {} });

  test('is connected, and nobody is asked any more', async () => {
    const world = await worldWith(dialing({ contactId: 'dial-1', task: open }));
    expect(await press(world)).toMatchObject({ kind: 'connect', isAgeSet: true });
    expect(await isFreed(world)).toBe(true);
  });

  test('leaves the task to the agent who has accepted it', async () => {
    const world = await worldWith(dialing({ contactId: 'dial-1', task }));
    await press(world);
    expect(await isFreed(world)).toBe(false);
    expect(world.connect.admitted.size).toBe(0);
  });

  test('is connected also while tasks cannot be ended', async () => {
    const world = await worldWith(dialing({ contactId: 'dial-1', task: open }));
    world.tasks.setAvailable(false);
    expect(await press(world)).toMatchObject({ kind: 'connect' });
    expect(world.notes.at(-1)).toMatchObject({ kind: 'fault', where: 'task' });
  });

  test.each([
    ['the event', (world: World) => recordContactEvent(world, queued)],
    ['the pass', bring],
  ])('is freed of it by %s where the flow did not', async (_, happen) => {
    const world = await worldWith(answered({ task: open }));
    await happen(world);
    expect(await isFreed(world)).toBe(true);
  });
});

describe('a caller with an agent', () => {
  test.each([
    ['the one who has accepted the task: it stays open', 'agent-1', false],
    ['another one: it ends', 'agent-2', true],
  ])('%s', async (_, agentId, isEnded) => {
    const world = await worldWith(answered({ task }));
    await recordContactEvent(world, event('connected_to_agent', withAgent(agentId)));
    expect(await isFreed(world)).toBe(isEnded);
    const over = { ...withAgent(agentId), disconnectedAtMs: noonMs + 60_000 };
    await recordContactEvent(world, event('disconnected', over));
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'completed' });
    expect(await isFreed(world)).toBe(true);
  });

  test('of which only a look at Connect told has no task of another', async () => {
    const callback = answered({ task });
    const world = await worldWith(callback);
    world.connect.tell(withAgent('agent-2'));
    world.clock.set(callback.leaseUntilMs);
    await settleDue(world);
    expect(await world.current(key)).toMatchObject({ state: 'talking' });
    expect(await isFreed(world)).toBe(true);
  });
});

test.each([
  ['nobody answers', dialing({ contactId: 'dial-1', task }), { contactId: 'dial-1' }],
  ['voicemail answers', dialing({ contactId: 'dial-1', task }), system],
  ['the caller leaves', answered({ task }), inQueue],
])('an agent is free again when %s', async (_, callback, facts) => {
  const world = await worldWith(callback);
  await recordContactEvent(world, event('disconnected', { ...facts, disconnectedAtMs: noonMs + 40_000 }));
  expect(await world.current(key)).toMatchObject({ state: 'scheduled', why: 'retry' });
  expect(await isFreed(world)).toBe(true);
});

test('a call ends all the same while its task cannot be ended', async () => {
  const world = await worldWith(talking({ task }));
  world.tasks.setAvailable(false);
  const over = { ...withAgent('agent-1'), disconnectedAtMs: noonMs + 60_000 };
  await recordContactEvent(world, event('disconnected', over));
  expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'completed', archived: true });
  expect(world.notes).toContainEqual({ kind: 'fault', where: 'task', reason: 'task-1 could not be ended' });
});

async function see({ store }: World, sighting: AgentSighting): Promise<void> {
  await store.pools.see('frontline', sighting);
}
