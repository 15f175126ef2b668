import { dialCallback } from '../../../lib/app/dispatch/dial-callback';
import { keepAgentFor, letAgentGo } from '../../../lib/app/dispatch/keep-agent';
import { settleDue } from '../../../lib/app/dispatch/settle-due';
import { leaseMs } from '../../../lib/core/callback/leases';
import type { OfferOutcome } from '../../../lib/ports/tasks';
import { callerNumber, dialing, waiting } from '../../support/builders/callbacks';
import { onlyFlight, plannedFor, worldWithTasks } from '../../support/builders/planned';
import { agents, type World } from '../../support/builders/world';

const key = { number: callerNumber, queue: 'support' };
const { id } = waiting();
const reserved = plannedFor(waiting(), { way: 'reserved', agentIds: ['agent-1'] });
const agentFirst = plannedFor(waiting(), { way: 'agent-first' });

const unknown: OfferOutcome = { kind: 'unknown', reason: 'TimeoutError' };
const failures: readonly (readonly [string, readonly (OfferOutcome | 'lost')[]])[] = [
  ['throttled', [{ kind: 'throttled' }]],
  ['misconfigured', [{ kind: 'misconfigured', reason: 'ResourceNotFoundException' }]],
  ['not answered twice, and not made', [unknown, unknown]],
  ['not answered twice, and made', ['lost', 'lost']],
];

describe('a task that begins with the dial', () => {
  test('comes after it, and the stored request of the dial is the same without one', async () => {
    const world = await worldWithTasks([waiting()]);
    const plain = await worldWithTasks([waiting()]);
    expect(await dialCallback(world, reserved)).toBe('dialed');
    await dialCallback(plain, plannedFor(waiting()));
    expect(world.connect.dialed).toEqual(plain.connect.dialed);
    expect(await world.current(key)).toMatchObject({
      state: 'dialing',
      contactId: 'dial-1',
      task: { clientToken: `${id}-t1`, agentIds: ['agent-1'], contactId: 'task-1' },
    });
    expect(world.notes.map(({ kind }) => kind)).toEqual(['dialed', 'task_offered']);
    expect(world.notes[0]).toMatchObject({ way: 'reserved', rule: 'covered' });
  });

  test.each(failures)('that is %s costs the dial nothing', async (_, outcomes) => {
    const world = await worldWithTasks([waiting()]);
    world.tasks.answerNext(...outcomes);
    expect(await dialCallback(world, reserved)).toBe('dialed');
    const current = await world.current(key);
    expect(current).toMatchObject({ state: 'dialing', contactId: 'dial-1' });
    expect(current).not.toHaveProperty('task');
    expect(world.notes.map(({ kind }) => kind)).toContain('task_failed');
  });

  test('is not made for a dial that Connect refuses or puts off', async () => {
    for (const outcome of [{ kind: 'throttled' }, { kind: 'number_refused', reason: 'x' }] as const) {
      const world = await worldWithTasks([waiting()]);
      world.connect.answerNext(outcome);
      await dialCallback(world, reserved);
      expect(world.tasks.offers).toEqual([]);
      expect(await world.current(key)).not.toHaveProperty('task');
    }
  });

  test('whose answer was lost once is asked for again with the same bytes', async () => {
    const world = await worldWithTasks([waiting()]);
    world.tasks.answerNext('lost');
    await dialCallback(world, reserved);
    const [first, second, ...more] = world.tasks.offers;
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(more).toEqual([]);
    expect(await world.current(key)).toMatchObject({ task: { contactId: 'task-1' } });
    expect(world.tasks.open()).toEqual(['task-1']);
  });

  test('is ended when the dial went on without it meanwhile', async () => {
    const world = await worldWithTasks([waiting()]);
    const { offer } = world.tasks;
    const tasks = {
      ...world.tasks,
      offer: async (task: Parameters<typeof offer>[0]) => {
        const outcome = await offer(task);
        await letAgentGo(world, await onlyFlight(world));
        return outcome;
      },
    };
    await dialCallback({ ...world, tasks }, reserved);
    expect(world.tasks.open()).toEqual([]);
    expect(await world.current(key)).not.toHaveProperty('task');
  });

  test('and that the store loses has been told of, and the dial goes on', async () => {
    const world = await worldWithTasks([waiting()]);
    const store = { ...world.store, contacts: { ...world.store.contacts, remember: rememberNoTask(world) } };
    expect(await dialCallback({ ...world, store }, reserved)).toBe('dialed');
    expect(world.notes.at(-1)).toMatchObject({ kind: 'fault', where: 'task' });
    expect(await world.current(key)).toMatchObject({ state: 'dialing', contactId: 'dial-1' });
  });
});

