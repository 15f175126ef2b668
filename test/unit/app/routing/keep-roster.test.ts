import { dispatchPass } from '../../../../lib/app/dispatch/dispatch-pass';
import { runDispatch } from '../../../../lib/app/dispatch/run-dispatch';
import { createRosterKeeper } from '../../../../lib/app/routing/keep-roster';
import type { QueuePolicy } from '../../../../lib/core/policy/policy';
import type { CapacityReading } from '../../../../lib/ports/capacity';
import type { Roster } from '../../../../lib/ports/roster-store';
import { noonMs, waiting } from '../../../support/builders/callbacks';
import { policyBy, routedWorld, signedIn } from '../../../support/builders/routed';
import type { World } from '../../../support/builders/world';

const steps = policyBy({ kind: 'longest_idle', agents: 1 });

/** A world that keeps count of the rosters that are kept. */
async function worldBy(routing: Partial<QueuePolicy['routing']>, agents = signedIn('ab')) {
  const world = await routedWorld(routing, { roster: agents });
  const kept: Roster[] = [];
  const { store } = world;
  const put = async (roster: Roster) => {
    kept.push(roster);
    await store.roster.put(roster);
  };
  return { kept, world: { ...world, store: { ...store, roster: { ...store.roster, put } } } as World };
}

const readingOf = (readAtMs: number): CapacityReading => ({
  readAtMs,
  holdersAsOfMs: readAtMs,
  holders: [],
  agents: signedIn('ab'),
});

describe('a reading to dial by', () => {
  test.each(['inbound', 'requested', 'lost'] as const)('is kept where %s callers are routed', async (caller) => {
    const { world, kept } = await worldBy({ [caller]: steps });
    await world.keep(waiting());
    await dispatchPass(world);
    expect(kept).toEqual([{ readAtMs: noonMs, agents: signedIn('ab') }]);
    expect(world.connect.dialed).toHaveLength(1);
  });

  test('is not kept where nobody is routed', async () => {
    const { world, kept } = await worldBy({});
    await world.keep(waiting());
    await dispatchPass(world);
    expect(kept).toEqual([]);
  });

  test('is kept again after a quarter of a minute, and not sooner', async () => {
    const { world, kept } = await worldBy({ lost: steps });
    const { keep } = createRosterKeeper(world);
    for (const second of [0, 1, 14, 15, 16, 30]) await keep(readingOf(noonMs + second * 1000));
    expect(kept.map(({ readAtMs }) => (readAtMs - noonMs) / 1000)).toEqual([0, 15, 30]);
  });

  test('is kept by a run four times a minute', async () => {
    const { world, kept } = await worldBy({ lost: steps }, signedIn('a', { state: 'on_contact' }));
    await world.keep(waiting());
    expect(await runDispatch(world)).toEqual({ passes: 51, dialed: 0 });
    expect(kept).toHaveLength(4);
  });

  test('that cannot be kept is a fault, and nobody is dialed later for it, nor the store asked any sooner', async () => {
    const { world } = await worldBy({ lost: steps });
    await world.keep(waiting());
    const put = async () => Promise.reject(new Error('TimeoutError'));
    const store = { ...world.store, roster: { ...world.store.roster, put } };
    const { passes, dialed } = await runDispatch({ ...world, store });
    expect(dialed).toBe(1);
    const faults = world.notes.filter(({ kind }) => kind === 'fault');
    expect(faults[0]).toEqual({ kind: 'fault', where: 'routing', reason: 'roster: TimeoutError' });
    expect(faults).toHaveLength(Math.ceil(passes / 15));
  });
});

describe('for callers who ring in', () => {
  test('a run with nothing to dial reads and keeps four times while the queue is open, and wakes no other', async () => {
    const { world, kept } = await worldBy({ inbound: steps });
    expect(await runDispatch(world)).toEqual({ passes: 51, dialed: 0 });
    expect(kept.map(({ readAtMs }) => (readAtMs - noonMs) / 1000)).toEqual([0, 15, 30, 45]);
    expect(world.woken).toEqual([]);
    const others = await worldBy({ lost: steps, requested: steps });
    expect(await runDispatch(others.world)).toEqual({ passes: 1, dialed: 0 });
    expect([others.world.reads(), others.kept.length]).toEqual([0, 0]);
  });

  test('and dials within a second whoever asks to be called meanwhile', async () => {
    const { world } = await worldBy({ inbound: steps });
    const { clock, connect } = world;
    let dialedAtMs = 0;
    const sleep = async (ms: number) => {
      await clock.sleep(ms);
      if (clock.nowMs() === noonMs + 20_000) await world.keep(waiting({ inLineSinceMs: clock.nowMs() }));
      if (connect.dialed.length > 0 && dialedAtMs === 0) dialedAtMs = clock.nowMs();
    };
    await runDispatch({ ...world, clock: { ...clock, sleep } });
    expect(dialedAtMs).toBe(noonMs + 21_000);
  });

  test('a run reads once while the queue is closed, for a minute before it opens as if it were open', async () => {
    for (const [beforeMs, passes] of [
      [61_000, 1],
      [60_000, 51],
    ] as const) {
      const { world, kept } = await worldBy({ inbound: steps });
      world.clock.set(noonMs - 4 * 3_600_000 - beforeMs);
      expect((await runDispatch(world)).passes).toBe(passes);
      expect(kept.length).toBe(passes === 1 ? 1 : 4);
    }
  });

  test('a run that has read to dial by reads nothing more', async () => {
    const { world, kept } = await worldBy({ inbound: steps });
    const { keep, keepForInbound } = createRosterKeeper(world);
    await keep(readingOf(noonMs));
    await keepForInbound();
    expect([world.reads(), kept.length]).toEqual([0, 1]);
  });

  test('nothing is kept while Connect does not say who is there, and the run goes on', async () => {
    const { world, kept } = await worldBy({ inbound: steps });
    world.staff(undefined);
    expect(await runDispatch(world)).toEqual({ passes: 51, dialed: 0 });
    expect([world.reads(), kept.length]).toEqual([4, 0]);
  });
});
