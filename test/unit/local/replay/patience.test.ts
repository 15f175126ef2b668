import { patienceMeans } from '../../../../local/replay/trace/patience';
import type { TraceCall } from '../../../../local/replay/trace/trace';
import { traceCall, traceOf } from './builders';

const waits = (queue: string, outcome: TraceCall['outcome'], seconds: readonly number[]): readonly TraceCall[] =>
  seconds.map((wait) => traceCall({ queue, outcome, waitMs: wait * 1_000 }));

test('the mean of a queue is the wait of all its callers over the number who gave up', () => {
  // (10+20+30+40+50 + 100+200) / 5 = 450 / 5 = 90 s; the other queue must not matter.
  const calls = [
    ...waits('a', 'abandoned', [10, 20, 30, 40, 50]),
    ...waits('a', 'answered', [100, 200]),
    ...waits('b', 'abandoned', [1, 1, 1, 1, 1]),
  ];
  expect(patienceMeans(traceOf(calls))).toEqual(
    new Map([
      ['a', 90_000],
      ['b', 1_000],
    ]),
  );
});

test('with fewer than 5 who gave up a queue gets the mean of the whole file', () => {
  // All: (100 + 4*10 + 5*20 + 60) / 9 = 300 / 9 s.
  const calls = [
    ...waits('a', 'answered', [100]),
    ...waits('a', 'abandoned', [10, 10, 10, 10]),
    ...waits('b', 'abandoned', [20, 20, 20, 20, 20]),
    ...waits('c', 'answered', [60]),
  ];
  const means = patienceMeans(traceOf(calls));
  expect(means.get('a')).toBeCloseTo(300_000 / 9);
  expect(means.get('b')).toBe(20_000);
  expect(means.get('c')).toBeCloseTo(300_000 / 9);
});

test('who left without any wait says nothing about patience', () => {
  const calls = [...waits('a', 'abandoned', [30, 30, 30, 30, 30]), ...waits('a', 'abandoned', [0, 0, 0])];
  expect(patienceMeans(traceOf(calls)).get('a')).toBe(30_000);
});

test('where nobody gave up the mean is 824 s', () => {
  const calls = [...waits('a', 'answered', [5]), ...waits('b', 'abandoned', [0])];
  expect([...patienceMeans(traceOf(calls)).values()]).toEqual([824_000, 824_000]);
});
