import { dialCallback } from '../../../lib/app/dispatch/dial-callback';
import { dispatchPass } from '../../../lib/app/dispatch/dispatch-pass';
import { takeDialTokens } from '../../../lib/app/dispatch/dial-rate';
import { withGranted } from '../../../lib/app/dispatch/sent-dials';
import { settleDue } from '../../../lib/app/dispatch/settle-due';
import { partOf } from '../../../lib/core/dispatch/hour-cap';
import { noonMs, waiting } from '../../support/builders/callbacks';
import { plannedFor, worldWithTasks } from '../../support/builders/planned';
import { flowId, queueConfig } from '../../support/builders/policies';
import { agents, createWorld, type World } from '../../support/builders/world';

const MINUTE_MS = 60_000;
const closedMs = Date.UTC(2026, 2, 2, 20, 30);

/** The dials of the hour, where they were made now, and when it was last told that none was left. */
const spend = (world: World, dials: number, cappedToldAtMs?: number) =>
  world.store.dialRate.put(
    {
      tokens: 5,
      atMs: world.clock.nowMs(),
      slowUntilMs: 0,
      hour: [{ part: partOf(world.clock.nowMs()), dials }],
      ...(cappedToldAtMs === undefined ? {} : { cappedToldAtMs }),
    },
    0,
  );
const hourOf = async (world: World) => (await world.store.dialRate.get())?.value.hour ?? [];

describe('a callback that has stood in the line for as long as its queue waits', () => {
  const giveUpMs = 5 * MINUTE_MS;
  const stood = waiting({ giveUpMs, inLineSinceMs: noonMs - giveUpMs });

  async function settled(dials: number, cappedToldAtMs?: number) {
    const world = createWorld({ config: { dialing: { perHour: 7 } } });
    world.staff([]);
    await world.keep(stood);
    await spend(world, dials, cappedToldAtMs);
    await settleDue(world);
    return world;
  }

  test('is not given up while the hour leaves no dial: it keeps its place, and its time begins anew', async () => {
    const world = await settled(7);
    expect(await world.current(stood)).toEqual({ ...stood, inLineSinceMs: noonMs });
    world.clock.advance(giveUpMs - 1);
    await settleDue(world);
    expect(await world.current(stood)).toMatchObject({ state: 'waiting' });
    world.clock.advance(70 * MINUTE_MS);
    await settleDue(world);
    expect(await world.current(stood)).toMatchObject({ outcome: 'expired', why: 'nobody_free' });
  });

  test('has only the time counted since the hour was last without a dial', async () => {
    const world = await settled(6, noonMs - 2 * MINUTE_MS);
    expect(await world.current(stood)).toEqual({ ...stood, inLineSinceMs: noonMs - 2 * MINUTE_MS });
    world.clock.advance(3 * MINUTE_MS);
    await settleDue(world);
    const closedAtMs = noonMs + 3 * MINUTE_MS;
    expect(await world.current(stood)).toMatchObject({ outcome: 'expired', why: 'nobody_free', closedAtMs });
  });

  test.each([
    ['never', undefined],
    ['before it came into the line', stood.inLineSinceMs - 1],
  ])('is given up where the hour was without a dial %s', async (_when, cappedToldAtMs) => {
    const world = await settled(6, cappedToldAtMs);
    expect(await world.current(stood)).toMatchObject({ outcome: 'expired', closedAtMs: noonMs });
  });

  test('ends by its deadline, however few dials are left', async () => {
    const world = createWorld({ config: { dialing: { perHour: 7 } } });
    await world.keep({ ...stood, deadlineMs: noonMs });
    await spend(world, 7);
    await settleDue(world);
    expect(await world.current(stood)).toMatchObject({ outcome: 'expired', why: 'deadline' });
  });
});

test('agents of all pools together are asked for no more callers than the hour leaves dials for', async () => {
  const queues = ['support', 'billing'].map((name) => queueConfig(name as 'support', { pool: name }));
  const world = createWorld({
    config: { queues, taskFlowId: flowId, dispatch: { mode: 'agent-first' }, dialing: { perHour: 1, burst: 1 } },
  });
  world.staff(agents(2).map((agent, index) => ({ ...agent, queues: [index === 0 ? 'support' : 'billing'] })));
  const numbers = ['+441632960101', '+441632960102'];
  await world.keep(
    ...numbers.map((number, index) =>
      waiting({ id: `C${index}`, number, cli: number, queue: index === 0 ? 'support' : 'billing' }),
    ),
  );
  for (let pass = 0; pass < 4; pass += 1) {
    await dispatchPass(world);
    world.clock.advance(1_000);
  }
  expect(world.tasks.offers).toHaveLength(1);
});

test('the dial of a caller whom nobody could be asked for is given back where the caller may not be dialed any more', async () => {
  const world = await worldWithTasks([waiting()], { config: { dialing: { perHour: 7 } } });
  const offer: World['tasks']['offer'] = async () => {
    world.clock.set(closedMs);
    return { kind: 'misconfigured', reason: 'InvalidRequestException' };
  };
  const closing = { ...world, tasks: { ...world.tasks, offer } };
  const planned = plannedFor(waiting(), { way: 'agent-first', agentIds: [] });
  expect(await dialCallback(closing, planned)).toBe('skipped');
  expect(world.notes).toContainEqual(expect.objectContaining({ kind: 'skipped', rule: 'hours_closed' }));
  expect(await hourOf(world)).toEqual([]);
});

test('dials that were granted are given back where what they were granted for ends in a fault', async () => {
  const world = createWorld({ config: { dialing: { perHour: 7 } } });
  const grant = await takeDialTokens(world, 3);
  expect(await hourOf(world)).toEqual([{ part: partOf(noonMs), dials: 3 }]);
  const act = async () => Promise.reject(new Error('nobody can be chosen'));
  await expect(withGranted(world, grant, act)).rejects.toThrow('nobody can be chosen');
  expect(await hourOf(world)).toEqual([]);
});
