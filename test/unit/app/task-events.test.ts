import { recordContactEvent, type ContactEvent } from '../../../lib/app/record-contact-event';
import { readyTask } from '../../../lib/app/ready-task';
import { findDial } from '../../../lib/app/find-dial';
import { contactAttributes } from '../../../lib/core/contact-attributes';
import type { Callback } from '../../../lib/core/callback/callback';
import { callerNumber, dialing, noonMs, offered, talking, waiting } from '../../support/builders/callbacks';
import { queueIds } from '../../support/builders/policies';
import { worldWithTasks } from '../../support/builders/planned';
import type { World } from '../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };
const { id } = waiting();
const clientToken = `${id}-t1`;
const attributes = {
  [contactAttributes.callbackId]: id,
  [contactAttributes.attempt]: '1',
  [contactAttributes.task]: clientToken,
};

/** A task contact that Connect knows, of which nothing is remembered. */
async function worldWithTask(callback: Callback, contactId = 'task-1'): Promise<World> {
  const world = await worldWithTasks([callback]);
  world.connect.tell({ contactId });
  (world.connect.book as Map<string, object>).set(contactId, {
    ...world.connect.book.get(contactId),
    attributes,
    customerNumber: '',
  });
  await world.tasks.offer({ ...attributes, clientToken } as never);
  return world;
}

function told(kind: ContactEvent['kind'], changes: Partial<ContactEvent['facts']> = {}): ContactEvent {
  const facts = { contactId: 'task-1', enqueuedAtMs: noonMs + 1_000, ...changes };
  return { kind, channel: 'task', initiation: 'api', queueId: queueIds.support, facts };
}

const byAgent = { agentId: 'agent-1', connectedToAgentAtMs: noonMs + 5_000 };
const accepted = told('connected_to_agent', byAgent);
const over = told('disconnected', { ...byAgent, disconnectedAtMs: noonMs + 9_000 });
const completed = told('completed', { ...over.facts, afterContactWorkEndedAtMs: noonMs + 11_000 });
const unstarted = offered({ task: { clientToken, agentIds: [] }, tasksOffered: 1 });

