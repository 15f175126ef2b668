import * as fc from 'fast-check';
import type { AfterDial, Callback } from '../../../lib/core/callback/callback';
import { cancel } from '../../../lib/core/callback/closing';
import { claim } from '../../../lib/core/callback/dialing';
import { confirmReady, observeDial } from '../../../lib/core/callback/observing';
import {
  answered,
  closed,
  dialing,
  dialRequest,
  held,
  noonMs,
  scheduled,
  talking,
  waiting,
} from '../../support/builders/callbacks';
import { dialStories, toldOf, type ToldFacts } from '../../support/builders/dial-facts';
import { policyOf } from '../../support/builders/policies';

const retry = policyOf().queues[0]!.retry;
const nowMs = noonMs + 30_000;

function tell(callback: Callback, told: readonly ToldFacts[], attempt = 1): Callback {
  return told.reduce((current, { facts }) => {
    const observed = observeDial(current, { attempt, facts, nowMs }, retry);
    return observed.ok ? observed.value : current;
  }, callback);
}

const atSlot = { dueAtMs: noonMs + 7_200_000, placeMs: noonMs + 7_200_000 };
const afters: readonly (AfterDial | undefined)[] = [
  undefined,
  { kind: 'cancel' },
  { kind: 'withdraw' },
  { kind: 'resume' },
  { kind: 'hold', contactId: 'inbound-2', leaseUntilMs: noonMs + 120_000 },
  { kind: 'reschedule', ...atSlot },
  { kind: 'hold', contactId: 'inbound-2', leaseUntilMs: noonMs + 120_000, reschedule: atSlot },
];
const anyAfter = fc.constantFrom(...afters);

describe('the events of one dial', () => {
  test('in any order, some of them twice, end in the same state', () => {
    const anyCase = fc.record({ story: fc.constantFrom(...dialStories), after: anyAfter, hasId: fc.boolean() });
    const shuffled = anyCase.chain(({ story, after, hasId }) => {
      const told = toldOf(story);
      const again = fc
        .subarray([...told])
        .chain((repeated) => fc.shuffledSubarray([...told, ...repeated], { minLength: told.length + repeated.length }));
      return fc.record({ told: fc.constant(told), order: again, after: fc.constant(after), hasId: fc.constant(hasId) });
    });
    fc.assert(
      fc.property(shuffled, ({ told, order, after, hasId }) => {
        const start = dialing({ ...(after === undefined ? {} : { after }), ...(hasId ? { contactId: 'dial-1' } : {}) });
        expect(tell(start, order)).toEqual(tell(start, told));
      }),
      { numRuns: 2_000, seed: 2 },
    );
  });

  test('those known so far, before the dial is over, lead to one state as well', () => {
    const told = toldOf('reaches_agent').slice(0, 4);
    fc.assert(
      fc.property(fc.shuffledSubarray([...told], { minLength: 4 }), anyAfter, (order, after) => {
        const start = dialing(after === undefined ? {} : { after });
        expect(tell(start, order)).toEqual(tell(start, told));
      }),
      { seed: 3 },
    );
  });

  test.each([
    ['rings_out', { state: 'scheduled', dueAtMs: noonMs + 25_000 + 900_000 }, 'no_answer'],
    ['busy', { state: 'scheduled', dueAtMs: noonMs + 25_000 + 300_000 }, 'busy'],
    ['voicemail', { state: 'scheduled', dueAtMs: noonMs + 25_000 + 900_000 }, 'voicemail'],
    ['leaves_queue', { state: 'scheduled', dueAtMs: noonMs + 25_000 + 300_000 }, 'left_after_ready'],
    ['reaches_agent', { state: 'closed', outcome: 'completed', closedAtMs: noonMs + 25_000 }, 'reached'],
  ] as const)('a dial that %s is settled from them', (story, expected, outcome) => {
    const settled = tell(dialing(), toldOf(story));
    expect(settled).toMatchObject({ ...expected, attempt: 1, attemptsSpent: 1 });
    expect(settled.past).toEqual([{ attempt: 1, outcome, startedAtMs: noonMs, atMs: noonMs + 25_000 }]);
  });

  test('each state between is the one the caller is in', () => {
    const told = toldOf('reaches_agent');
    const states = told.map((_, index) => tell(dialing(), told.slice(0, index + 1)).state);
    expect(states).toEqual(['dialing', 'dialing', 'answered', 'talking', 'closed', 'closed']);
  });
});

