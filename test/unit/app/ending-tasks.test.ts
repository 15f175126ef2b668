import { bringToAgents } from '../../../lib/app/dispatch/bring-to-agents';
import { dialCallback } from '../../../lib/app/dispatch/dial-callback';
import { settleDue } from '../../../lib/app/dispatch/settle-due';
import { holdBack } from '../../../lib/app/hold-back';
import { recordContactEvent, type ContactEvent } from '../../../lib/app/record-contact-event';
import { contactAttributes } from '../../../lib/core/contact-attributes';
import type { Callback } from '../../../lib/core/callback/callback';
import {
  acceptedTask,
  answered,
  callerNumber,
  closed,
  dialing,
  noonMs,
  offered,
  scheduled,
  talking,
  waiting,
} from '../../support/builders/callbacks';
import { plannedFor, worldWithTasks } from '../../support/builders/planned';
import { queueIds } from '../../support/builders/policies';
import type { World } from '../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };
const { id } = waiting();
const clientToken = `${id}-t1`;
const attributes = {
  [contactAttributes.callbackId]: id,
  [contactAttributes.attempt]: '1',
  [contactAttributes.task]: clientToken,
};
const left = { contactIds: ['task-1'], sinceMs: noonMs, tryAtMs: noonMs + 30_000 };
const task = acceptedTask();

/** A world with one open task, task-1; contacts made from it carry its attributes. */
async function worldWith(callback: Callback, isRecorded = true): Promise<World> {
  const world = await worldWithTasks([callback]);
  await world.tasks.offer({ clientToken } as never);
  if (isRecorded)
    await world.store.contacts.remember(
      { kind: 'task', contactId: 'task-1', callbackId: id, key, clientToken },
      noonMs,
    );
  return world;
}

function told(contactId: string, kind: ContactEvent['kind'], changes: Partial<ContactEvent> = {}): ContactEvent {
  const facts = { contactId, enqueuedAtMs: noonMs, ...changes.facts };
  return { kind, channel: 'task', initiation: 'api', queueId: queueIds.support, ...changes, facts };
}

const byAgent = { agentId: 'agent-2', connectedToAgentAtMs: noonMs + 5_000 };

describe('a task that cannot be ended when its callback lets it go', () => {
  const callOver: ContactEvent = {
    kind: 'disconnected',
    initiation: 'api',
    queueId: queueIds.support,
    facts: { contactId: 'dial-1', enqueuedAtMs: noonMs, ...byAgent, disconnectedAtMs: noonMs + 60_000 },
  };

  async function unended(): Promise<World> {
    const world = await worldWith(talking({ task }));
    await world.store.contacts.remember({ kind: 'dial', contactId: 'dial-1', callbackId: id, key, attempt: 1 }, noonMs);
    world.tasks.setAvailable(false);
    await recordContactEvent(world, callOver);
    return world;
  }

  test('is ended by a pass half a minute later, though its callback is over and archived', async () => {
    const world = await unended();
    expect(await world.current(key)).toMatchObject({ state: 'closed', archived: true, tasksToEnd: left });
    world.tasks.setAvailable(true);
    world.clock.advance(29_999);
    expect(await settleDue(world)).toBe(0);
    world.clock.advance(1);
    expect(await settleDue(world)).toBe(1);
    expect(world.tasks.open()).toEqual([]);
    expect(await world.current(key)).not.toHaveProperty('tasksToEnd');
    expect(await settleDue(world)).toBe(0);
  });

  test('is not asked for at every pass while Connect stays busy', async () => {
    const world = await unended();
    world.clock.advance(30_000);
    expect(await settleDue(world)).toBe(1);
    expect(await settleDue(world)).toBe(0);
    expect(await world.current(key)).toMatchObject({ tasksToEnd: { tryAtMs: noonMs + 60_000 } });
  });

  test('is kept in the very write that lets it go, for whoever comes after a process that died there', async () => {
    const world = await worldWith(offered({ task }));
    const dead = { ...world, tasks: { ...world.tasks, end: () => new Promise<never>(() => undefined) } };
    void holdBack(dead, offered({ task }), 'inbound-2');
    for (let turns = 0; turns < 50; turns += 1) await Promise.resolve();
    expect(await world.current(key)).toMatchObject({ state: 'held', tasksToEnd: left });
    world.clock.advance(30_000);
    await settleDue(world);
    expect(world.tasks.open()).toEqual([]);
    // It was due for the task alone.
    expect(await world.current(key)).toMatchObject({ state: 'held', leaseUntilMs: noonMs + 120_000 });
  });

  test('that is over when it is let go leaves nothing behind', async () => {
    const world = await worldWith(talking({ task }));
    await recordContactEvent(
      world,
      told('task-1', 'disconnected', { facts: { contactId: 'task-1', disconnectedAtMs: noonMs } }),
    );
    expect(await world.current(key)).toEqual(talking());
  });
});

