import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { recordContactEvent } from '../../../lib/app/record-contact-event';
import type { Callback } from '../../../lib/core/callback/callback';
import { emptyPoolStatistics } from '../../../lib/core/wait/pool-statistics';
import type { Store } from '../../../lib/ports/store';
import { acceptedTask, dialing, noonMs, offered, waiting } from '../../support/builders/callbacks';
import { worldWithTasks } from '../../support/builders/planned';
import { pickUp } from '../../support/builders/plans';
import { queueIds } from '../../support/builders/policies';
import { agents, type World, type WorldOptions } from '../../support/builders/world';

const agentFirst = { dispatch: { mode: 'agent-first' } } as const;
const working = (agoMs: number) => agents(1, { state: 'after_contact_work', sinceMs: noonMs - agoMs });
const talking = agents(1, { state: 'on_contact', sinceMs: noonMs - 60_000 });

/** A pool whose after-contact work lasts for so long. */
async function worldOf(callbacks: readonly Callback[], workMs: number, options: WorldOptions = {}): Promise<World> {
  const world = await worldWithTasks(callbacks, { config: agentFirst, ...options });
  const pickUps = Array.from({ length: 400 }, (_, index) =>
    pickUp(`p${index}`, { afterContactWorkMs: workMs, atMs: noonMs - 900_000 }),
  );
  await world.store.pools.putStatistics('frontline', { ...emptyPoolStatistics, pickUps }, 0);
  return world;
}

async function accept(world: World, contactId: string, agentId = 'agent-1'): Promise<void> {
  const facts = { contactId, agentId, connectedToAgentAtMs: world.clock.nowMs() };
  await recordContactEvent(world, {
    kind: 'connected_to_agent',
    channel: 'task',
    initiation: 'api',
    queueId: queueIds.support,
    facts,
  });
}

/** Offered, and accepted by an agent, a callback of its own for each letter. */
function acceptedOffer(id: string, agentId: string, number: string): Callback {
  const task = acceptedTask({ clientToken: `${id}-t1`, contactId: `task-${id}`, agentId });
  return offered({ id, number, task });
}

const rules = (world: World) =>
  world.notes.flatMap((note) => (note.kind === 'dialed' ? [`${note.callbackId} ${note.rule}`] : []));
const stateOf = async (world: World, callback: Callback) => (await world.current(callback))?.state;

