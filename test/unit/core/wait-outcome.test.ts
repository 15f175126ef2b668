import * as fc from 'fast-check';
import { addEnd, waitOutcome, type WaitEnd, type WaitEnds } from '../../../lib/core/wait/wait-outcome';

const reached: WaitEnd = { kind: 'reached', atMs: 70_000 };
const calledBack: WaitEnd = { kind: 'called_back', atMs: 90_000 };
const left: WaitEnd = { kind: 'left', atMs: 30_000 };
const outcomeOf = (ends: readonly WaitEnd[]) =>
  waitOutcome({ enteredAtMs: 10_000, ...ends.reduce<WaitEnds>(addEnd, {}) });

test.each([
  ['nothing is known yet', [], undefined],
  ['an agent took the call', [reached], { kind: 'reached', waitedMs: 60_000 }],
  ['the caller left', [left], { kind: 'left', waitedMs: 20_000 }],
  ['who left was called back', [left, calledBack], { kind: 'called_back', waitedMs: 80_000 }],
  ['who was called back had been with an agent before', [calledBack, reached], { kind: 'reached', waitedMs: 60_000 }],
  ['of two agents the first counts', [{ ...reached, atMs: 95_000 }, reached], { kind: 'reached', waitedMs: 60_000 }],
  ['who was moved on left at the end', [left, { ...left, atMs: 50_000 }], { kind: 'left', waitedMs: 40_000 }],
  ['clocks that disagree make no negative wait', [{ ...left, atMs: 9_000 }], { kind: 'left', waitedMs: 0 }],
] as const)('%s', (_name, ends, outcome) => {
  expect(outcomeOf(ends)).toEqual(outcome);
});

test('neither order nor repetition of what became known matters', () => {
  const anyEnd = fc.record({
    kind: fc.constantFrom('reached' as const, 'called_back' as const, 'left' as const),
    atMs: fc.integer({ min: 0, max: 1_000_000 }),
  });
  const anyOrder = fc
    .array(anyEnd, { maxLength: 6 })
    .chain((ends) =>
      fc.tuple(fc.constant(ends), fc.shuffledSubarray([...ends, ...ends], { minLength: ends.length * 2 })),
    );
  fc.assert(
    fc.property(anyOrder, ([ends, again]) => expect(outcomeOf(again)).toEqual(outcomeOf(ends))),
    { seed: 31 },
  );
});
