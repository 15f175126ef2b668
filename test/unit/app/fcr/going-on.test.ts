import { refreshFcr } from '../../../../lib/app/fcr/refresh-fcr';
import type { FcrRules } from '../../../../lib/core/fcr/fcr-call';
import { AdapterError } from '../../../../lib/ports/adapter-error';
import { callerNumber } from '../../../support/builders/callbacks';
import { lostCall, servedCall } from '../../../support/builders/judged-calls';
import { createWorld } from '../../../support/builders/world';
import { keepCall } from '../../../support/report-source';

/* Runs that stop or die half-way, and what the next one makes of it. Seven days are counted at a time. */
const DAY_MS = 86_400_000;
const startMs = Date.UTC(2026, 2, 2);
/** Once the 2nd of March can be counted. */
const countedMs = startMs + 9 * DAY_MS;

/** One conversation on each of the last days, after which nobody rang. */
async function countedWorld(days: number) {
  const world = createWorld({ nowMs: countedMs });
  for (let ago = 0; ago < days; ago += 1) await keepCall(world.store, served(startMs - ago * DAY_MS));
  const { support, billing } = { support: 'support', billing: 'billing' };
  const rankingOf = async () => {
    const [ours, other] = [await world.store.fcr.ranking(support), await world.store.fcr.ranking(billing)];
    expect(other?.progress).toEqual(ours?.progress);
    return ours;
  };
  const daysOf = async () =>
    (await world.store.fcr.days(support, '2025-01-01', '2026-12-31')).map(({ agents }) => agents['agent-1']);
  return { world, rankingOf, daysOf };
}

function served(startedAtMs: number) {
  return servedCall({ startedAtMs, connectedAtMs: startedAtMs + 70_000, endedAtMs: startedAtMs + 190_000 });
}

const down = new AdapterError('store', { retryable: true, cause: new Error('down') });

/** The store goes down once so many days were kept. */
function dying({ world }: Awaited<ReturnType<typeof countedWorld>>, afterPuts: number) {
  let puts = 0;
  const { fcr } = world.store;
  const putDay: typeof fcr.putDay = async (...given) => {
    puts += 1;
    if (puts > afterPuts) throw down;
    return fcr.putDay(...given);
  };
  return { ...world, store: { ...world.store, fcr: { ...fcr, putDay } } };
}

const whole = { untilMs: Infinity };

test('a run that dies has kept what it came to, and the next goes on from there', async () => {
  const counted = await countedWorld(90);
  await expect(refreshFcr(dying(counted, 30), whole)).rejects.toThrow('down');
  // Two queues: what 30 puts hold of days that were finished with their chunk.
  const progress = (await counted.rankingOf())?.progress;
  expect(progress).toMatchObject({ isDone: false });
  const left = (startMs + DAY_MS - (progress?.untilMs ?? 0)) / DAY_MS;
  expect(left).toBeLessThan(90);
  expect(await refreshFcr(counted.world, whole)).toMatchObject({ daysCounted: left, isDone: true });
  expect(await counted.daysOf()).toHaveLength(90);
});

test('a recount that dies before its first days are kept is gone on with all the same', async () => {
  const counted = await countedWorld(20);
  await refreshFcr(counted.world, whole);
  for (let ago = 0; ago < 20; ago += 1) {
    const startedAtMs = startMs - ago * DAY_MS + 3_600_000;
    await keepCall(counted.world.store, lostCall({ number: callerNumber, startedAtMs, endedAtMs: startedAtMs + 1000 }));
  }
  await expect(refreshFcr(dying(counted, 0), { ...whole, recountFrom: '2026-02-11' })).rejects.toThrow('down');
  expect(await refreshFcr(counted.world, whole)).toMatchObject({ daysCounted: 20, isDone: true });
  expect(await counted.daysOf()).toEqual(Array.from({ length: 20 }, () => ({ handled: 1, repeats: 1 })));
  expect(await refreshFcr(counted.world, whole)).toMatchObject({ daysCounted: 0, isDone: true });
});

test('while days are counted anew, the ranking stands as of the last one', async () => {
  const counted = await countedWorld(20);
  await refreshFcr(counted.world, whole);
  await expect(refreshFcr(dying(counted, 14), { ...whole, recountFrom: '2026-02-11' })).rejects.toThrow('down');
  const ranking = await counted.rankingOf();
  expect(ranking).toMatchObject({ asOfMs: startMs + DAY_MS, progress: { isDone: false } });
  expect(ranking?.agents[0]?.handled).toBe(20);
});

test('a changed window or shortest conversation has every day counted anew, once', async () => {
  const { world, daysOf } = await countedWorld(10);
  await refreshFcr(world, whole);
  const changed = (rules: Partial<FcrRules>) => ({
    ...world,
    policy: { ...world.policy, fcr: { ...world.policy.fcr, ...rules } },
  });
  expect((await refreshFcr(changed({ sampleMin: 1 }), whole)).daysCounted).toBe(0);
  expect((await refreshFcr(changed({ talkMinMs: 500_000 }), whole)).daysCounted).toBe(90);
  expect((await refreshFcr(changed({ talkMinMs: 500_000 }), whole)).daysCounted).toBe(0);
  expect(await daysOf()).toEqual(Array.from({ length: 10 }, () => undefined));
  expect((await refreshFcr(changed({ windowMs: DAY_MS }), whole)).daysCounted).toBe(90);
});

test('each few days are told of, with what was left out of them', async () => {
  const { world } = await countedWorld(0);
  await keepCall(world.store, { ...served(startMs), talkMs: 9000 });
  await refreshFcr(world, whole);
  const told = world.notes.flatMap((note) => (note.kind === 'fcr_counted' ? [note] : []));
  expect(told.reduce((sum, { days }) => sum + days, 0)).toBe(90);
  expect(told.at(-1)?.leftOut).toEqual({ no_number: 0, no_queue: 0, no_agent: 0, too_short: 1, not_yet: 0 });
});
