import type { Result } from '../../../lib/core/result';
import * as fc from 'fast-check';
import { outcomeOf } from '../../../lib/core/callback/attempt';
import { timerOf } from '../../../lib/core/callback/callback';
import { recordContact, takeOverDial, undoClaim } from '../../../lib/core/callback/dialing';
import { hold, release } from '../../../lib/core/callback/holding';
import { byPlace, placeKey } from '../../../lib/core/callback/line-order';
import { nextAttempt } from '../../../lib/core/callback/next-attempt';
import { requestCallback } from '../../../lib/core/callback/request';
import { passTime } from '../../../lib/core/callback/timers';
import {
  callbackFacts,
  closed,
  dialing,
  held,
  inEveryState,
  noonMs,
  offered,
  scheduled,
  waiting,
} from '../../support/builders/callbacks';
import { policyOf } from '../../support/builders/policies';

const retry = policyOf().queues[0]!.retry;
const over = { contactId: 'c', disconnectedAtMs: 5 };

const heldContactId = 'contactId' in held() ? held().contactId : 'none';

/** The value of a transition that is not refused. */
function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

describe('how an attempt ended', () => {
  test.each([
    [
      'an agent joined',
      { ...over, connectedToSystemAtMs: 1, enqueuedAtMs: 2, connectedToAgentAtMs: 3 },
      false,
      'reached',
    ],
    [
      'an agent joined, whatever the reason says',
      { ...over, connectedToAgentAtMs: 3, disconnectReason: 'TELECOM_BUSY' },
      false,
      'reached',
    ],
    ['queued and left', { ...over, connectedToSystemAtMs: 1, enqueuedAtMs: 2 }, false, 'left_after_ready'],
    ['pressed 1 and left before the queue', { ...over, connectedToSystemAtMs: 1 }, true, 'left_after_ready'],
    ['picked up, nobody pressed 1', { ...over, connectedToSystemAtMs: 1 }, false, 'voicemail'],
    [
      'picked up beats a network reason',
      { ...over, connectedToSystemAtMs: 1, disconnectReason: 'TELECOM_PROBLEM' },
      false,
      'voicemail',
    ],
    ['busy', { ...over, disconnectReason: 'TELECOM_BUSY' }, false, 'busy'],
    ['no such number', { ...over, disconnectReason: 'TELECOM_NUMBER_INVALID' }, false, 'invalid_number'],
    ['blocked', { ...over, disconnectReason: 'TELECOM_POTENTIAL_BLOCKING' }, false, 'failed'],
    ['network trouble', { ...over, disconnectReason: 'TELECOM_PROBLEM' }, false, 'failed'],
    ['timed out', { ...over, disconnectReason: 'TELECOM_TIMEOUT' }, false, 'no_answer'],
    ['unanswered', { ...over, disconnectReason: 'TELECOM_UNANSWERED' }, false, 'no_answer'],
    ['stopped by us', { ...over, disconnectReason: 'OTHER' }, false, 'no_answer'],
    ['no reason known', over, false, 'no_answer'],
  ] as const)('%s', (_name, facts, isReady, expected) => {
    expect(outcomeOf(facts, isReady)).toBe(expected);
  });
});

describe('what follows an attempt', () => {
  test.each([
    ['busy', 300],
    ['no_answer', 900],
    ['voicemail', 900],
    ['failed', 300],
    ['left_after_ready', 300],
  ] as const)('%s is tried again after %i seconds, until the attempts are spent', (outcome, seconds) => {
    const next = (attemptsSpent: number) => nextAttempt(retry, { outcome, attemptsSpent, past: [], atMs: noonMs });
    expect(next(1)).toEqual({ kind: 'retry', dueAtMs: noonMs + seconds * 1000 });
    expect(next(2)).toEqual({ kind: 'retry', dueAtMs: noonMs + seconds * 1000 });
    expect(next(3)).toEqual({ kind: 'close', outcome: 'exhausted' });
  });

  test('reached completes, no such number is refused, and one we stopped goes on at once', () => {
    const next = (outcome: 'reached' | 'invalid_number' | 'stopped') =>
      nextAttempt(retry, { outcome, attemptsSpent: 9, past: [], atMs: 7 });
    expect(next('reached')).toEqual({ kind: 'close', outcome: 'completed' });
    expect(next('invalid_number')).toEqual({ kind: 'close', outcome: 'refused' });
    expect(next('stopped')).toEqual({ kind: 'retry', dueAtMs: 7 });
  });
});

describe('the line', () => {
  test('sorts by the text of the place as it does by place and id', () => {
    const anyPlace = fc.record({ placeMs: fc.nat({ max: 9e14 }), id: fc.constantFrom('01A', '01B', '01BC', '02') });
    const close = fc.record({
      placeMs: fc.integer({ min: noonMs - 2, max: noonMs + 2 }),
      id: fc.constantFrom('01A', '01B', '02'),
    });
    fc.assert(
      fc.property(fc.oneof(fc.tuple(anyPlace, anyPlace), fc.tuple(close, close)), ([a, b]) => {
        const [x, y] = [placeKey(a), placeKey(b)];
        const byText = x === y ? 0 : x < y ? -1 : 1;
        expect(Math.sign(byPlace(a, b))).toBe(byText);
      }),
      { numRuns: 2_000, seed: 4 },
    );
  });

  test('a request keeps the place the caller had, and is held while that caller is still on the line', () => {
    const request = callbackFacts();
    const callback = requestCallback(request, noonMs);
    expect(callback).toMatchObject({ state: 'held', contactId: 'inbound-1', placeMs: request.placeMs, attempt: 0 });
    expect(release(callback, 'inbound-1', noonMs)).toMatchObject({
      ok: true,
      value: { state: 'waiting', placeMs: request.placeMs },
    });
  });
});

