import * as fc from 'fast-check';
import { releaseGuard, takeGuard, type DialGuard, type GuardRule } from '../../../lib/core/dial-guard';
import { callerNumber, noonMs } from '../../support/builders/callbacks';

describe('the dial guard of a number', () => {
  const taker = { number: callerNumber, callbackId: 'A', attempt: 1, leaseUntilMs: noonMs + 75_000 };
  const rule: GuardRule = { nowMs: noonMs, timeZone: 'Europe/London', perDay: 2, isHolderOver: false };
  const taken = (guard?: DialGuard, changes: Partial<typeof taker> = {}, with_: Partial<GuardRule> = {}): DialGuard => {
    const result = takeGuard(guard, { ...taker, ...changes }, { ...rule, ...with_ });
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };

  test('is taken by one attempt, again by the same one, and by no other', () => {
    const first = taken();
    expect(taken(first)).toEqual(first);
    for (const other of [{ callbackId: 'B' }, { attempt: 2 }]) {
      expect(takeGuard(first, { ...taker, ...other }, rule)).toMatchObject({
        ok: false,
        error: { code: 'number_busy' },
      });
    }
  });

  test('passes on only when the lease has run out and the holder is known to be over', () => {
    const late = { ...rule, nowMs: noonMs + 75_000 };
    const other = { ...taker, callbackId: 'B' };
    expect(takeGuard(taken(), other, late).ok).toBe(false);
    expect(takeGuard(taken(), other, { ...rule, isHolderOver: true }).ok).toBe(false);
    expect(takeGuard(taken(), other, { ...late, isHolderOver: true }).ok).toBe(true);
  });

  test('counts the dials of a day over all callbacks, each attempt once, and those never made not at all', () => {
    const spent = (guard: DialGuard, attempt: number, isSpent = true) =>
      releaseGuard(guard, { callbackId: 'A', attempt, isSpent });
    const one = spent(taken(), 1);
    const unmade = spent(taken(one, { attempt: 2 }), 2, false);
    const two = spent(taken(unmade, { attempt: 3 }), 3);
    const nextDayMs = Date.UTC(2026, 2, 3);
    expect(takeGuard(two, { ...taker, callbackId: 'B' }, rule)).toEqual({
      ok: false,
      error: { code: 'daily_limit', nextDayMs },
    });
    expect(taken(two, { callbackId: 'B' }, { nowMs: nextDayMs }).dials).toEqual(['B#1']);
  });

  test('is let go by its holder only', () => {
    expect(releaseGuard(taken(), { callbackId: 'B', attempt: 1, isSpent: true })).toBeUndefined();
    expect(releaseGuard(taken(), { callbackId: 'A', attempt: 2, isSpent: true })).toBeUndefined();
    expect(releaseGuard(undefined, { callbackId: 'A', attempt: 1, isSpent: true })).toBeUndefined();
    expect(releaseGuard(taken(), { callbackId: 'A', attempt: 1, isSpent: true })?.holder).toBeUndefined();
  });
});

describe('the limits of a number', () => {
  const hourMs = 3_600_000;

  /** Dials at each of these times, by a callback each, for as long as it is allowed; when each refusal says to come back. */
  function dialed(times: readonly number[], rule: Pick<GuardRule, 'timeZone' | 'perDay' | 'perWeek'>) {
    let guard: DialGuard | undefined;
    return times.map((nowMs, index) => {
      const holder = { callbackId: `C${index}`, attempt: 1 };
      const taken = takeGuard(
        guard,
        { ...holder, number: callerNumber, leaseUntilMs: nowMs },
        { ...rule, nowMs, isHolderOver: true },
      );
      if (taken.ok) guard = releaseGuard(taken.value, { ...holder, isSpent: true });
      if (taken.ok) return 'dialed';
      return taken.error.code === 'number_busy' ? 'busy' : { ...taken.error };
    });
  }

  test('are those of a day as the centre has it', () => {
    // Ten at night and two in the morning in New York are one day in London.
    const times = [Date.UTC(2026, 2, 3, 3), Date.UTC(2026, 2, 3, 7)];
    expect(dialed(times, { timeZone: 'America/New_York', perDay: 1 })).toEqual(['dialed', 'dialed']);
    const nextDayMs = Date.UTC(2026, 2, 4);
    expect(dialed(times, { timeZone: 'UTC', perDay: 1 })).toEqual(['dialed', { code: 'daily_limit', nextDayMs }]);
  });

  test('end with the day, also where it has 23 hours', () => {
    const lastMs = Date.UTC(2026, 2, 29, 12);
    const nextDayMs = Date.UTC(2026, 2, 29, 23);
    const limited = dialed([lastMs, lastMs], { timeZone: 'Europe/London', perDay: 1 });
    expect(limited).toEqual(['dialed', { code: 'daily_limit', nextDayMs }]);
  });

  test('of a week count seven days, and say when the first of them is over', () => {
    const days = [0, 1, 2, 3].map((day) => noonMs + day * 24 * hourMs);
    const rule = { timeZone: 'Europe/London', perDay: 2, perWeek: 3 };
    const nextDayMs = Date.UTC(2026, 2, 9);
    expect(dialed(days, rule)).toEqual(['dialed', 'dialed', 'dialed', { code: 'weekly_limit', nextDayMs }]);
    expect(dialed([...days.slice(0, 3), nextDayMs], rule)).toEqual(['dialed', 'dialed', 'dialed', 'dialed']);
  });

  test('hold at every time, and are no tighter than they say', () => {
    const anyTimes = fc
      .array(fc.integer({ min: 0, max: 30 * 24 }), { minLength: 1, maxLength: 60 })
      .map((hours) => hours.toSorted((a, b) => a - b).map((hour) => Date.UTC(2026, 2, 10) + hour * hourMs));
    const anyRule = fc.record({
      timeZone: fc.constantFrom('Europe/London', 'America/New_York', 'Asia/Kolkata'),
      perDay: fc.integer({ min: 1, max: 3 }),
      perWeek: fc.integer({ min: 1, max: 8 }),
    });
    let refused = 0;
    fc.assert(
      fc.property(anyTimes, anyRule, (times, rule) => {
        const dayOf = (atMs: number) =>
          Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: rule.timeZone }).format(atMs)) / (24 * hourMs);
        const results = dialed(times, rule);
        const made = (until: number) => times.slice(0, until).filter((_, index) => results[index] === 'dialed');
        const within = (day: number, days: number, until: number) =>
          made(until).filter((atMs) => dayOf(atMs) > day - days && dayOf(atMs) <= day).length;
        times.forEach((atMs, index) => {
          const isFree = within(dayOf(atMs), 1, index) < rule.perDay && within(dayOf(atMs), 7, index) < rule.perWeek;
          const result = results[index];
          expect(result === 'dialed').toBe(isFree);
          if (typeof result !== 'object') return;
          refused += 1;
          // On the day that was named a dial is allowed, and on none before it.
          const named = dayOf(result.nextDayMs);
          const fits = (day: number) => within(day, 1, index) < rule.perDay && within(day, 7, index) < rule.perWeek;
          expect(fits(named)).toBe(true);
          for (let day = dayOf(atMs); day < named; day += 1) expect(fits(day)).toBe(false);
          expect(dayOf(result.nextDayMs - 1)).toBe(named - 1);
        });
      }),
      { numRuns: 100, seed: 4 },
    );
    expect(refused).toBeGreaterThan(100);
  });
});
