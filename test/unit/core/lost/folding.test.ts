import * as fc from 'fast-check';
import type { CaseMark } from '../../../../lib/core/lost/case';
import { isFirstCloser } from '../../../../lib/core/lost/case-run';
import { foldCase, missingDeadline } from '../../../../lib/core/lost/fold-case';

const key = { id: 'case-1', number: '+441632960001', queue: 'support' };
const fold = (...marks: readonly CaseMark[]) => foldCase({ ...key, marks });

const lost = (
  callId: string,
  endedAtMs: number,
  changes: Partial<Extract<CaseMark, { kind: 'lost' }>> = {},
): CaseMark => ({
  kind: 'lost',
  callId,
  basis: 1,
  startedAtMs: endedAtMs - 60,
  endedAtMs,
  lost: { type: 'abandoned', reason: 'agents_busy' },
  ...changes,
});
const closedBy = (ref: string, atMs: number): CaseMark => ({
  kind: 'closed',
  how: 'got_through',
  ref,
  atMs,
  by: 'ann',
});
const notLost = (callId: string, endedAtMs: number): CaseMark => {
  const { lost: _no, ...rest } = lost(callId, endedAtMs, { basis: 2 }) as Extract<CaseMark, { kind: 'lost' }>;
  return rest;
};

describe('a case', () => {
  test('gathers the calls of its caller until it is closed', () => {
    const folded = fold(
      lost('a', 1_000),
      lost('b', 3_000, { lost: { type: 'missed', reason: 'outside_hours' } }),
      lost('c', 2_000),
    );
    expect(folded).toEqual({
      ...key,
      status: 'open',
      firstAtMs: 940,
      lastAtMs: 2_940,
      lostAtMs: 3_000,
      tries: 3,
      ourTries: 0,
      type: 'missed',
      reason: 'outside_hours',
      afterMs: 0,
      reopened: 0,
    });
  });

  test('that was closed keeps how, when and by whom, and the calls that this closed', () => {
    const closed = { how: 'got_through', ref: 'served', atMs: 5_000, by: 'ann' };
    expect(fold(lost('a', 1_000), closedBy('served', 5_000))).toMatchObject({ status: 'processed', tries: 1, closed });
  });

  test('is open again when a call is lost after that, and counts from there', () => {
    const marks = [lost('a', 1_000), lost('b', 2_000), closedBy('served', 5_000), lost('c', 6_000)];
    expect(fold(...marks)).toMatchObject({ status: 'open', tries: 1, firstAtMs: 5_940, afterMs: 5_000, reopened: 1 });
    const closedAgain = fold(...marks, closedBy('again', 9_000));
    expect(closedAgain).toMatchObject({
      status: 'processed',
      tries: 1,
      afterMs: 5_000,
      reopened: 1,
      closed: { ref: 'again' },
    });
  });

  test('is not closed by what ended before its call was lost', () => {
    expect(fold(lost('a', 5_001), closedBy('served', 5_000))).toMatchObject({
      status: 'open',
      reopened: 0,
      afterMs: 0,
    });
  });

  test('forgets a call that was not lost after all, and is closed when none is left', () => {
    const without = fold(lost('a', 1_000), lost('b', 2_000), notLost('b', 2_000));
    expect(without).toMatchObject({ status: 'open', tries: 1, lostAtMs: 1_000 });
    const none = fold(lost('a', 1_000), notLost('a', 1_000));
    expect(none).toMatchObject({ status: 'processed', tries: 0, closed: { how: 'not_lost', ref: 'a', atMs: 1_000 } });
    expect(fold(notLost('a', 1_000))).toBeUndefined();
  });

  test('counts our tries since its first call was lost, each once, until it was closed', () => {
    const tried = (ref: string, atMs: number): CaseMark => ({ kind: 'tried', ref, atMs });
    const tries = [
      tried('x-1', 500),
      tried('x-2', 1_500),
      tried('x-2', 1_501),
      tried('x-3', 2_000),
      tried('x-4', 9_000),
    ];
    expect(fold(lost('a', 1_000), ...tries)).toMatchObject({ ourTries: 3 });
    expect(fold(lost('a', 1_000), ...tries, closedBy('served', 2_000))).toMatchObject({ ourTries: 2 });
  });

  test('is due when its first call was, and a run of calls has a deadline of its own', () => {
    const marks = [lost('a', 1_000), lost('b', 2_000)];
    expect(missingDeadline(marks, 500)).toEqual({ kind: 'deadline', afterMs: 0, atMs: 1_500 });
    const due: CaseMark = { kind: 'deadline', afterMs: 0, atMs: 1_500 };
    expect(missingDeadline([...marks, due], 500)).toBeUndefined();
    expect(fold(...marks, due)).toMatchObject({ dueAtMs: 1_500 });
    const reopened = [...marks, due, closedBy('served', 3_000), lost('c', 4_000)];
    expect(fold(...reopened)).not.toHaveProperty('dueAtMs');
    expect(missingDeadline(reopened, 500)).toEqual({ kind: 'deadline', afterMs: 3_000, atMs: 4_500 });
    expect(missingDeadline([lost('a', 1_000), closedBy('served', 3_000)], 500)).toBeUndefined();
  });

  test('has the callback with the smallest id, and the customer that was told last', () => {
    const callback = (callbackId: string): CaseMark => ({ kind: 'callback', afterMs: 0, callbackId });
    const customer = (atMs: number, name: string): CaseMark => ({ kind: 'customer', atMs, customer: { name } });
    const folded = fold(lost('a', 1_000), callback('02'), callback('01'), customer(2, 'Ann'), customer(1, 'Bob'));
    expect(folded).toMatchObject({ callbackId: '01', customer: { name: 'Ann' } });
  });
});

