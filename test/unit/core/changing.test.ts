import { numberDialed, numberToCall, type AfterDial, type Callback } from '../../../lib/core/callback/callback';
import { changeRequest, type RequestedChange } from '../../../lib/core/callback/changing';
import { cancel } from '../../../lib/core/callback/closing';
import { claim, undoClaim } from '../../../lib/core/callback/dialing';
import { hold, release } from '../../../lib/core/callback/holding';
import { confirmReady, observeDial } from '../../../lib/core/callback/observing';
import type { Result } from '../../../lib/core/result';
import {
  callerNumber,
  dialing,
  dialRequest,
  held,
  noonMs,
  offered,
  scheduled,
  waiting,
} from '../../support/builders/callbacks';
import { toldOf } from '../../support/builders/dial-facts';
import { policyOf } from '../../support/builders/policies';

const retry = policyOf().queues[0]!.retry;
const otherNumber = '+441632960002';
const slotMs = noonMs + 24 * 3_600_000;
const slot = { startMs: slotMs, deadlineMs: slotMs + 120 * 3_600_000 };
const atSlot = { dueAtMs: slotMs, placeMs: slotMs };

/** The value of a transition that is not refused. */
function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

const changed = (callback: Callback, change: RequestedChange) => must(changeRequest(callback, change, noonMs));

describe('a slot', () => {
  test.each([
    ['waiting', waiting()],
    ['scheduled', scheduled()],
    ['offered', offered()],
  ])('is the place and the earliest time of a callback that was %s', (_name, callback) => {
    expect(changed(callback, { slot })).toEqual({
      ...scheduled({ dueAtMs: slotMs, why: 'slot' }),
      placeMs: slotMs,
      slotMs,
      deadlineMs: slot.deadlineMs,
      tasksOffered: callback.tasksOffered,
    });
  });

  test('is what a held callback goes back to, and its calls hold it as before', () => {
    const callback = held({ otherContactIds: ['inbound-0'] });
    expect(changed(callback, { slot })).toEqual({
      ...callback,
      placeMs: slotMs,
      slotMs,
      deadlineMs: slot.deadlineMs,
      resume: { state: 'scheduled', dueAtMs: slotMs, why: 'slot' },
    });
  });

  test('never brings a deadline nearer', () => {
    const callback = waiting({ deadlineMs: slot.deadlineMs + 1 });
    expect(changed(callback, { slot }).deadlineMs).toBe(callback.deadlineMs);
  });

  test('may be exchanged for another one, earlier or later', () => {
    const first = changed(waiting(), { slot });
    const startMs = slotMs - 3_600_000;
    expect(changed(first, { slot: { startMs, deadlineMs: startMs } })).toMatchObject({
      placeMs: startMs,
      slotMs: startMs,
      dueAtMs: startMs,
      deadlineMs: slot.deadlineMs,
    });
  });
});

describe('another number', () => {
  test('is called from then on, and the callback stays under its own', () => {
    const callback = changed(waiting(), { number: otherNumber });
    expect(callback).toEqual({ ...waiting(), callNumber: otherNumber });
    expect([callback.number, numberToCall(callback)]).toEqual([callerNumber, otherNumber]);
  });

  test('that is its own leaves no other behind', () => {
    const callback = waiting({ callNumber: otherNumber });
    expect(changed(callback, { number: callerNumber })).toStrictEqual(waiting());
  });

  test.each(['hours', 'limit'] as const)('need not wait for the %s of the old one', (why) => {
    expect(changed(scheduled({ why }), { number: otherNumber })).toEqual({
      ...waiting({ inLineSinceMs: noonMs }),
      callNumber: otherNumber,
    });
  });

  test.each(['retry', 'slot', 'fault'] as const)('keeps the time that is scheduled for a %s', (why) => {
    expect(changed(scheduled({ why }), { number: otherNumber })).toEqual({
      ...scheduled({ why }),
      callNumber: otherNumber,
    });
  });
});

test('what is so already is told as no change', () => {
  const callback = changed(waiting(), { number: otherNumber, slot });
  const noChange = { ok: false, error: { code: 'no_change' } };
  for (const one of [callback, must(hold(callback, 'inbound-2', noonMs))]) {
    for (const change of [{}, { slot }, { number: otherNumber }, { number: otherNumber, slot }]) {
      expect(changeRequest(one, change, noonMs)).toEqual(noChange);
    }
  }
});