describe('agents who are asked first', () => {
  test('are asked in after-contact work, and the caller is rung when the rest of that is as long as a ring', async () => {
    const one = waiting();
    const world = await worldOf([one], 24_000);
    world.staff(working(0));
    expect(await dispatchPass(world)).toEqual({ isWorkLeft: true, dialed: 1 });
    expect([world.tasks.offers.length, world.connect.dialed.length]).toEqual([1, 0]);
    world.clock.advance(1_000);
    await dispatchPass(world);
    await accept(world, 'task-1');
    expect(await dispatchPass(world)).toEqual({ isWorkLeft: true, dialed: 0 });
    expect([await stateOf(world, one), world.connect.dialed.length]).toEqual(['offered', 0]);
    world.clock.advance(11_000);
    expect(await dispatchPass(world)).toEqual({ isWorkLeft: true, dialed: 1 });
    expect([await stateOf(world, one), world.connect.dialed.length]).toEqual(['dialing', 1]);
    expect(rules(world)).toEqual([`${one.id} accepted`]);
    await dispatchPass(world);
    expect([world.tasks.offers.length, world.connect.dialed.length]).toEqual([1, 1]);
  });

  test('who have accepted and are free have the caller rung in the next pass, and not in the same one twice', async () => {
    const world = await worldOf([waiting()], 20_000);
    await dispatchPass(world);
    await accept(world, 'task-1');
    world.staff(agents(1, { state: 'on_task' }));
    await dispatchPass(world);
    await dispatchPass(world);
    expect(world.connect.dialed).toHaveLength(1);
  });

  test('and have been taken by a call meanwhile are let go: the task ends, and the caller keeps the place unrung', async () => {
    const one = acceptedOffer('A', 'agent-1', waiting().number);
    const world = await worldOf([one], 20_000);
    world.staff(talking);
    expect(await dispatchPass(world)).toEqual({ isWorkLeft: true, dialed: 0 });
    expect(await world.current(one)).toMatchObject({ state: 'waiting', placeMs: one.placeMs });
    expect(world.connect.dialed).toEqual([]);
    expect(world.notes).toEqual([{ kind: 'task_ended', callbackId: 'A', queue: 'support', task: 'A-t1' }]);
  });

  test('are asked for a caller who is rung already and has nobody, unless customers are dialed first', async () => {
    const rung = dialing({ contactId: 'dial-1', startedAtMs: noonMs - 5_000 });
    const asked = await worldOf([rung], 20_000);
    asked.staff(working(10_000));
    await dispatchPass(asked);
    expect(asked.tasks.offers).toMatchObject([
      { clientToken: `${rung.id}-t1`, attributes: { holdfree_agents: 'agent-1' } },
    ]);
    expect(await asked.current(rung)).toMatchObject({
      state: 'dialing',
      task: { agentIds: ['agent-1'], contactId: 'task-1' },
    });
    const alone = await worldOf([rung], 20_000, { config: { dispatch: { mode: 'customer-first' } } });
    alone.staff(working(10_000));
    await dispatchPass(alone);
    expect(alone.tasks.offers).toEqual([]);
  });

  test('one of whom cannot be let go hold up nobody else', async () => {
    const stuck = acceptedOffer('A', 'agent-1', '+441632960101');
    const free = waiting({ id: 'B', number: '+441632960102', placeMs: noonMs - 900_000 });
    const wrapStore = (store: Store): Store => ({
      ...store,
      callbacks: {
        ...store.callbacks,
        get: async (key) => {
          if (key.number === stuck.number) throw new Error('no answer');
          return store.callbacks.get(key);
        },
      },
    });
    for (const [state, at] of [
      ['on_contact', 'task'],
      ['on_task', 'dial'],
    ] as const) {
      const world = await worldOf([stuck, free], 20_000, { wrapStore });
      world.staff([...agents(2).slice(1), ...agents(1, { state })]);
      await dispatchPass(world);
      expect(world.tasks.offers).toMatchObject([{ clientToken: 'B-t1' }]);
      expect(world.notes).toContainEqual({ kind: 'fault', where: at, reason: 'no answer' });
    }
  });
});

test('task and dial begin in one pass where that is switched on', async () => {
  const one = waiting();
  const world = await worldOf([one], 20_000, { config: { dispatch: { mode: 'reserved', reserved: true } } });
  world.staff(working(8_000));
  await dispatchPass(world);
  expect(await world.current(one)).toMatchObject({ state: 'dialing', task: { agentIds: ['agent-1'] } });
  expect([world.tasks.offers.length, world.connect.dialed.length]).toEqual([1, 1]);
});