test('an event of a leftover that cannot be ended comes again', async () => {
  const world = await worldWith(waiting({ tasksOffered: 1 }));
  world.tasks.setAvailable(false);
  const accepted = told('task-1', 'connected_to_agent', { facts: { contactId: 'task-1', ...byAgent } });
  await expect(recordContactEvent(world, accepted)).rejects.toMatchObject({ retryable: true });
});

describe('a task that an agent has made from ours', () => {
  async function worldWithTheirs(callback: Callback): Promise<World> {
    const world = await worldWith(callback);
    world.connect.tell({ contactId: 'task-2' });
    (world.connect.book as Map<string, object>).set('task-2', { ...world.connect.book.get('task-2'), attributes });
    await world.tasks.offer({ clientToken: 'theirs' } as never);
    return world;
  }

  test.each([
    ['while ours is open', talking({ task })],
    ['after its callback has ended', closed({ tasksOffered: 1 })],
  ])('is neither taken for ours nor ended, %s', async (_, callback) => {
    const world = await worldWithTheirs(callback);
    const before = await world.current(key);
    for (const kind of ['connected_to_agent', 'disconnected'] as const) {
      const over = kind === 'disconnected' ? { disconnectedAtMs: noonMs + 9_000 } : {};
      await recordContactEvent(world, told('task-2', kind, { facts: { contactId: 'task-2', ...byAgent, ...over } }));
    }
    expect(world.tasks.open()).toEqual(['task-1', 'task-2']);
    expect(await world.current(key)).toEqual(before);
  });

  test('by passing it on is ended when it waits again', async () => {
    const world = await worldWith(talking({ task }));
    await world.tasks.offer({ clientToken: 'passed on' } as never);
    const passedOn = { initiation: 'transfer', initialContactId: 'task-1' } as const;
    await recordContactEvent(world, told('task-2', 'queued', passedOn));
    expect(world.tasks.open()).toEqual(['task-1']);
    world.tasks.setAvailable(false);
    await expect(recordContactEvent(world, told('task-3', 'queued', passedOn))).rejects.toMatchObject({
      retryable: true,
    });
    // One of others is left alone.
    await recordContactEvent(world, told('task-3', 'queued', { ...passedOn, initialContactId: 'theirs' }));
  });
});

test.each([
  ['nobody accepts', async (world: World) => world.clock.advance(45_000)],
  ['the caller rings in', async (world: World) => holdBack(world, (await world.current(key))!, 'inbound-2')],
])('a number that was taken to ask agents is free again when %s, and no dial is counted', async (_, happen) => {
  const world = await worldWithTasks([waiting()]);
  await dialCallback(world, plannedFor(waiting(), { way: 'agent-first', agentIds: ['agent-1'] }));
  expect((await world.store.guards.get(callerNumber))?.value.holder).toMatchObject({ callbackId: id });
  await happen(world);
  await settleDue(world);
  expect((await world.store.guards.get(callerNumber))?.value).toMatchObject({ dials: [] });
  expect((await world.store.guards.get(callerNumber))?.value).not.toHaveProperty('holder');
});

describe('a call that the agent who was given it has not taken', () => {
  const given = { agentId: 'agent-1', atMs: noonMs };
  const later = { id: '01JNB000000000000000000002', number: '+441632960002', placeMs: noonMs - 60_000 };

  async function late(callback: Callback, agentId: string): Promise<World> {
    const kept = acceptedTask({ clientToken: `${later.id}-t1`, contactId: 'task-9', agentId });
    const other = dialing({ ...later, contactId: 'dial-2', tasksOffered: 1, task: kept });
    const world = await worldWithTasks([callback, other]);
    await world.store.pools.see('frontline', { agentId, state: 'available', sinceMs: noonMs });
    world.tasks.queue('dial-1');
    world.clock.set(noonMs + 25_000);
    await bringToAgents(world, await world.store.callbacks.inFlight());
    return world;
  }

  test.each([
    ['with a task of its own', answered({ given, task })],
    ['without one', answered({ given })],
  ])('%s is given to another who is kept', async (_, callback) => {
    const world = await late(callback, 'agent-2');
    expect(world.tasks.given).toEqual([{ contactId: 'dial-1', agentId: 'agent-2' }]);
    expect(await world.current(key)).toEqual(answered({ given: { agentId: 'agent-2', atMs: noonMs + 25_000 } }));
  });

  test('is not given to the same agent again', async () => {
    const world = await late(answered({ given }), 'agent-1');
    expect(world.tasks.given).toEqual([]);
    expect(await world.current(key)).toEqual(answered());
  });
});

test('a scheduled callback whose tasks are tried again is due no earlier for it', async () => {
  const world = await worldWith(scheduled({ tasksToEnd: { ...left, tryAtMs: noonMs } }));
  await settleDue(world);
  expect(await world.current(key)).toEqual(scheduled());
});
