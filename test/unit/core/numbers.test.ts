import * as fc from 'fast-check';
import { releaseGuard, takeGuard, type DialGuard } from '../../../lib/core/dial-guard';
import { zonesOfNumber } from '../../../lib/core/number-zones';
import { maskPhone, parsePhoneNumber } from '../../../lib/core/phone-number';
import { callerNumber, noonMs } from '../../support/builders/callbacks';

describe('a number', () => {
  test.each([
    ['set aside for fiction in Britain', '+441632960123', undefined, '+441632960123'],
    ['the last of them', '+44 1632 960999', undefined, '+441632960999'],
    ['a fictional mobile', '07700 900123', 'GB', '+447700900123'],
    ['set aside for fiction in America', '+1 206 555 0142', undefined, '+12065550142'],
    ['of an area code that does not exist', '+1 555 555 0100', undefined, '+15555550100'],
    ['without a country code, of the country of the centre', '(206) 555-0142', 'US', '+12065550142'],
    ['with a country code of another', '+441632960123', 'US', '+441632960123'],
    ['keyed in with 00', '0044 1632 960123', 'GB', '+441632960123'],
  ] as const)('%s is read', (_name, input, country, expected) => {
    expect(parsePhoneNumber(input, country)).toEqual({ ok: true, value: expected });
  });

  test.each([
    'anonymous',
    'Anonymous',
    ' RESTRICTED ',
    'unknown',
    'private',
    'unavailable',
    'withheld',
    '',
    '  ',
    undefined,
    null,
  ])('%p is a number that the caller hides', (input) =>
    expect(parsePhoneNumber(input, 'GB')).toEqual({ ok: false, error: { code: 'withheld' } }),
  );

  test.each([
    ['+44163296', 'impossible_number'],
    ['+15550100', 'impossible_number'],
    ['+4416329601234567', 'impossible_number'],
    ['hello', 'not_a_number'],
    ['sip:alice@example.org', 'not_a_number'],
    ['+', 'not_a_number'],
  ] as const)('%s is refused as %s, masked', (input, code) => {
    const parsed = parsePhoneNumber(input, 'GB');
    expect(parsed).toMatchObject({ ok: false, error: { code } });
    expect(JSON.stringify(parsed)).not.toContain(input);
  });

  test('reading what was read changes nothing', () => {
    const digits = fc.integer({ min: 100_000, max: 999_999_999 }).map(String);
    fc.assert(
      fc.property(fc.constantFrom('+44', '+1', '+49', '0', '00'), digits, (prefix, rest) => {
        const once = parsePhoneNumber(prefix + rest, 'GB');
        expect(once.ok ? parsePhoneNumber(once.value, 'US') : once).toEqual(once);
      }),
      { seed: 14 },
    );
  });
});

describe('a masked number', () => {
  test('shows at most five characters, and never all of them', () => {
    const anyText = fc.oneof(
      fc.string({ minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 999_999_999_999 }).map((n) => `+${n}`),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const trimmed = text.trim();
        const masked = maskPhone(text);
        const hidden = masked.split('').filter((char, index) => char === '*' && trimmed[index] !== '*').length;
        expect(masked).toHaveLength(trimmed.length);
        expect(masked.replaceAll('*', '').length).toBeLessThanOrEqual(5);
        expect(hidden > 0 || trimmed.replaceAll('*', '').length < trimmed.length || trimmed === '').toBe(true);
      }),
      { numRuns: 500, seed: 15 },
    );
    expect(maskPhone(callerNumber)).toBe('+44********01');
  });
});

describe('the zones of a number', () => {
  test('of the United States reach from New York to Honolulu, since numbers move with their owners', () => {
    const zones = zonesOfNumber('+12065550142');
    expect(zones).toEqual(expect.arrayContaining(['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu']));
  });

  test('of an area code that tells no country are those of every country with that code', () => {
    const zones = zonesOfNumber('+15555550100');
    expect(zones).toEqual(expect.arrayContaining(['America/Toronto', 'America/Jamaica', 'Pacific/Honolulu']));
  });

  test('of a British number all keep the time of London', () => {
    const zones = zonesOfNumber(callerNumber);
    expect(zones).toContain('Europe/London');
    for (const instant of ['2026-01-15T12:00Z', '2026-07-15T12:00Z']) {
      const clocks = zones.map((timeZone) =>
        new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(Date.parse(instant)),
      );
      expect(new Set(clocks).size).toBe(1);
    }
  });

  test('of a country of one zone are that zone, and of no country none', () => {
    expect(zonesOfNumber('+390612345678')).toEqual(['Europe/Rome']);
    expect(zonesOfNumber('+80012345678')).toEqual([]);
    expect(zonesOfNumber('not a number')).toEqual([]);
  });
});

describe('the dial guard of a number', () => {
  const taker = { number: callerNumber, callbackId: 'A', attempt: 1, leaseUntilMs: noonMs + 75_000 };
  const rule = { nowMs: noonMs, perDay: 2, isHolderOver: false };
  const taken = (
    guard?: DialGuard,
    changes: Partial<typeof taker> = {},
    with_: Partial<typeof rule> = {},
  ): DialGuard => {
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