describe('a task that cannot be started before the dial', () => {
  test.each(failures)('because it is %s: the caller is dialed all the same', async (_, outcomes) => {
    const world = await worldWithTasks([waiting()]);
    world.tasks.answerNext(...outcomes);
    expect(await dialCallback(world, agentFirst)).toBe('dialed');
    expect(await world.current(key)).toMatchObject({ state: 'dialing', contactId: 'dial-1', tasksOffered: 1 });
    expect(world.notes.at(-1)).toMatchObject({ kind: 'dialed', way: 'customer-first' });
    // The offer let the number go; the dial has it again, so that no other callback rings it.
    const { number } = waiting();
    expect((await world.store.guards.get(number))?.value.holder).toMatchObject({ attempt: 1 });
  });

  test('because there is no flow for tasks: told as a fault, and the caller is dialed', async () => {
    const world = await worldWithTasks([waiting()]);
    const { taskFlowId: _, ...policy } = world.policy;
    expect(await dialCallback({ ...world, policy }, agentFirst)).toBe('dialed');
    expect(world.notes).toContainEqual({ kind: 'fault', where: 'task', reason: 'no flow for tasks' });
    expect(await world.current(key)).toMatchObject({ state: 'dialing' });
  });
});

describe('a dial in flight', () => {
  const ringing = dialing({ contactId: 'dial-1' });

  test('gets an agent later and loses that one again', async () => {
    const world = await worldWithTasks([ringing]);
    await keepAgentFor(world, await onlyFlight(world), ['agent-2']);
    expect(await world.current(key)).toMatchObject({ task: { agentIds: ['agent-2'], contactId: 'task-1' } });
    await keepAgentFor(world, await onlyFlight(world), ['agent-3']);
    expect(world.tasks.offers).toHaveLength(1);
    await letAgentGo(world, await onlyFlight(world));
    expect(world.tasks.open()).toEqual([]);
    expect(await world.current(key)).toEqual({ ...ringing, tasksOffered: 1 });
  });

  test('that has no task has nobody to let go', async () => {
    const world = await worldWithTasks([ringing]);
    await letAgentGo(world, await onlyFlight(world));
    expect(await world.current(key)).toEqual(ringing);
  });

  test('goes on when its task cannot be ended; that is told', async () => {
    const world = await worldWithTasks([ringing]);
    await keepAgentFor(world, await onlyFlight(world), []);
    world.tasks.setAvailable(false);
    await letAgentGo(world, await onlyFlight(world));
    expect(await world.current(key)).not.toHaveProperty('task');
    expect(world.notes.at(-1)).toEqual({ kind: 'fault', where: 'task', reason: 'task-1 could not be ended' });
  });
});

describe('the repair of a dial with a task', () => {
  const task = { clientToken: `${id}-t1`, agentIds: [] };

  async function repaired(changes = {}, prepare: (world: World) => void = () => undefined): Promise<World> {
    const world = await worldWithTasks([dialing({ task, tasksOffered: 1, ...changes })]);
    world.clock.advance(leaseMs.dialing);
    prepare(world);
    await settleDue(world);
    return world;
  }

  test('starts that task and no second one', async () => {
    const world = await repaired();
    expect(world.tasks.offers.map(({ clientToken }) => clientToken)).toEqual([`${id}-t1`]);
    expect(await world.current(key)).toMatchObject({ contactId: 'dial-1', task: { contactId: 'task-1' } });
    expect(world.notes).toContainEqual(expect.objectContaining({ kind: 'dialed', rule: 'repair', way: 'reserved' }));
  });

  test('leaves one alone that was accepted', async () => {
    const accepted = { ...task, contactId: 'task-1', agentId: 'agent-1', acceptedAtMs: 1 };
    const world = await repaired({ task: accepted });
    expect(world.tasks.offers).toEqual([]);
    expect(await world.current(key)).toMatchObject({ task: accepted });
  });

  test.each([
    ['cannot be made', {}, (world: World) => world.staff(agents(1, { state: 'unavailable' }))],
    ['is not answered', {}, (world: World) => world.connect.answerNext({ kind: 'unknown', reason: 'x' })],
    ['is not wanted', { after: { kind: 'cancel' } as const }, () => undefined],
  ])('that %s frees the agent', async (_, changes, prepare) => {
    const world = await repaired(changes, prepare);
    expect(await world.current(key)).toMatchObject({ state: 'dialing' });
    expect(await world.current(key)).not.toHaveProperty('task');
  });
});

function rememberNoTask({ store }: World): World['store']['contacts']['remember'] {
  return async (contact, nowMs) => {
    if (contact.kind === 'task') throw new Error('store');
    await store.contacts.remember(contact, nowMs);
  };
}
