import * as fc from 'fast-check';
import { factsOf, type Callback } from '../../../lib/core/callback/callback';
import { adopt, changeRequest } from '../../../lib/core/callback/changing';
import { handle } from '../../../lib/core/callback/closing';
import { afterDial } from '../../../lib/core/callback/dialing';
import { requestForLost } from '../../../lib/core/callback/lost-request';
import { nextAttempt } from '../../../lib/core/callback/next-attempt';
import { timerOf } from '../../../lib/core/callback/timer-of';
import { passTime } from '../../../lib/core/callback/timers';
import type { RetryPolicy } from '../../../lib/core/policy/policy';
import { termsOf } from '../../../lib/core/policy/terms-of';
import { callerNumber, dialing, inEveryState, noonMs, openTask, scheduled } from '../../support/builders/callbacks';
import { policyOf, queueConfig, queueOf } from '../../support/builders/policies';

const request = {
  id: '01JNB000000000000000000002',
  queue: 'billing',
  lostIn: 'support',
  number: callerNumber,
  placeMs: noonMs - 3_600_000,
  requestContactId: 'lost-2',
  deadlineMs: noonMs + 86_400_000,
  dueAtMs: noonMs + 60_000,
};

const adoption = { requestContactId: 'inbound-9', class: 'gold', deadlineMs: noonMs + 9e9 };

