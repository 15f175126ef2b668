import * as fc from 'fast-check';
import type { AttemptOutcome } from '../../../lib/core/callback/attempt';
import type { Callback } from '../../../lib/core/callback/callback';
import { claim } from '../../../lib/core/callback/dialing';
import { confirmReady, observeDial } from '../../../lib/core/callback/observing';
import { passTime } from '../../../lib/core/callback/timers';
import type { RetriedOutcome, RetryPolicy } from '../../../lib/core/policy/policy';
import { dialRequest, noonMs, waiting } from '../../support/builders/callbacks';
import { policyOf, queueConfig } from '../../support/builders/policies';

const afterMs = { busy: 1, no_answer: 2, voicemail: 3, failed: 4, left_after_ready: 5 };
const retried: readonly RetriedOutcome[] = ['busy', 'no_answer', 'voicemail', 'failed', 'left_after_ready'];
const placeMs = waiting().placeMs;

/** One attempt of a callback that waits, which ends as is said. */
function tried(callback: Callback, outcome: RetriedOutcome, policy: RetryPolicy, nowMs: number): Callback {
  const attempt = callback.attempt + 1;
  const contactId = `dial-${attempt}`;
  const claimed = claim(callback, dialRequest(callback), nowMs);
  if (!claimed.ok) throw new Error(claimed.error.code);
  const isReady = outcome === 'left_after_ready';
  const ready = isReady ? confirmReady(claimed.value, { attempt, contactId }, nowMs) : claimed;
  if (!ready.ok) throw new Error(ready.error.code);
  const reasons: Partial<Record<AttemptOutcome, string>> = { busy: 'TELECOM_BUSY', failed: 'TELECOM_PROBLEM' };
  const reason = reasons[outcome];
  const facts = {
    contactId,
    ...(outcome === 'voicemail' ? { connectedToSystemAtMs: nowMs } : {}),
    ...(reason === undefined ? {} : { disconnectReason: reason }),
    disconnectedAtMs: nowMs,
  };
  const ended = observeDial(ready.value, { attempt, facts, nowMs }, policy);
  if (!ended.ok) throw new Error(ended.error.code);
  return ended.value;
}

/** The states after each of these attempts, for as long as another one is made. */
function attempts(outcomes: readonly RetriedOutcome[], policy: RetryPolicy): readonly Callback[] {
  const states: Callback[] = [];
  let callback: Callback = waiting();
  for (const outcome of outcomes) {
    const nowMs = noonMs + states.length * 100;
    callback = tried(callback, outcome, policy, nowMs);
    states.push(callback);
    if (callback.state === 'closed') break;
    const due = passTime(callback, nowMs + 50);
    if (!due.ok) throw new Error(due.error.code);
    callback = due.value;
  }
  return states;
}

const closings = (outcomes: readonly RetriedOutcome[], limits: RetryPolicy['limits']) =>
  attempts(outcomes, { attemptsMax: 10, afterMs, limits }).map(({ state }) => state);

test.each(retried)('with a limit of none after %s there is never another attempt', (outcome) => {
  expect(closings([outcome, outcome], { [outcome]: 0 })).toEqual(['closed']);
});

test.each(retried)('a limit of two after %s lets two more attempts be made', (outcome) => {
  expect(closings([outcome, outcome, outcome, outcome], { [outcome]: 2 })).toEqual([
    'scheduled',
    'scheduled',
    'closed',
  ]);
});

test('what ended otherwise does not count', () => {
  const states = closings(['no_answer', 'busy', 'failed', 'busy'], { busy: 1 });
  expect(states).toEqual(['scheduled', 'scheduled', 'scheduled', 'closed']);
});

test('a queue may limit each of them', () => {
  const retriesMax = { busy: 4, noAnswer: 3, voicemail: 0, failed: 2, leftAfterReady: 1 };
  const { queues } = policyOf({ queues: [queueConfig('support', { attempts: { retriesMax } })] });
  expect(queues[0]?.retry.limits).toEqual({ busy: 4, no_answer: 3, voicemail: 0, failed: 2, left_after_ready: 1 });
  expect(policyOf().queues[0]?.retry.limits).toEqual({});
});

test('whatever the outcomes, the first that is over its limit or the last attempt ends it, and the place is kept', () => {
  const anyLimits = fc.record(Object.fromEntries(retried.map((outcome) => [outcome, fc.integer({ min: 0, max: 3 })])), {
    requiredKeys: [],
  });
  const anyPolicy = fc.record({
    attemptsMax: fc.integer({ min: 1, max: 6 }),
    afterMs: fc.constant(afterMs),
    limits: anyLimits,
  });
  const ends = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...retried), { minLength: 8, maxLength: 8 }),
      anyPolicy,
      (outcomes, policy) => {
        const states = attempts(outcomes, policy);
        const counts = new Map<RetriedOutcome, number>();
        let expected = 0;
        for (const outcome of outcomes) {
          expected += 1;
          counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
          const isOver = (counts.get(outcome) ?? 0) > (policy.limits[outcome] ?? Number.POSITIVE_INFINITY);
          if (isOver || expected === policy.attemptsMax) {
            ends.add(isOver ? 'limit' : 'attempts');
            break;
          }
        }
        expect(states).toHaveLength(expected);
        expect(states.map((one) => one.placeMs)).toEqual(states.map(() => placeMs));
        expect(states.at(-1)).toMatchObject({ state: 'closed', outcome: 'exhausted', attemptsSpent: expected });
      },
    ),
    { numRuns: 300, seed: 5 },
  );
  expect([...ends].toSorted()).toEqual(['attempts', 'limit']);
});