describe('the events of a task', () => {
  test('lead to its callback by attributes, also after whoever started it has died', async () => {
    const world = await worldWithTask(unstarted);
    await recordContactEvent(world, accepted);
    expect(await world.current(key)).toMatchObject({
      state: 'offered',
      task: { clientToken, contactId: 'task-1', agentId: 'agent-1', acceptedAtMs: noonMs + 5_000 },
    });
    expect(await world.store.contacts.get('task-1')).toEqual({
      kind: 'task',
      contactId: 'task-1',
      callbackId: id,
      key,
      clientToken,
    });
  });

  test('told twice change nothing and are noted once', async () => {
    const world = await worldWithTask(unstarted);
    for (const event of [accepted, accepted, over, over, completed]) await recordContactEvent(world, event);
    expect(await world.current(key)).toMatchObject({ state: 'waiting' });
    expect(world.notes.map(({ kind }) => kind)).toEqual(['task_accepted', 'task_ended']);
  });

  test('told in the wrong order come to the same', async () => {
    const world = await worldWithTask(unstarted);
    for (const event of [over, accepted, completed]) await recordContactEvent(world, event);
    expect(await world.current(key)).toMatchObject({ state: 'waiting', inLineSinceMs: unstarted.inLineSinceMs });
    expect(world.tasks.open()).toEqual([]);
  });

  test('are never taken for a dial, a pick-up or an agent who talks', async () => {
    const world = await worldWithTask(dialing({ contactId: 'dial-1', task: { clientToken, agentIds: [] } }));
    for (const event of [told('queued'), accepted]) await recordContactEvent(world, event);
    expect(await world.current(key)).toMatchObject({ state: 'dialing', task: { agentId: 'agent-1' } });
    await recordContactEvent(world, over);
    await recordContactEvent(world, completed);
    expect(await world.current(key)).toMatchObject({ state: 'dialing', contactId: 'dial-1' });
    expect(await world.store.pools.sightings('frontline')).toEqual([]);
    expect(await world.store.pools.statistics('frontline')).toBeUndefined();
    expect(world.woken).toEqual([]);
    const { [contactAttributes.task]: _, ...ofDial } = attributes;
    expect(await findDial(world, 'task-1', ofDial)).toBeUndefined();
    expect(await findDial(world, 'task-2', attributes)).toBeUndefined();
  });

  test.each([
    ['has gone on without it', waiting({ tasksOffered: 1 })],
    [
      'has another one',
      offered({ task: { clientToken: `${id}-t2`, agentIds: [], contactId: 'task-2' }, tasksOffered: 2 }),
    ],
    [
      'has another contact of it',
      offered({ task: { clientToken, agentIds: [], contactId: 'task-2' }, tasksOffered: 1 }),
    ],
    ['was replaced by a newer request', undefined],
  ])('end it when its callback %s', async (_, callback) => {
    const world = await worldWithTask(callback ?? waiting());
    const whose =
      callback === undefined ? { callbackId: 'EARLIER', clientToken: 'EARLIER-t1' } : { callbackId: id, clientToken };
    await world.store.contacts.remember({ kind: 'task', contactId: 'task-1', key, ...whose }, noonMs);
    const before = await world.current(key);
    await recordContactEvent(world, accepted);
    expect(world.tasks.open()).toEqual([]);
    expect(await world.current(key)).toEqual(before);
  });

  test('that others have made change nothing, and Connect is asked about those in our queues only', async () => {
    const world = await worldWithTask(waiting());
    world.connect.tell({ contactId: 'theirs' });
    await recordContactEvent(world, { ...accepted, facts: { ...accepted.facts, contactId: 'theirs' } });
    await recordContactEvent(world, { ...accepted, facts: { ...accepted.facts, contactId: 'nowhere' } });
    world.connect.setAvailable(false);
    for (const event of [
      { ...accepted, queueId: 'theirs' },
      { ...accepted, initiation: 'transfer' } as const,
      completed,
    ]) {
      await recordContactEvent(world, event);
    }
    expect(world.tasks.open()).toEqual(['task-1']);
    expect(await world.current(key)).toEqual(waiting());
  });

  test('come again while Connect does not say whose they are', async () => {
    const world = await worldWithTask(unstarted);
    world.connect.setAvailable(false);
    await expect(recordContactEvent(world, accepted)).rejects.toMatchObject({ retryable: true });
  });

  test('of a caller who is with somebody else end the task', async () => {
    const world = await worldWithTask(talking({ agentId: 'agent-2', task: { clientToken, agentIds: [] } }));
    await recordContactEvent(world, accepted);
    expect(world.tasks.open()).toEqual([]);
    expect(await world.current(key)).not.toHaveProperty('task');
  });
});

describe('a task about to be queued', () => {
  const ask = (world: World) => readyTask(world, { contactId: 'task-1', attributes });

  test('has the age of the place, is for the agents it names, and is known from then on', async () => {
    const world = await worldWithTask({ ...unstarted, task: { clientToken, agentIds: ['agent-1', 'agent-2'] } });
    expect(await ask(world)).toEqual({ kind: 'ready', isAgeSet: true });
    expect(world.connect.ages.get('task-1')).toBe(600_000);
    expect(world.connect.admitted.get('task-1')).toEqual(['agent-1', 'agent-2']);
    expect(await world.current(key)).toMatchObject({ task: { contactId: 'task-1' } });
    expect(await ask(world)).toEqual({ kind: 'ready', isAgeSet: true });
  });

  test('is for everybody where it names nobody, and needs no age from us by the ladder', async () => {
    const world = await worldWithTasks([unstarted], { config: { ageBy: 'ladder' } });
    expect(await ask(world)).toEqual({ kind: 'ready', isAgeSet: false });
    expect([world.connect.ages.size, world.connect.admitted.size]).toEqual([0, 0]);
  });

  test.each([
    ['its callback has gone on', waiting({ tasksOffered: 1 })],
    ['its callback has another one', offered({ task: { clientToken: `${id}-t2`, agentIds: [] } })],
  ])('is ended when %s', async (_, callback) => {
    const world = await worldWithTask(callback);
    expect(await ask(world)).toEqual({ kind: 'unknown' });
    expect(world.tasks.open()).toEqual([]);
  });

  test('that is nobody’s is left alone', async () => {
    const world = await worldWithTasks([waiting()]);
    expect(await readyTask(world, { contactId: 'x', attributes: {} })).toEqual({ kind: 'unknown' });
    expect(await readyTask(world, { contactId: 'x', attributes: { ...attributes, holdfree_callback: 'X' } })).toEqual({
      kind: 'unknown',
    });
  });
});
