import { cancelCallback } from '../../../lib/app/cancel-callback';
import { dialAccepted } from '../../../lib/app/dispatch/dial-accepted';
import { dialCallback } from '../../../lib/app/dispatch/dial-callback';
import { settleDue } from '../../../lib/app/dispatch/settle-due';
import { recordContactEvent, type ContactEvent } from '../../../lib/app/record-contact-event';
import { leaseMs } from '../../../lib/core/callback/leases';
import { callerNumber, noonMs, waiting } from '../../support/builders/callbacks';
import { flowId, queueIds } from '../../support/builders/policies';
import { plannedFor, worldWithTasks } from '../../support/builders/planned';
import type { World } from '../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };
const { id } = waiting();
const token = `${id}-t1`;
const agentFirst = plannedFor(waiting(), { way: 'agent-first', agentIds: ['agent-1'] });

function accepted(world: World, contactId = 'task-1', agentId = 'agent-1'): ContactEvent {
  const facts = { contactId, agentId, connectedToAgentAtMs: world.clock.nowMs() };
  return { kind: 'connected_to_agent', channel: 'task', initiation: 'api', queueId: queueIds.support, facts };
}

async function offeredWorld(config = {}): Promise<World> {
  const world = await worldWithTasks([waiting()], { config });
  expect(await dialCallback(world, agentFirst)).toBe('dialed');
  return world;
}

async function dialAll(world: World): Promise<number> {
  return dialAccepted(world, await world.store.callbacks.inFlight());
}

describe('agents who are asked first', () => {
  test('read the story and no full number, and may be told apart by token and ids', async () => {
    const world = await offeredWorld();
    expect(world.connect.dialed).toEqual([]);
    const [offer] = world.tasks.offers;
    expect(offer).toMatchObject({
      callbackId: id,
      attempt: 1,
      queueId: queueIds.support,
      flowId,
      clientToken: token,
      relatedContactId: 'inbound-1',
      attributes: { holdfree_queue_name: 'support', holdfree_task: token, holdfree_agents: 'agent-1' },
    });
    expect(offer?.description).toContain('the caller asked for it ten minutes ago. This is the first attempt.');
    expect(JSON.stringify(offer)).not.toContain(callerNumber);
    expect(await world.current(key)).toMatchObject({
      state: 'offered',
      task: { clientToken: token, contactId: 'task-1' },
    });
    expect(world.notes).toEqual([{ kind: 'task_offered', callbackId: id, queue: 'support', task: token }]);
  });

  test('of whom anyone may take it are not named', async () => {
    const world = await worldWithTasks([waiting()]);
    await dialCallback(world, { ...agentFirst, agentIds: [] });
    expect(world.tasks.offers[0]?.attributes).not.toHaveProperty('holdfree_agents');
  });

  test('are not asked about a caller who may not be called now', async () => {
    const world = await worldWithTasks([waiting()], { nowMs: Date.UTC(2026, 2, 2, 21) });
    expect(await dialCallback(world, agentFirst)).toBe('skipped');
    expect(world.tasks.offers).toEqual([]);
    expect(await world.current(key)).toMatchObject({ state: 'scheduled', why: 'hours' });
  });

  test('agree, and the dispatcher is woken to dial that caller at once', async () => {
    const world = await offeredWorld();
    expect(await dialAll(world)).toBe(0);
    await recordContactEvent(world, accepted(world));
    expect(world.woken).toEqual(['task_accepted']);
    expect(await dialAll(world)).toBe(1);
    expect(await world.current(key)).toMatchObject({
      state: 'dialing',
      contactId: 'dial-1',
      task: { clientToken: token, agentId: 'agent-1' },
    });
    expect(world.connect.dialed).toHaveLength(1);
    expect(world.tasks.open()).toEqual(['task-1']);
    expect(world.notes.slice(1)).toEqual([
      { kind: 'task_accepted', callbackId: id, queue: 'support', task: token, agentId: 'agent-1' },
      {
        kind: 'dialed',
        callbackId: id,
        queue: 'support',
        attempt: 1,
        rule: 'accepted',
        way: 'agent-first',
        capacity: 1,
        inFlight: 1,
      },
    ]);
  });

  test.each([
    [
      'rejected by everybody, or over otherwise',
      async (world: World) => {
        const facts = { contactId: 'task-1', disconnectedAtMs: world.clock.nowMs() };
        await recordContactEvent(world, { ...accepted(world), kind: 'disconnected', facts });
      },
    ],
    [
      'accepted by nobody in time',
      async (world: World) => {
        world.clock.advance(leaseMs.offered);
        await settleDue(world);
      },
    ],
  ])('but the task is %s: back at the same place, with nobody bound', async (_, happen) => {
    const world = await offeredWorld();
    await happen(world);
    expect(await world.current(key)).toMatchObject({ ...waiting(), tasksOffered: 1 });
    expect(world.tasks.open()).toEqual([]);
    expect(world.notes.at(-1)).toEqual({ kind: 'task_ended', callbackId: id, queue: 'support', task: token });
    await dialCallback(world, agentFirst);
    expect(world.tasks.offers.at(-1)?.clientToken).toBe(`${id}-t2`);
  });
});

