import { timerOf, type Callback } from '../../../lib/core/callback/callback';
import { release } from '../../../lib/core/callback/holding';
import { requestCallback } from '../../../lib/core/callback/request';
import { passTime } from '../../../lib/core/callback/timers';
import { held, noonMs, scheduled, waiting } from '../../support/builders/callbacks';

const minuteMs = 60_000;
const giveUpMs = 5 * minuteMs;
const inLineSinceMs = noonMs - minuteMs;

/** What time makes of a callback: its closing, or when it falls due. */
function ending(callback: Callback, nowMs: number) {
  const passed = passTime(callback, nowMs);
  if (!passed.ok) return passed.error;
  if (passed.value.state !== 'closed') return passed.value.state;
  const { outcome, why, closedAtMs } = passed.value;
  return { outcome, why, closedAtMs };
}

describe('a callback that nobody is free for', () => {
  const waits = waiting({ giveUpMs, inLineSinceMs });
  const endMs = inLineSinceMs + giveUpMs;

  test('is given up once it has stood in the line for so long, and says why', () => {
    expect(timerOf(waits)).toBe(endMs);
    expect(ending(waits, endMs - 1)).toEqual({ code: 'not_due', dueAtMs: endMs });
    const given = { outcome: 'expired', why: 'nobody_free', closedAtMs: endMs };
    expect(ending(waits, endMs)).toEqual(given);
    expect(ending(waits, endMs + 7)).toEqual(given);
  });

  test('is not given up while it is not in the line', () => {
    const later = scheduled({ giveUpMs, dueAtMs: noonMs + 60 * minuteMs });
    expect(timerOf(later)).toBe(later.dueAtMs);
    expect(passTime(later, noonMs + 30 * minuteMs).ok).toBe(false);
    expect(passTime(later, later.dueAtMs)).toMatchObject({ ok: true, value: { state: 'waiting', giveUpMs } });
    const onTheLine = held({ giveUpMs, resume: { state: 'waiting', inLineSinceMs } });
    expect(timerOf(onTheLine)).toBe(onTheLine.leaseUntilMs);
    expect(passTime(onTheLine, endMs)).toMatchObject({ ok: false });
  });

  test('is not given up for the time in which its caller was on the line with us', () => {
    const backMs = endMs + 10 * minuteMs;
    const onTheLine = held({ giveUpMs, contactId: 'inbound-1', resume: { state: 'waiting', inLineSinceMs } });
    const back = release(onTheLine, 'inbound-1', backMs);
    expect(back.ok && timerOf(back.value)).toBe(backMs + giveUpMs);
  });

  test('ends by its deadline where that comes first', () => {
    const soon = { ...waits, deadlineMs: endMs - 1 };
    expect(timerOf(soon)).toBe(endMs - 1);
    expect(ending(soon, endMs)).toMatchObject({ outcome: 'expired', why: 'deadline', closedAtMs: endMs - 1 });
  });

  test('waits until its deadline where its queue never gives up', () => {
    const patient = waiting();
    expect(timerOf(patient)).toBe(patient.deadlineMs);
    expect(ending(patient, patient.deadlineMs)).toMatchObject({ why: 'deadline', closedAtMs: patient.deadlineMs });
    expect(ending(scheduled(), scheduled().deadlineMs)).toMatchObject({ why: 'deadline' });
  });
});

test('a callback of a class is looked at every hour, since its class may leave the configuration', () => {
  const hourMs = 60 * minuteMs;
  const vip = waiting({ class: 'vip', inLineSinceMs });
  expect(timerOf(vip)).toBe(inLineSinceMs + hourMs);
  expect(ending(vip, inLineSinceMs + hourMs - 1)).toEqual({ code: 'not_due', dueAtMs: inLineSinceMs + hourMs });
  const lookedAtMs = inLineSinceMs + hourMs;
  const looked = { ...vip, lookedAtMs };
  expect(passTime(vip, lookedAtMs)).toEqual({ ok: true, value: looked });
  expect(timerOf(looked)).toBe(lookedAtMs + hourMs);
  expect(ending(looked, vip.deadlineMs)).toMatchObject({ outcome: 'expired', why: 'deadline' });
});

test('a request has the class it is given, and is given up when its queue says', () => {
  const { id, queue, number, cli, origin, placeMs, requestContactId, deadlineMs } = waiting();
  const request = { id, queue, number, cli, origin, placeMs, requestContactId, deadlineMs };
  expect(requestCallback(request, noonMs)).toMatchObject({ class: 'standard' });
  expect(requestCallback(request, noonMs)).not.toHaveProperty('giveUpMs');
  expect(requestCallback({ ...request, class: 'vip', giveUpMs }, noonMs)).toMatchObject({ class: 'vip', giveUpMs });
});