test('only the first closing after a lost call is worth keeping', () => {
  const marks = [lost('a', 1_000), closedBy('first', 2_000)];
  const closing = (atMs: number) => ({ kind: 'closed', how: 'reached', ref: 'x', atMs }) as const;
  expect(isFirstCloser(marks, closing(3_000))).toBe(false);
  expect(isFirstCloser(marks, closing(1_500))).toBe(true);
  expect(isFirstCloser(marks, closing(999))).toBe(false);
  expect(isFirstCloser([...marks, lost('b', 2_500)], closing(3_000))).toBe(true);
});

const time = fc.integer({ min: 1, max: 8 });
const mark: fc.Arbitrary<CaseMark> = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b', 'c'), time, fc.nat(2), fc.boolean()).map(([callId, at, basis, isLost]) => {
    const whole = lost(callId, at, { basis });
    return isLost ? whole : ({ ...notLost(callId, at), basis } as CaseMark);
  }),
  fc.tuple(fc.constantFrom('x', 'y'), time).map(([ref, at]) => closedBy(ref, at)),
  fc.tuple(fc.constantFrom('1', '2'), time).map(([ref, atMs]): CaseMark => ({ kind: 'tried', ref, atMs })),
  fc.tuple(time, time).map(([afterMs, atMs]): CaseMark => ({ kind: 'deadline', afterMs, atMs })),
);

test('the same case results in whatever order its marks came, and however often', () => {
  const drawn = fc
    .array(mark, { maxLength: 10 })
    .chain((marks) =>
      fc.tuple(fc.constant(marks), fc.shuffledSubarray([...marks, ...marks], { minLength: marks.length * 2 })),
    );
  fc.assert(
    fc.property(drawn, ([marks, order]) => expect(fold(...order)).toEqual(fold(...marks))),
    { numRuns: 1_000, seed: 9 },
  );
});

test('closings that are nobody’s first change nothing', () => {
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 10 }), fc.tuple(fc.constantFrom('p', 'q'), time), (marks, [ref, at]) => {
      const closing = closedBy(ref, at);
      if (closing.kind !== 'closed' || isFirstCloser(marks, closing)) return;
      expect(fold(...marks, closing)).toEqual(fold(...marks));
    }),
    { numRuns: 1_000, seed: 11 },
  );
});

test('a closed case is open again after any call that is lost later', () => {
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 10 }), (marks) => {
      const before = fold(...marks);
      const again = fold(...marks, lost('later', 100));
      expect(again).toMatchObject({ status: 'open', lostAtMs: 100 });
      if (before?.status !== 'processed' || before.closed?.how === 'not_lost') return;
      expect(again).toMatchObject({ tries: 1, afterMs: before.closed?.atMs, reopened: before.reopened + 1 });
    }),
    { numRuns: 1_000, seed: 13 },
  );
});