describe('a change while the dial is under way', () => {
  const after = (callback: Callback): AfterDial | undefined =>
    callback.state === 'dialing' ? callback.after : undefined;

  test('to a slot keeps the place until that dial is over, which spends no attempt', () => {
    const put = changed(dialing({ contactId: 'dial-1' }), { slot });
    expect(put).toMatchObject({ state: 'dialing', placeMs: dialing().placeMs, slotMs });
    expect(after(put)).toEqual({ kind: 'reschedule', ...atSlot });
    const { facts } = toldOf('voicemail')[2]!;
    expect(must(observeDial(put, { attempt: 1, facts, nowMs: noonMs }, retry))).toMatchObject({
      ...atSlot,
      state: 'scheduled',
      why: 'slot',
      attempt: 1,
      attemptsSpent: 0,
      past: [{ attempt: 1, outcome: 'stopped' }],
    });
  });

  test('to a slot stands when its contact never becomes known', () => {
    const put = changed(dialing(), { slot });
    expect(must(undoClaim(put, 1, noonMs))).toMatchObject({ state: 'scheduled', ...atSlot, attempt: 0 });
  });

  test('is nothing against an agent who talked with the caller all the same', () => {
    const put = changed(dialing(), { slot });
    const { facts } = toldOf('reaches_agent').at(-1)!;
    const settled = must(observeDial(put, { attempt: 1, facts, nowMs: noonMs }, retry));
    expect(settled).toMatchObject({ state: 'closed', outcome: 'completed' });
  });

  test('outlives the calls that hold it, whichever came first', () => {
    const first = must(hold(changed(dialing(), { slot }), 'inbound-2', noonMs));
    const second = changed(must(hold(dialing(), 'inbound-2', noonMs)), { slot });
    expect(first).toEqual(second);
    expect(after(first)).toMatchObject({ kind: 'hold', contactId: 'inbound-2', reschedule: atSlot });
    const both = must(hold(first, 'inbound-3', noonMs));
    const one = must(release(both, 'inbound-2', noonMs));
    expect(after(one)).toMatchObject({ kind: 'hold', contactId: 'inbound-3', reschedule: atSlot });
    expect(after(must(release(one, 'inbound-3', noonMs)))).toEqual({ kind: 'reschedule', ...atSlot });
  });

  test('gives way to a cancellation, and comes too late after one', () => {
    const cancelled = must(cancel(changed(dialing(), { slot }), noonMs));
    expect(after(cancelled)).toEqual({ kind: 'cancel' });
    for (const end of [{ kind: 'cancel' }, { kind: 'withdraw' }, { kind: 'complete', atMs: noonMs }] as const) {
      const refused = changeRequest(dialing({ after: end }), { slot }, noonMs);
      expect(refused).toEqual({ ok: false, error: { code: 'superseded', by: end.kind } });
    }
  });

  test('to another number goes back to the line, for the new one', () => {
    const put = changed(dialing({ contactId: 'dial-1' }), { number: otherNumber });
    expect(after(put)).toEqual({ kind: 'resume' });
    expect([numberToCall(put), numberDialed(put)]).toEqual([otherNumber, callerNumber]);
    expect(after(changed(changed(dialing(), { slot }), { number: otherNumber }))).toMatchObject({ kind: 'reschedule' });
  });

  test('to another number uses up the attempt and spends none when its contact never becomes known', () => {
    const undone = must(undoClaim(changed(dialing(), { number: otherNumber }), 1, noonMs));
    expect(undone).toMatchObject({ state: 'waiting', attempt: 1, attemptsSpent: 0, past: [{ outcome: 'stopped' }] });
    expect(must(undoClaim(dialing(), 1, noonMs))).toMatchObject({ state: 'waiting', attempt: 0, past: [] });
  });

  test('leaves known which number the caller picked up on, until the agent has gone', () => {
    const put = changed(dialing({ contactId: 'dial-1' }), { number: otherNumber });
    const ready = must(confirmReady(put, { attempt: 1, contactId: 'dial-1' }, noonMs));
    expect(numberDialed(ready)).toBe(callerNumber);
    const { facts } = toldOf('reaches_agent')[3]!;
    const talking = must(observeDial(ready, { attempt: 1, facts, nowMs: noonMs }, retry));
    expect([talking.state, numberDialed(talking)]).toEqual(['talking', callerNumber]);
  });
});

test('a request for the number before the change claims nothing', () => {
  const stale = dialRequest(waiting());
  const refused = claim(changed(waiting(), { number: otherNumber }), stale, noonMs);
  expect(refused).toEqual({ ok: false, error: { code: 'other_number' } });
});
