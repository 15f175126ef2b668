import type { Callback } from '../../lib/core/callback/callback';
import { registerAll, type DrawnDay } from '../simulation/drawn-day';
import { onEveryDay } from './every-day';

// Invariant 2: no open callback is ever lost: once faults stop, each ends in one outcome within its deadline.
// Broken by a state without a timer, a lease that nobody looks at, a repair that gives up for good, or a pass that one
// callback's fault ends for all.

/** A dial that began in time is let end: it rings, is answered, talks, and its lease is looked at by the next pass. */
const GRACE_MS = 30 * 60_000;

/** How often each callback was said to have ended. */
function endings(day: DrawnDay): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const note of day.processes.flatMap(({ notes }) => notes)) {
    if (note.kind === 'closed') counts.set(note.callbackId, (counts.get(note.callbackId) ?? 0) + 1);
  }
  return counts;
}

function problemOf(id: string, callback: Callback | undefined): string | undefined {
  if (callback === undefined) return `${id} is gone`;
  if (callback.state !== 'closed') return `${id} is ${callback.state} after its deadline`;
  if (!callback.archived) return `${id} was never archived`;
  const lateMs = callback.closedAtMs - callback.deadlineMs;
  return lateMs > GRACE_MS ? `${id} ended ${lateMs} ms after its deadline` : undefined;
}

test('every callback that was promised ends once, in time and is archived, whatever went wrong before', async () => {
  const outcomes = new Set<string>();
  let seen = 0;
  await onEveryDay({ runs: 20, seed: 12, drawn: { rounds: { minLength: 2, maxLength: 6 } } }, async (day, play) => {
    await registerAll(day);
    await play();
    await day.settle();
    const ended = await Promise.all(
      [...day.promised].map(async (id) => ({ id, callback: await day.world.store.callbacks.find(id) })),
    );
    expect(ended.flatMap(({ id, callback }) => problemOf(id, callback) ?? [])).toEqual([]);
    expect([...endings(day)].filter(([, times]) => times > 1)).toEqual([]);
    seen += ended.length;
    for (const { callback } of ended) if (callback?.state === 'closed') outcomes.add(callback.outcome);
  });
  expect(seen).toBeGreaterThan(70);
  for (const outcome of ['completed', 'exhausted', 'cancelled', 'withdrawn', 'refused']) {
    expect(outcomes).toContain(outcome);
  }
});
