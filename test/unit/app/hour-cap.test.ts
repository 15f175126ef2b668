import { dialAccepted } from '../../../lib/app/dispatch/dial-accepted';
import { dialCallback } from '../../../lib/app/dispatch/dial-callback';
import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { repairDial } from '../../../lib/app/dispatch/repair-dial';
import { recordContactEvent } from '../../../lib/app/record-contact-event';
import { partOf } from '../../../lib/core/dispatch/hour-cap';
import type { Callback } from '../../../lib/core/callback/callback';
import { dialing, noonMs, waiting } from '../../support/builders/callbacks';
import { plannedFor, worldWithTasks } from '../../support/builders/planned';
import { queueConfig, queueIds } from '../../support/builders/policies';
import { agents, createWorld, type World, type WorldOptions } from '../../support/builders/world';

/** Callbacks A, B, C ... of different callers, each a second behind the one before. */
function lineOf(count: number): readonly Callback[] {
  return Array.from({ length: count }, (_, index) =>
    waiting({
      id: String.fromCodePoint(65 + index),
      number: `+4416329601${String(index).padStart(2, '0')}`,
      placeMs: noonMs - 600_000 + index * 1000,
    }),
  );
}

async function worldOf(perHour: number, line: readonly Callback[], options: WorldOptions = {}): Promise<World> {
  const queues = [queueConfig('support', { attempts: { max: 1 } })];
  const world = createWorld({ ...options, config: { queues, dialing: { perHour, burst: perHour, perSecond: 50 } } });
  world.staff(agents(line.length));
  await world.keep(...line);
  return world;
}

async function passes(world: World, count: number): Promise<void> {
  for (let pass = 0; pass < count; pass += 1) {
    await dispatchPass(world);
    world.clock.advance(1_000);
  }
}

const dialedIds = (world: World) => world.connect.dialed.map(({ clientToken }) => clientToken.split('-')[0]);
const told = (world: World) => world.notes.filter(({ kind }) => kind === 'dials_capped');
/** As many dials as there may be have been made a moment ago. */
const spend = (world: World) =>
  world.store.dialRate.put(
    {
      tokens: 5,
      atMs: world.clock.nowMs(),
      slowUntilMs: 0,
      hour: [{ part: partOf(world.clock.nowMs()), dials: world.policy.dialing.perHour }],
    },
    0,
  );

test('beyond the cap callbacks keep their place in the line, which is told once a minute, and are dialed when there is room', async () => {
  const line = lineOf(5);
  const world = await worldOf(3, line);
  await passes(world, 70);
  expect(dialedIds(world)).toEqual(['A', 'B', 'C']);
  expect(await world.current(line[3]!)).toEqual(line[3]);
  expect(await dispatchPass(world)).toMatchObject({ isWorkLeft: true });
  expect(told(world)).toEqual([
    { kind: 'dials_capped', perHour: 3 },
    { kind: 'dials_capped', perHour: 3 },
  ]);
  world.clock.advance(66 * 60_000);
  world.staff(agents(9));
  await dispatchPass(world);
  expect(dialedIds(world)).toEqual(expect.arrayContaining(['D', 'E']));
});

test('a callback that cannot be read in any pass uses up nothing of the hour', async () => {
  const [broken, ...others] = lineOf(5);
  const world = await worldOf(5, [broken!, ...others], {
    wrapStore: (store) => {
      const { get } = store.callbacks;
      const fault = async () => Promise.reject(new Error('unreadable'));
      const callbacks = {
        ...store.callbacks,
        get: (key: Callback) => (key.number === broken!.number ? fault() : get(key)),
      };
      return { ...store, callbacks: callbacks as typeof store.callbacks };
    },
  });
  world.staff(agents(1));
  await passes(world, 10);
  world.staff(agents(9));
  await passes(world, 1);
  expect(dialedIds(world)).toEqual(['B', 'C', 'D', 'E']);
});

test('a dial that ends in a fault after it was sent stays counted', async () => {
  const line = lineOf(3);
  const world = await worldOf(1, line, {
    wrapStore: (store) => ({
      ...store,
      contacts: { ...store.contacts, remember: () => Promise.reject(new Error('no store')) },
    }),
  });
  await passes(world, 5);
  expect(dialedIds(world)).toEqual(['A']);
});

test('no more agents are asked than dials are left, and none beyond; that is told as well', async () => {
  const world = await worldWithTasks(lineOf(3), {
    config: { dispatch: { mode: 'agent-first' }, dialing: { perHour: 1, burst: 1 } },
  });
  world.staff(agents(3));
  await passes(world, 2);
  expect(world.tasks.offers).toHaveLength(1);
  expect(told(world)).toEqual([]);
  const rate = await world.store.dialRate.get();
  await world.store.dialRate.put(
    { tokens: 5, atMs: noonMs, slowUntilMs: 0, hour: [{ part: partOf(noonMs), dials: 1 }] },
    rate?.version ?? 0,
  );
  await passes(world, 5);
  expect(world.tasks.offers).toHaveLength(1);
  expect(told(world)).toHaveLength(1);
});

test('an agent who has accepted is free again, and the caller back at the same place', async () => {
  const world = await worldWithTasks([waiting()], { config: { dialing: { perHour: 7 } } });
  await dialCallback(world, plannedFor(waiting(), { way: 'agent-first', agentIds: ['agent-1'] }));
  await recordContactEvent(world, {
    kind: 'connected_to_agent',
    channel: 'task',
    initiation: 'api',
    queueId: queueIds.support,
    facts: { contactId: 'task-1', agentId: 'agent-1', connectedToAgentAtMs: world.clock.nowMs() },
  });
  await spend(world);
  expect(await dialAccepted(world, await world.store.callbacks.inFlight())).toBe(0);
  expect(await world.current(waiting())).toMatchObject({ state: 'waiting', placeMs: waiting().placeMs });
  expect(world.tasks.open()).toEqual([]);
  expect(told(world)).toHaveLength(1);
});

test('a caller for whom no agent could be asked is dialed within the cap too', async () => {
  const world = await worldWithTasks([waiting()], { config: { dialing: { perHour: 7 } } });
  await spend(world);
  world.tasks.answerNext({ kind: 'misconfigured', reason: 'InvalidRequestException' });
  expect(await dialCallback(world, plannedFor(waiting(), { way: 'agent-first', agentIds: [] }))).toBe('skipped');
  expect(world.connect.dialed).toEqual([]);
  expect(await world.current(waiting())).toMatchObject({ state: 'waiting' });
});

test('a repair counts, and waits when the cap is reached', async () => {
  const open = dialing({ contactId: undefined, leaseUntilMs: noonMs - 1 });
  const within = createWorld({ config: { dialing: { perHour: 1, burst: 1 } } });
  await within.keep(open);
  await repairDial(within, open);
  expect(within.connect.dialed).toHaveLength(1);
  expect((await within.store.dialRate.get())?.value.hour).toEqual([{ part: partOf(noonMs), dials: 1 }]);
  const beyond = createWorld({ config: { dialing: { perHour: 1, burst: 1 } } });
  await beyond.keep(open);
  await spend(beyond);
  await repairDial(beyond, open);
  expect(beyond.connect.dialed).toEqual([]);
  expect(told(beyond)).toHaveLength(1);
});
