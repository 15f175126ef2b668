import * as fc from 'fast-check';
import { flowId } from '../support/builders/policies';
import { attemptBreaches } from './attempt-breaches';
import { anyRounds, type Drawn } from './acts';
import { drawing } from './drawing';
import { createDay, registerAll, type Change, type DayOptions, type DrawnDay } from './drawn-day';

// Goal: however the calls of several dispatchers, flows, agents and events interleave, and whichever of them fail or die,
// no number and no callback is rung twice at once, every attempt is one contact and every task one task, every callback
// keeps its place and ends, and no agent is left with a task for nobody.
// Method: fast-check's scheduler chooses when each call takes effect. All processes of a round end with it, as functions
// do within their time-out; between rounds time passes and leases run out.

interface Told {
  dials: number;
  offers: number;
  accepted: number;
  atOnce: number;
  readonly outcomes: Set<string>;
}

async function onManySchedules(
  { runs, seed, drawn }: { readonly runs: number; readonly seed: number; readonly drawn: Drawn },
  options: Pick<DayOptions, 'config' | 'areAgentsBusy'>,
): Promise<Told> {
  const told: Told = { dials: 0, offers: 0, accepted: 0, atOnce: 0, outcomes: new Set() };
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), anyRounds(drawn), async (s, rounds) => {
      const turn = () => s.schedule(Promise.resolve());
      const day = createDay({ turn, waitFor: (done) => s.waitFor(done), ...options });
      await registerAll(day);
      await day.play(rounds);
      expect(breachesOf(day)).toEqual([]);
      await day.settle();
      expect(breachesOf(day)).toEqual([]);
      expect(await unended(day)).toEqual([]);
      told.dials += day.connect.dials();
      told.offers += day.tasks.offers();
      const notes = day.processes.flatMap((process) => process.notes);
      told.accepted += notes.filter((note) => note.kind === 'dialed' && note.rule === 'accepted').length;
      told.atOnce += rounds.filter(({ acts }) => acts.filter(({ act }) => act.kind === 'pass').length > 1).length;
      for (const { after } of day.changes) if (after.state === 'closed') told.outcomes.add(after.outcome);
    }),
    drawing(runs, seed),
  );
  return told;
}

/** Everything that must not happen at any time. */
function breachesOf(day: DrawnDay): readonly string[] {
  const isStolen = ({ before, after }: Change) =>
    before?.id === after.id && before.placeMs !== after.placeMs && !day.chosen.has(after.placeMs);
  const stolen = day.changes.filter(isStolen).map(({ after }) => `${after.id} lost its place while ${after.state}`);
  return [...day.connect.breaches, ...day.tasks.breaches, ...attemptBreaches(day), ...stolen];
}

/** Callbacks without an end, and those that were dialed more often than is allowed. */
async function unended(day: DrawnDay): Promise<readonly string[]> {
  const ended = await Promise.all([...day.promised].map((id) => day.world.store.callbacks.find(id)));
  return ended
    .filter((callback) => callback?.state !== 'closed' || callback.attemptsSpent > 3)
    .map((callback) => `${callback?.id ?? 'one that is gone'} is ${callback?.state ?? 'nowhere'}`);
}

test('whatever interleaves and fails, nobody is rung twice at once and every callback keeps its place and ends', async () => {
  const told = await onManySchedules({ runs: 70, seed: 31, drawn: { rounds: { minLength: 2, maxLength: 6 } } }, {});
  // Schedules that never dial, that all end alike, or on which dispatchers never meet, would prove nothing.
  expect(told.dials).toBeGreaterThan(80);
  expect(told.atOnce).toBeGreaterThan(50);
  for (const outcome of ['completed', 'exhausted', 'cancelled', 'withdrawn', 'refused', 'expired']) {
    expect(told.outcomes).toContain(outcome);
  }
});

test.each([
  ['asked first', { mode: 'agent-first' as const }, 8],
  ['kept while the telephone rings', { mode: 'reserved' as const, reserved: true }, 0],
])('the same holds where agents are %s, accept, refuse and are told of late', async (_name, dispatch, accepted) => {
  const drawn = {
    weights: { pass: 9, task: 9, ring_in: 1 },
    thenMs: [1_000, 1_000, 5_000, 30_000],
    rounds: { minLength: 3, maxLength: 9 },
  };
  const told = await onManySchedules(
    { runs: 24, seed: 32, drawn },
    { config: { dispatch, taskFlowId: flowId }, areAgentsBusy: accepted === 0 },
  );
  expect(told.offers).toBeGreaterThan(30);
  expect(told.dials).toBeGreaterThan(10);
  expect(told.accepted).toBeGreaterThanOrEqual(accepted);
});