describe('a callback for lost calls', () => {
  test('waits out its delay, at the place of the first try, and enters the line then', () => {
    const registered = requestForLost(request, noonMs);
    expect(registered).toEqual({
      ...request,
      cli: callerNumber,
      origin: 'lost',
      class: 'standard',
      requestedAtMs: noonMs,
      attempt: 0,
      attemptsSpent: 0,
      past: [],
      state: 'scheduled',
      why: 'delay',
    });
    expect(timerOf(registered)).toBe(noonMs + 60_000);
    expect(passTime(registered, noonMs + 59_999)).toMatchObject({ ok: false, error: { code: 'not_due' } });
    expect(passTime(registered, noonMs + 60_000)).toMatchObject({
      ok: true,
      value: { state: 'waiting', placeMs: request.placeMs, lostIn: 'support' },
    });
  });

  test('keeps where its calls were lost, whatever becomes of it', () => {
    expect(factsOf(requestForLost(request, noonMs))).toMatchObject({ lostIn: 'support', origin: 'lost' });
  });

  test.each([
    ['number', { number: '+441632960009' }, { callNumber: '+441632960009' }],
    ['time', { slot: { startMs: noonMs + 7_200_000, deadlineMs: noonMs + 9e7 } }, { slotMs: noonMs + 7_200_000 }],
  ])('becomes a requested one when its caller says which %s', (_what, change, kept) => {
    const lost = requestForLost(request, noonMs);
    for (const callback of [lost, dialing({ ...factsOf(lost) })]) {
      expect(changeRequest(callback, change, noonMs + 1)).toMatchObject({
        ok: true,
        value: { origin: 'requested', requestedAtMs: noonMs + 1, lostIn: 'support', ...kept },
      });
    }
  });

  test('a change of what was asked for leaves when it was asked for as it is', () => {
    const changed = changeRequest(scheduled(), { number: '+441632960009' }, noonMs);
    expect(changed).toMatchObject({ ok: true, value: { requestedAtMs: scheduled().requestedAtMs } });
  });

  test('being dialed becomes what the caller now asks for, on the call on which that is asked', () => {
    const ringing = dialing({
      origin: 'lost',
      lostIn: 'support',
      after: { kind: 'hold', contactId: 'c', leaseUntilMs: 1 },
    });
    const adopted = { ...ringing, ...adoption, origin: 'requested', requestedAtMs: noonMs };
    expect(adopt({ ...ringing, giveUpMs: 5 }, adoption, noonMs)).toEqual({ ok: true, value: adopted });
    expect(adopt(ringing, { ...adoption, giveUpMs: 7 }, noonMs)).toEqual({
      ok: true,
      value: { ...adopted, giveUpMs: 7 },
    });
  });

  test.each(['cancel', 'withdraw', 'complete'] as const)('that was to %s goes on, held for the asking call', (kind) => {
    const after = kind === 'complete' ? { kind, atMs: noonMs } : { kind };
    expect(adopt(dialing({ origin: 'lost', after }), adoption, noonMs)).toMatchObject({
      ok: true,
      value: { origin: 'requested', after: { kind: 'hold', contactId: 'inbound-9' } },
    });
  });

  test('becomes what is asked for at the chosen time, on the chosen number', () => {
    const slot = { startMs: noonMs + 3_600_000, deadlineMs: noonMs + 9e9 };
    const change = { number: '+441632960009', slot };
    expect(adopt(dialing({ origin: 'lost' }), { ...adoption, ...change }, noonMs)).toMatchObject({
      ok: true,
      value: {
        callNumber: '+441632960009',
        slotMs: slot.startMs,
        deadlineMs: slot.deadlineMs,
        after: { kind: 'reschedule', dueAtMs: slot.startMs, placeMs: slot.startMs },
      },
    });
  });

  test.each([
    ['asked for already', dialing(), 'no_change'],
    ['not being dialed', scheduled({ origin: 'lost' }), 'wrong_state'],
  ] as const)('%s is not adopted', (_name, callback, code) => {
    expect(adopt(callback, adoption, noonMs)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('handled by hand', () => {
  test.each(['waiting', 'scheduled', 'held', 'offered'] as const)('%s ends', (state) => {
    expect(handle(inEveryState[state], noonMs)).toMatchObject({
      ok: true,
      value: { state: 'closed', outcome: 'handled_by_supervisor', closedAtMs: noonMs, archived: false },
    });
  });

  test('a dial is let end first and frees its agent at once; then nobody is called again', () => {
    const handled = handle(dialing({ tasksOffered: 1, task: openTask() }), noonMs);
    expect(handled).toMatchObject({ ok: true, value: { state: 'dialing', after: { kind: 'withdraw' } } });
    const value: Callback = handled.ok ? handled.value : dialing();
    expect(value).not.toHaveProperty('task');
    expect(afterDial(value, { kind: 'withdraw' }, noonMs + 1)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
    expect(handle(value, noonMs)).toMatchObject({ ok: false, error: { code: 'no_change' } });
  });

  test.each(['answered', 'talking', 'closed'] as const)('%s stays', (state) => {
    expect(handle(inEveryState[state], noonMs)).toMatchObject({ ok: false, error: { code: 'wrong_state' } });
  });
});

describe('attempts spaced by their number', () => {
  const { retry } = queueOf(policyOf(), 'support');
  const spaced = { ...retry, attemptsMax: 9, spacingMs: [300_000, 900_000, 3_600_000] };
  const dueAfter = (outcome: 'busy' | 'no_answer' | 'failed', attemptsSpent: number, policy: RetryPolicy = spaced) => {
    const next = nextAttempt(policy, { outcome, attemptsSpent, past: [], atMs: noonMs });
    return next.kind === 'retry' ? next.dueAtMs - noonMs : next.outcome;
  };

  test('follow after 5, 15 and 60 minutes, whatever the outcome, and after 60 from then on', () => {
    for (const outcome of ['busy', 'no_answer', 'failed'] as const) {
      expect([1, 2, 3, 4, 8].map((attempt) => dueAfter(outcome, attempt))).toEqual([
        300_000, 900_000, 3_600_000, 3_600_000, 3_600_000,
      ]);
    }
  });

  test('end at the limits all the same', () => {
    expect(dueAfter('busy', 9)).toBe('exhausted');
    const past = [1, 2].map((attempt) => ({ attempt, outcome: 'voicemail' as const, atMs: noonMs }));
    const limited = { ...spaced, limits: { voicemail: 1 } };
    expect(nextAttempt(limited, { outcome: 'voicemail', attemptsSpent: 2, past, atMs: noonMs })).toEqual({
      kind: 'close',
      outcome: 'exhausted',
    });
  });

  test('one that we stopped is followed at once, and without spacing the outcome decides', () => {
    expect(nextAttempt(spaced, { outcome: 'stopped', attemptsSpent: 0, past: [], atMs: noonMs })).toEqual({
      kind: 'retry',
      dueAtMs: noonMs,
    });
    expect(dueAfter('busy', 1, { ...retry, attemptsMax: 9 })).toBe(retry.afterMs.busy);
  });

  test('of any list no attempt waits for a time that is not in it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_440 }), { minLength: 1 }), fc.nat(20), (spacingMs, spent) => {
        const policy = { ...retry, attemptsMax: 50, spacingMs };
        expect(spacingMs).toContain(dueAfter('busy', spent, policy));
      }),
    );
  });
});

describe('the terms of a callback', () => {
  const hours = [{ days: ['mon' as const, 'wed' as const, 'fri' as const], from: '09:00', to: '17:00' }];
  const attempts = { max: 2, spacingMinutes: [1] };
  const callBack = { queue: 'billing', attempts, hours, giveUpSeconds: 600, mode: 'agent-first' as const };
  const policy = policyOf({
    queues: [
      queueConfig('support', { lost: { callBack }, giveUpSeconds: 120 }),
      queueConfig('billing', { giveUpSeconds: 300, mode: 'customer-first' }),
    ],
  });
  const own = { giveUpMs: 300_000, mode: 'customer-first', retry: queueOf(policy, 'billing').retry };

  test('are those of its queue when it was asked for, wherever its caller was lost before', () => {
    expect(termsOf(policy, { queue: 'billing', origin: 'requested' })).toEqual(own);
    expect(termsOf(policy, { queue: 'billing', origin: 'requested', lostIn: 'support' })).toEqual(own);
  });

  test('are those for lost calls of the queue in which they were lost', () => {
    expect(termsOf(policy, { queue: 'billing', origin: 'lost', lostIn: 'support' })).toEqual({
      retry: expect.objectContaining({ attemptsMax: 2, spacingMs: [60_000] }),
      hours: expect.objectContaining({ timeZone: 'Europe/London' }),
      giveUpMs: 600_000,
      mode: 'agent-first',
    });
  });

  test('are those of the queue that calls back where nothing is said of lost calls any more', () => {
    expect(termsOf(policy, { queue: 'billing', origin: 'lost', lostIn: 'billing' })).toEqual(own);
    expect(termsOf(policy, { queue: 'billing', origin: 'lost' })).toEqual(own);
  });

  test('of a queue that is not in the policy are those of the first', () => {
    const { retry } = queueOf(policy, 'support');
    expect(termsOf(policy, { queue: 'gone', origin: 'requested' })).toEqual({ retry, giveUpMs: 120_000 });
  });
});
