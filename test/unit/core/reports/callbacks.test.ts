import { createCallbacksTally } from '../../../../lib/core/reports/callbacks';
import type { AttemptOutcome } from '../../../../lib/core/callback/attempt';
import { closed, noonMs } from '../../../support/builders/callbacks';

function past(...outcomes: readonly AttemptOutcome[]) {
  return outcomes.map((outcome, index) => ({ attempt: index + 1, outcome, atMs: noonMs + (index + 1) * 600_000 }));
}

const requestedAtMs = noonMs;

const closedOnes = [
  closed({ id: 'a', requestedAtMs, outcome: 'completed', past: past('no_answer', 'reached') }),
  closed({ id: 'b', requestedAtMs, outcome: 'completed', past: past('reached'), queue: 'billing', origin: 'lost' }),
  closed({ id: 'c', requestedAtMs, outcome: 'exhausted', past: past('busy', 'no_answer', 'voicemail') }),
  closed({ id: 'd', requestedAtMs, outcome: 'cancelled', past: past('stopped') }),
  closed({ id: 'e', requestedAtMs, outcome: 'withdrawn', past: [] }),
];

function report() {
  const tally = createCallbacksTally();
  for (const callback of closedOnes) {
    tally.add(callback, callback.outcome === 'completed' ? noonMs + 300_000 : undefined);
  }
  return tally.result();
}

test('success per request is callbacks with an agent over distinct requests', () => {
  const { perRequest } = report();
  expect(perRequest).toMatchObject({
    requests: 5,
    reached: 2,
    successRate: 0.4,
    outcomes: { completed: 2, exhausted: 1, cancelled: 1, withdrawn: 1, expired: 0, refused: 0 },
    // Four were dialed; each of their first attempts ended after ten minutes.
    waitToFirstAttempt: { count: 4, meanSeconds: 600 },
    waitToAgent: { count: 2, meanSeconds: 300 },
  });
  expect(perRequest.queues.map(({ queue, requests, successRate }) => [queue, requests, successRate])).toEqual([
    ['billing', 1, 1],
    ['support', 4, 0.25],
  ]);
  expect(perRequest.origins.map(({ origin, requests }) => [origin, requests])).toEqual([
    ['lost', 1],
    ['requested', 4],
  ]);
});

test('the wait to the first attempt ends as that one begins, or ended where its beginning is not kept', () => {
  const tally = createCallbacksTally();
  const [first] = past('no_answer');
  if (first === undefined) throw new Error('no attempt');
  tally.add(closed({ requestedAtMs, past: [{ ...first, startedAtMs: noonMs + 570_000 }] }));
  tally.add(closed({ requestedAtMs, past: [first] }));
  expect(tally.result().perRequest.waitToFirstAttempt).toEqual({ count: 2, meanSeconds: 585, longestSeconds: 600 });
});

test('success per attempt leaves out the dials that we stopped ourselves', () => {
  const { perAttempt } = report();
  // 2 + 1 + 3 + 1 dials; one of them stopped.
  expect(perAttempt).toMatchObject({ attempts: 7, counted: 6, reached: 2, successRate: 0.3333 });
  expect(perAttempt.outcomes).toMatchObject({ reached: 2, no_answer: 2, busy: 1, voicemail: 1, stopped: 1 });
  expect(perAttempt.numbers.map(({ attempt, counted, reached }) => [attempt, counted, reached])).toEqual([
    [1, 3, 1],
    [2, 2, 1],
    [3, 1, 0],
  ]);
});

test('a callback in which an agent was reached counts as reached, however it was closed', () => {
  const tally = createCallbacksTally();
  tally.add(closed({ outcome: 'withdrawn', past: past('reached') }));
  expect(tally.result().perRequest).toMatchObject({ reached: 1, successRate: 1 });
});

test('without callbacks there is no rate', () => {
  const { perRequest, perAttempt } = createCallbacksTally().result();
  expect([perRequest.successRate, perAttempt.successRate, perRequest.waitToAgent.meanSeconds]).toEqual([
    null,
    null,
    null,
  ]);
});
