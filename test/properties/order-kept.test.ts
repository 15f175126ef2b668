import type { LineEntry } from '../../lib/core/dispatch/plan';
import type { JournalEntry } from '../../lib/ports/journal';
import { registerAll, type Process } from '../simulation/drawn-day';
import { onEveryDay } from './every-day';

// Invariant 3: of the callbacks a pass saw in a line, none is first dialed before an earlier place of the same class,
// unless a named rule skips it.
// Broken by an order that is not that of the places, by a pass that goes on behind a head it may not dial, or by a skip
// that nobody is told of.

const callers = Array.from({ length: 8 }, (_, index) => `+44163296001${index}`);

/** Those who were dialed although somebody with an earlier place stood before them and was not named. */
function overtakers({ lines, notes }: Process): readonly string[] {
  const dealtWith = new Map<string, number>();
  for (const [order, note] of notes.entries()) {
    const isNamed = note.kind === 'dialed' || note.kind === 'skipped';
    if (isNamed && !dealtWith.has(note.callbackId)) dealtWith.set(note.callbackId, order);
  }
  return [...lines.values()].flatMap((line) =>
    notes.flatMap((note, order) => {
      const mine = isFirstDial(note) ? line.find(({ id }) => id === note.callbackId) : undefined;
      if (mine === undefined) return [];
      const passed = line.filter((other) => isBefore(other, mine) && (dealtWith.get(other.id) ?? Infinity) > order);
      return passed.map(({ id }) => `${mine.id} was dialed before ${id}`);
    }),
  );
}

function isFirstDial(note: JournalEntry): note is Extract<JournalEntry, { kind: 'dialed' }> {
  return note.kind === 'dialed' && note.attempt === 1 && note.rule !== 'repair';
}

function isBefore(one: LineEntry, other: LineEntry): boolean {
  return one.placeMs < other.placeMs || (one.placeMs === other.placeMs && one.id < other.id);
}

test('nobody is dialed before an earlier place of the line that the pass saw, but for rules that are named', async () => {
  let dials = 0;
  let queued = 0;
  const drawn = {
    weights: { pass: 8, contact: 4, staff: 2, register: 3 },
    agentsMax: 5,
    holdersMax: 2,
    rounds: { minLength: 3, maxLength: 8 },
  };
  await onEveryDay({ runs: 70, seed: 13, drawn }, async (day, play) => {
    const days = { ...day, callers };
    for (const from of callers) {
      await registerAll({ ...days, callers: [from] });
      day.world.clock.advance(7_000);
    }
    await play();
    const passes = day.processes.filter(({ kind }) => kind === 'pass');
    expect(passes.flatMap(overtakers)).toEqual([]);
    dials += passes.flatMap(({ notes }) => notes.filter(isFirstDial)).length;
    queued += passes.filter(({ lines }) => [...lines.values()].some((line) => line.length > 3)).length;
  });
  expect(dials).toBeGreaterThan(80);
  expect(queued).toBeGreaterThan(50);
});