describe('timers', () => {
  test('a callback that is due enters the line, and one that is not does not', () => {
    const callback = scheduled();
    expect(passTime(callback, callback.dueAtMs - 1)).toEqual({
      ok: false,
      error: { code: 'not_due', dueAtMs: callback.dueAtMs },
    });
    expect(passTime(callback, callback.dueAtMs)).toMatchObject({
      ok: true,
      value: { state: 'waiting', inLineSinceMs: callback.dueAtMs },
    });
  });

  test('at the deadline a callback in the line or out of it ends as expired, with the deadline as its time', () => {
    for (const callback of [waiting(), scheduled({ dueAtMs: noonMs + 1e12 })]) {
      const { deadlineMs } = callback;
      expect(passTime(callback, deadlineMs - 1)).toMatchObject({ ok: false, error: { code: 'not_due' } });
      expect(passTime(callback, deadlineMs + 5)).toMatchObject({
        ok: true,
        value: { outcome: 'expired', closedAtMs: deadlineMs },
      });
    }
  });

  test('a callback whose task nobody took goes back to the line as of when it was last there', () => {
    const callback = offered();
    expect(passTime(callback, callback.leaseUntilMs - 1)).toMatchObject({ ok: false, error: { code: 'not_due' } });
    expect(passTime(callback, callback.leaseUntilMs)).toMatchObject({
      ok: true,
      value: { state: 'waiting', inLineSinceMs: callback.inLineSinceMs },
    });
  });

  test('every callback but an archived one has a time at which somebody looks at it again', () => {
    for (const callback of Object.values(inEveryState)) expect(timerOf(callback)).toEqual(expect.any(Number));
    expect(timerOf(closed({ archived: true }))).toBeUndefined();
    expect(timerOf(scheduled({ dueAtMs: noonMs + 1e12 }))).toBe(scheduled().deadlineMs);
  });
});

describe('a dial whose contact is not known', () => {
  test('is taken over only after its lease', () => {
    const { leaseUntilMs } = dialing();
    expect(takeOverDial(dialing(), leaseUntilMs - 1)).toEqual({
      ok: false,
      error: { code: 'lease_held', leaseUntilMs },
    });
    expect(takeOverDial(dialing(), leaseUntilMs)).toMatchObject({
      ok: true,
      value: { leaseUntilMs: leaseUntilMs + 75_000 },
    });
  });

  test('is undone with place and attempt as before, and only while no contact is known', () => {
    const undone = undoClaim(dialing({ attempt: 2, attemptsSpent: 2 }), 3, noonMs);
    expect(undone).toMatchObject({
      ok: true,
      value: { state: 'waiting', attempt: 2, attemptsSpent: 2, placeMs: waiting().placeMs },
    });
    expect(undoClaim(dialing({ contactId: 'dial-1' }), 1, noonMs)).toEqual({ ok: false, error: { code: 'no_change' } });
    expect(undoClaim(dialing(), 2, noonMs)).toMatchObject({ ok: false, error: { code: 'other_attempt' } });
  });

  test('keeps the first contact it is given', () => {
    const kept = recordContact(dialing({ contactId: 'dial-1' }), { attempt: 1, contactId: 'dial-2' });
    expect(kept).toEqual({ ok: false, error: { code: 'no_change' } });
  });
});

describe('holding', () => {
  test('and releasing give back what was there, and a wait in the line begins anew', () => {
    const lateMs = noonMs + 600_000;
    for (const [before, after] of [
      [scheduled(), scheduled()],
      [waiting(), waiting({ inLineSinceMs: lateMs })],
    ] as const) {
      const onTheLine = must(hold(before, 'inbound-9', noonMs));
      expect(must(release(onTheLine, 'inbound-9', lateMs))).toEqual(after);
    }
  });

  test('is let go only by the calls that hold it, and only after the last of them', () => {
    expect(release(held(), 'inbound-9', noonMs)).toEqual({ ok: false, error: { code: 'no_change' } });
    const both = must(hold(held(), 'inbound-other', noonMs));
    expect(both).toMatchObject({ state: 'held', contactId: 'inbound-other' });
    for (const order of [
      ['inbound-other', heldContactId],
      [heldContactId, 'inbound-other'],
    ]) {
      const one = must(release(both, order[0] ?? '', noonMs));
      expect(one).toMatchObject({ state: 'held', contactId: order[1] });
      expect(must(release(one, order[1] ?? '', noonMs)).state).toBe('waiting');
    }
  });

  test('marks a dial that is under way with every call that holds it', () => {
    const both = must(hold(must(hold(dialing(), 'inbound-2', noonMs)), 'inbound-3', noonMs));
    const one = must(release(both, 'inbound-3', noonMs));
    expect(one).toMatchObject({ state: 'dialing', after: { kind: 'hold', contactId: 'inbound-2' } });
    expect(must(release(one, 'inbound-2', noonMs))).toMatchObject({ after: { kind: 'resume' } });
  });

  test('is no matter of our own dial: its caller is answering', () => {
    expect(hold(dialing({ contactId: 'dial-1' }), 'dial-1', noonMs)).toEqual({
      ok: false,
      error: { code: 'no_change' },
    });
  });

  test('does not bring back a dial that was cancelled', () => {
    expect(hold(dialing({ after: { kind: 'cancel' } }), 'inbound-2', noonMs).ok).toBe(false);
    const marked = hold(dialing(), 'inbound-2', noonMs);
    expect(marked.ok && release(marked.value, 'inbound-2', noonMs)).toMatchObject({
      ok: true,
      value: { after: { kind: 'resume' } },
    });
  });
});
