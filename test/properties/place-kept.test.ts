import { registerAll, type Change } from '../simulation/drawn-day';
import { onEveryDay } from './every-day';

// Invariant 6: only the caller choosing another slot changes a place.
// Broken by a retry, a repair, a postponement or an undone claim that takes the time of day for the place, or by a caller
// who rings in and is put behind everybody.

test('a place is what it was at the request, or the slot that its caller chose, through retries, ring-ins and faults', async () => {
  let kept = 0;
  let moved = 0;
  const drawn = { weights: { choose_slot: 2, ring_in: 3 }, rounds: { minLength: 3, maxLength: 8 } };
  await onEveryDay({ runs: 30, seed: 16, drawn }, async (day, play) => {
    await registerAll(day);
    await play();
    await day.settle();
    const isChosen = ({ after }: Change) => after.placeMs === after.slotMs && day.chosen.has(after.placeMs);
    const moves = day.changes.filter(
      ({ before, after }) => before?.id === after.id && before.placeMs !== after.placeMs,
    );
    const stolen = moves.filter((change) => !isChosen(change));
    expect(
      stolen.map(({ before, after }) => [after.id, before?.state, before?.placeMs, after.state, after.placeMs]),
    ).toEqual([]);
    moved += moves.length;
    kept += day.changes.filter(({ before, after }) => before?.id === after.id && after.attempt > before.attempt).length;
  });
  // Ended attempts, and places that did move.
  expect(kept).toBeGreaterThan(40);
  expect(moved).toBeGreaterThan(3);
});