describe('a dial that was given up while it rang', () => {
  test.each([
    ['cancel', { kind: 'cancel' }, { state: 'closed', outcome: 'cancelled' }],
    ['withdraw', { kind: 'withdraw' }, { state: 'closed', outcome: 'withdrawn' }],
    ['resume', { kind: 'resume' }, { state: 'waiting', inLineSinceMs: noonMs + 25_000 }],
    ['hold', { kind: 'hold', contactId: 'inbound-2', leaseUntilMs: noonMs }, { state: 'held', contactId: 'inbound-2' }],
    [
      'reschedule',
      { kind: 'reschedule', ...atSlot },
      { state: 'scheduled', why: 'slot', dueAtMs: atSlot.dueAtMs, placeMs: atSlot.placeMs },
    ],
    [
      'hold, and then a slot',
      { kind: 'hold', contactId: 'inbound-2', leaseUntilMs: noonMs, reschedule: atSlot },
      { state: 'held', placeMs: atSlot.placeMs, resume: { state: 'scheduled', why: 'slot', dueAtMs: atSlot.dueAtMs } },
    ],
  ] as const)('ends as was decided by %s, and spends no attempt', (_name, after, expected) => {
    for (const story of ['rings_out', 'busy', 'voicemail'] as const) {
      const settled = tell(dialing({ after }), toldOf(story));
      expect(settled).toMatchObject({ ...expected, attempt: 1, attemptsSpent: 0 });
      expect(settled.past[0]?.outcome).toBe('stopped');
    }
  });

  test('stays given up when its caller gets into the queue all the same', () => {
    const settled = tell(dialing({ after: { kind: 'cancel' } }), toldOf('leaves_queue'));
    expect(settled).toMatchObject({ state: 'closed', outcome: 'cancelled' });
  });

  test('is completed when its caller reached an agent all the same', () => {
    for (const after of afters) {
      const settled = tell(dialing(after === undefined ? {} : { after }), toldOf('reaches_agent'));
      expect(settled).toMatchObject({ state: 'closed', outcome: 'completed' });
    }
  });

  test('refuses a caller who presses 1 after it was cancelled or put off, and takes one when the callback was given back', () => {
    const ready = { attempt: 1, contactId: 'dial-1' };
    for (const after of [{ kind: 'cancel' }, { kind: 'reschedule', ...atSlot }] as const) {
      const refused = confirmReady(dialing({ after }), ready, nowMs);
      expect(refused).toEqual({ ok: false, error: { code: 'superseded', by: after.kind } });
    }
    expect(confirmReady(dialing({ after: { kind: 'resume' } }), ready, nowMs)).toMatchObject({
      ok: true,
      value: { state: 'answered', readyAtMs: nowMs },
    });
  });
});