describe('a caller whom an agent has agreed to take', () => {
  async function agreed(config = {}): Promise<World> {
    const world = await offeredWorld(config);
    await recordContactEvent(world, accepted(world));
    return world;
  }

  test('is not dialed after hours have closed, and the agent is free again', async () => {
    const world = await agreed();
    world.clock.set(Date.UTC(2026, 2, 2, 19, 59, 50));
    expect(await dialAll(world)).toBe(0);
    expect(await world.current(key)).toMatchObject({ state: 'scheduled', why: 'hours' });
    expect(world.tasks.open()).toEqual([]);
  });

  test('is not dialed after wishing never to be: closed, and the agent is free', async () => {
    const world = await agreed();
    await world.store.callers.remember(callerNumber, { optedOutAtMs: noonMs });
    expect(await dialAll(world)).toBe(0);
    expect(await world.current(key)).toMatchObject({ state: 'closed', outcome: 'cancelled' });
    expect(world.tasks.open()).toEqual([]);
  });

  test.each([
    ['nobody knows who is there', (world: World) => world.staff(undefined)],
    ['nobody is signed in', (world: World) => world.staff([])],
  ])('waits while %s, no longer than the lease', async (_, change) => {
    const world = await agreed();
    change(world);
    expect(await dialAll(world)).toBe(0);
    expect(await world.current(key)).toMatchObject({ state: 'offered' });
    world.clock.advance(leaseMs.offered);
    await settleDue(world);
    expect(await world.current(key)).toMatchObject({ state: 'waiting' });
    expect(world.tasks.open()).toEqual([]);
  });

  test('takes a token of the dial rate like any other', async () => {
    const world = await agreed();
    await world.store.dialRate.put({ tokens: 0, atMs: world.clock.nowMs(), slowUntilMs: 0 }, 0);
    expect(await dialAll(world)).toBe(0);
  });

  test('goes back to the line when Connect takes no more dials, and the agent is free', async () => {
    const world = await agreed();
    world.connect.answerNext({ kind: 'throttled' });
    expect(await dialAll(world)).toBe(0);
    expect(await world.current(key)).toMatchObject({ state: 'waiting', attempt: 0 });
    expect(world.tasks.open()).toEqual([]);
  });

  test('is dialed by one of two processes', async () => {
    const world = await agreed();
    expect((await Promise.all([dialAll(world), dialAll(world)])).toSorted()).toEqual([0, 1]);
    expect(world.connect.dialed).toHaveLength(1);
  });

  test('who asks not to be called any more is let go, with the agent and the number', async () => {
    const world = await agreed();
    await cancelCallback(world, (await world.current(key))!, 'inbound-1');
    expect(world.tasks.open()).toEqual([]);
    expect((await world.store.guards.get(callerNumber))?.value).toMatchObject({ dials: [] });
    expect((await world.store.guards.get(callerNumber))?.value).not.toHaveProperty('holder');
  });
});