describe('dials of one pass', () => {
  const line = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const number = `+4416329602${String(index).padStart(2, '0')}`;
      return waiting({ id: `W${index}`, number, placeMs: noonMs - 600_000 + index });
    });
  const customerFirst = { dispatch: { mode: 'customer-first' } } as const;

  test.each([
    ['by the bucket of the instance', { burst: 2 }, 2],
    ['by the calls that its quota leaves', { concurrentCalls: { quota: 9, keptFree: 6 } }, 3],
    ['by the smaller of the two', { burst: 4, concurrentCalls: { quota: 9, keptFree: 2 } }, 4],
    ['by nothing, its quota being used up', { concurrentCalls: { quota: 6, keptFree: 5 } }, 1],
  ])('are limited %s', async (_name, dialingConfig, expected) => {
    const world = await worldOf(line(9), 20_000, { config: { ...customerFirst, dialing: dialingConfig } });
    world.staff(agents(9));
    expect((await dispatchPass(world)).dialed).toBe(expected);
    expect(world.connect.dialed).toHaveLength(expected);
  });

  test('are fewer for those that agents have accepted, and who hold or talk', async () => {
    const config = { ...agentFirst, dialing: { concurrentCalls: { quota: 9, keptFree: 0 } } };
    const accepted = [acceptedOffer('A', 'agent-1', '+441632960101'), acceptedOffer('B', 'agent-2', '+441632960102')];
    const world = await worldOf([...accepted, ...line(6)], 20_000, { config });
    const staff = [
      ...agents(2, { state: 'on_task' }),
      ...agents(10).slice(2),
      ...agents(15, { state: 'on_contact' }).slice(10),
    ];
    world.staff(staff, [{ queue: 'support', count: 1, oldestAgeMs: 1_000 }]);
    // Nine, less five who talk and one who holds.
    expect((await dispatchPass(world)).dialed).toBe(3);
    expect(rules(world)).toEqual(['A accepted', 'B accepted']);
    expect(world.tasks.offers).toHaveLength(1);
  });

  test('of another pool are not tried once Connect takes no more', async () => {
    const queues = (['support', 'billing'] as const).map((name) => ({ name, pool: name }));
    const two = [...line(1), waiting({ id: 'B', queue: 'billing', number: '+441632960300' })];
    const world = await worldOf(two, 20_000, { config: customerFirst });
    const policy = {
      ...world.policy,
      queues: world.policy.queues.map((queue) => ({
        ...queue,
        pool: queues.find((one) => one.name === queue.name)?.pool ?? '',
      })),
    };
    world.staff([...agents(1, { queues: ['support'] }), ...agents(2, { queues: ['billing'] }).slice(1)]);
    world.connect.answerNext({ kind: 'throttled' });
    expect(await dispatchPass({ ...world, policy })).toEqual({ isWorkLeft: true, dialed: 0 });
    expect(world.connect.dialed).toHaveLength(1);
    expect(await Promise.all(two.map(async (one) => stateOf(world, one)))).toEqual(['waiting', 'waiting']);
  });

  test('of callers whom agents have accepted end as well when Connect takes no more', async () => {
    const accepted = acceptedOffer('A', 'agent-1', '+441632960101');
    const world = await worldOf([accepted, ...line(1)], 20_000);
    world.staff([...agents(1, { state: 'on_task' }), ...agents(2).slice(1)]);
    world.connect.answerNext({ kind: 'throttled' });
    expect((await dispatchPass(world)).dialed).toBe(0);
    expect([world.connect.dialed.length, world.tasks.offers.length]).toEqual([1, 0]);
  });
});

test('a class is dialed from a line of its own, by its head start', async () => {
  const classes = [{ name: 'vip', headStartSeconds: 300 }];
  const vip = waiting({ id: 'VIP', number: '+441632960101', class: 'vip', placeMs: noonMs - 300_000 });
  const first = waiting({ id: 'FIRST', number: '+441632960102', placeMs: noonMs - 700_000 });
  const second = waiting({ id: 'SECOND', number: '+441632960103', placeMs: noonMs - 500_000 });
  const world = await worldOf([second, vip, first], 20_000, { config: { dispatch: { mode: 'customer-first' } } });
  const policy = {
    ...world.policy,
    queues: world.policy.queues.map((queue) => ({
      ...queue,
      classes: classes.map(({ name }) => ({ name, headStartMs: 300_000 })),
    })),
  };
  world.staff(agents(2));
  await dispatchPass({ ...world, policy });
  expect(world.connect.dialed.map((request) => request.clientToken)).toEqual(['FIRST-1', 'VIP-1']);
  world.staff(agents(3));
  await dispatchPass({ ...world, policy });
  expect(world.connect.dialed.map((request) => request.clientToken)).toEqual(['FIRST-1', 'VIP-1', 'SECOND-1']);
});
