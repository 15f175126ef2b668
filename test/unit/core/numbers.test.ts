import * as fc from 'fast-check';
import { maskPhone } from '../../../lib/core/mask-phone';
import { parsePhoneNumber } from '../../../lib/core/phone-number';
import { callerNumber } from '../../support/builders/callbacks';

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

  test('without a country code is another one in each country, whichever was asked first', () => {
    const inEach = () => (['GB', 'US', 'GB'] as const).map((country) => parsePhoneNumber('020 7946 0958', country));
    const [british, american] = inEach();
    expect(british).toEqual({ ok: true, value: '+442079460958' });
    expect(american).not.toEqual(british);
    expect(parsePhoneNumber('020 7946 0958')).toMatchObject({ ok: false });
    expect(inEach()).toEqual([british, american, british]);
  });

  test('more numbers than are kept are each read as before', () => {
    const numbers = Array.from({ length: 1_200 }, (_, index) => `+4416329${String(60_000 + index)}`);
    for (const _ of [1, 2])
      for (const number of numbers) expect(parsePhoneNumber(number)).toEqual({ ok: true, value: number });
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
