import { expectedExclusions, isAsLogged } from '../../../../local/replay/recorded/file-truth';
import { policyForTrace } from '../../../../local/replay/trace-centre';
import { traceCall, traceOf } from './builders';

const hung = (lastedMs: number, caller: string | undefined) => {
  const call = traceCall({ outcome: 'abandoned', caller, waitMs: lastedMs });
  return { ...call, endedAtMs: call.arrivedAtMs + lastedMs };
};

function expectedOf(...calls: ReturnType<typeof traceCall>[]) {
  const trace = traceOf(calls, 'technion');
  return expectedExclusions(trace, policyForTrace(trace, 0));
}

test('a log says which calls that hung up were withheld, and which were short; withheld goes before short', () => {
  const calls = [hung(60_000, '7301'), hung(60_000, undefined), hung(1_000, undefined), hung(1_000, '7302')];
  expect(expectedOf(...calls, traceCall(), traceCall({ caller: '7301' }))).toEqual({ short: 1, withheld: 2 });
});

test('a call lasts from when it came in, before any menu', () => {
  const call = hung(1_000, '7301');
  expect(expectedOf({ ...call, enteredAtMs: call.arrivedAtMs - 60_000 })).toEqual({});
});

test('a log that knows no callers has no withheld ones', () => {
  expect(expectedOf(hung(60_000, undefined), hung(1_000, undefined))).toEqual({ short: 1 });
});

test.each([
  ['as many and under the same names', { hang: 10, lost: 7, excluded: { short: 1, withheld: 2 } }, true],
  ['as many under other names', { hang: 10, lost: 7, excluded: { internal: 1, withheld: 2 } }, false],
  ['all lost calls left out', { hang: 10, lost: 0, excluded: { short: 10 } }, false],
  ['one call too few', { hang: 10, lost: 6, excluded: { short: 1, withheld: 2 } }, false],
])('a run of %s agrees with the log: %j, %s', (_name, found, isMet) => {
  expect(isAsLogged({ ...found, expected: { withheld: 2, short: 1 } })).toBe(isMet);
});