describe('what is known already', () => {
  test('of a caller who pressed 1: hanging up is no voicemail', () => {
    const ready = confirmReady(dialing(), { attempt: 1, contactId: 'dial-1' }, nowMs);
    const settled = tell(ready.ok ? ready.value : dialing(), toldOf('voicemail'));
    expect(settled.past[0]?.outcome).toBe('left_after_ready');
  });

  test('of a caller with an agent: a contact that Connect has forgotten was reached', () => {
    const facts = { contactId: 'dial-1', disconnectedAtMs: nowMs, disconnectReason: 'TELECOM_PROBLEM' };
    expect(tell(talking(), [{ kind: 'disconnected', facts }])).toMatchObject({ state: 'closed', outcome: 'completed' });
  });

  test('a contact that lives on is looked at again only after another lease', () => {
    const { facts } = toldOf('voicemail')[1]!;
    const start = dialing({ contactId: 'dial-1', pickedUpAtMs: noonMs + 10_000 });
    const early = observeDial(start, { attempt: 1, facts, nowMs }, retry);
    expect(early).toEqual({ ok: false, error: { code: 'no_change' } });
    const lateMs = start.leaseUntilMs;
    const late = observeDial(start, { attempt: 1, facts, nowMs: lateMs }, retry);
    expect(late).toMatchObject({ ok: true, value: { state: 'dialing', leaseUntilMs: lateMs + 75_000 } });
  });

  test('when the caller picked up stays known, whether the queue or the agent tells of it first', () => {
    const pickedUpAtMs = noonMs + 10_000;
    const start = dialing({ contactId: 'dial-1', pickedUpAtMs });
    const ready = confirmReady(start, { attempt: 1, contactId: 'dial-1' }, nowMs);
    expect(ready).toMatchObject({ ok: true, value: { state: 'answered', pickedUpAtMs } });
    const met = { contactId: 'dial-1', connectedToSystemAtMs: pickedUpAtMs, enqueuedAtMs: noonMs + 15_000 };
    const queued = observeDial(dialing(), { attempt: 1, facts: met, nowMs }, retry);
    expect(queued).toMatchObject({ ok: true, value: { state: 'answered', pickedUpAtMs } });
    const facts = { ...met, connectedToAgentAtMs: noonMs + 20_000, agentId: 'agent-1' };
    for (const before of [dialing(), start, ...(ready.ok ? [ready.value] : [])]) {
      const talks = observeDial(before, { attempt: 1, facts, nowMs }, retry);
      expect(talks).toMatchObject({ ok: true, value: { state: 'talking', pickedUpAtMs } });
    }
  });

  test('observations of another attempt than the one in progress change nothing', () => {
    const { facts } = toldOf('rings_out')[1]!;
    expect(observeDial(dialing(), { attempt: 2, facts, nowMs }, retry)).toEqual({
      ok: false,
      error: { code: 'other_attempt', attempt: 0 },
    });
  });
});

describe('late evidence that an agent was reached', () => {
  const past = [{ attempt: 1, outcome: 'no_answer', atMs: noonMs }] as const;
  const settled = { attempt: 1, attemptsSpent: 1, past };
  const evidence = toldOf('reaches_agent').slice(3, 5);

  test.each([
    ['waiting', waiting(settled)],
    ['scheduled', scheduled(settled)],
    ['held', held(settled)],
    ['closed as exhausted', closed({ ...settled, outcome: 'exhausted', archived: true })],
  ])('completes a callback that is %s, and the copy for reports is written again', (_name, callback) => {
    expect(tell(callback, evidence)).toMatchObject({ state: 'closed', outcome: 'completed', archived: false });
    expect(tell(callback, evidence).past[0]?.outcome).toBe('reached');
  });

  test('completes the callback once the next dial, when that is under way, has ended, and leaves a caller alone who is with us', () => {
    expect(tell(dialing(settled), evidence)).toMatchObject({ state: 'dialing', after: { kind: 'complete' } });
    expect(tell(answered(settled), evidence)).toMatchObject({ state: 'answered', past: [{ outcome: 'reached' }] });
  });

  test('of an attempt that ended without an agent there is nothing to correct', () => {
    const callback = scheduled(settled);
    for (const story of ['rings_out', 'voicemail', 'leaves_queue'] as const) {
      expect(tell(callback, toldOf(story))).toBe(callback);
    }
  });
});

test('a request built for an attempt that has come and gone claims nothing', () => {
  const stale = dialRequest(waiting());
  const later = waiting({ attempt: 1, attemptsSpent: 1 });
  expect(claim(later, stale, noonMs)).toEqual({ ok: false, error: { code: 'other_attempt', attempt: 1 } });
});

test('cancelling twice while dialing is told as no change, and a withdrawal may follow', () => {
  const once = cancel(dialing(), noonMs);
  expect(once.ok && cancel(once.value, noonMs)).toEqual({ ok: false, error: { code: 'no_change' } });
});
