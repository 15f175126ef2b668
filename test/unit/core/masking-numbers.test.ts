import * as fc from 'fast-check';
import { maskNumbers } from '../../../lib/core/mask-numbers';
import { placeKey } from '../../../lib/core/callback/line-order';
import { createRng } from '../../../lib/core/rng';
import { createSeededIds } from '../../../lib/adapters/system/ids';

describe('a number is masked', () => {
  test.each([
    ['E.164', 'no callback to +441632960123', 'no callback to +44********23'],
    ['E.164 of seven digits', '+6834002.', '+68***02.'],
    ['in a key', 'CALLER#+441632960123', 'CALLER#+44********23'],
    ['two beside each other', '+441632960123,+12065550142', '+44********23,+12*******42'],
    ['without its plus', 'asked for 441632960123', 'asked for 441*******23'],
    ['as keyed in', 'digits 01632960123', 'digits 016******23'],
    ['as keyed in with 00', '00441632960123', '004*********23'],
    ['of nine digits', '632960123!', '632****23!'],
    ['behind a word', 'number441632960123', 'number441*******23'],
    ['behind an underscore', 'to_441632960123_x', 'to_441*******23_x'],
    ['in an address', '?n=%2B441632960123&a=1', '?n=%2B**********23&a=1'],
    ['with an escaped plus', '{"n":"\\u002B441632960123"}', '{"n":"\\u0*************23"}'],
    ['grouped', 'rang +44 (0)1632 960-123 twice', 'rang +44**************23 twice'],
    ['as a SIP address', 'sip:+441632960123@carrier.example', 'sip:+44********23@carrier.example'],
    ['with no-break spaces and hyphens', '+44\u00a07700\u2011900\u2011123', '+44***********23'],
    ['grouped in an address', 'n=%2B44%207700%20900123', 'n=%2B****************23'],
    ['grouped behind a plus in an address', '+44%207700%20900123', '+44**************23'],
    ['of its country', 'call 020 7946 0958 back', 'call 020********58 back'],
    ['of its country, in brackets', '(020) 7946-0958', '(02**********58'],
    ['of its country, with a slash', 'Tel:0170/1234567.', 'Tel:017*******67.'],
    ['of its country, in pairs', '01 23 45 67 89', '01 *********89'],
    ['of its country, with no-break spaces', '020\u00a07946\u00a00958', '020********58'],
    ['of its country, in an address', '/q?to=020%207946%200958', '/q?to=020************58'],
    ['with a 0 in brackets alone', '(0)1632 960123', '(0)*********23'],
    ['as keyed in with 00, grouped', '0044 7700 900123', '004***********23'],
    ['of North America', 'at 555-867-5309, or', 'at 555*******09, or'],
    ['of North America, with dots', '206.555.0142', '206*******42'],
    ['of North America, in brackets', '(206) 555-0142', '(20*********42'],
    ['of North America, behind a 1', '1-206-555-0142', '1-2*********42'],
    ['before an id', '+441632960123 01JNB5Q4T2000000000000000A', '+44********23 01JNB5Q4T2000000000000000A'],
  ])('%s', (_name, text, expected) => expect(maskNumbers(text)).toBe(expected));

  test('whatever stands around it, and a masked text stays as it is', () => {
    const around = fc.string({ unit: fc.constantFrom('x', 'G', ' ', ':', '"', '#', '-', '/', '\n'), maxLength: 6 });
    const number = fc.integer({ min: 10_000_000, max: 999_999_999_999_999 }).map((digits) => `+${digits}`);
    fc.assert(
      fc.property(around, number, around, (before, digits, after) => {
        const masked = maskNumbers(`${before}${digits}${after}`);
        expect(masked).not.toContain(digits.slice(1));
        expect(maskNumbers(masked)).toBe(masked);
      }),
    );
  });
});

describe('what is no number stays as it is', () => {
  test.each([
    ['a contact whose id ends in twelve digits', '550e8400-e29b-41d4-a716-446655440000'],
    ['a callback of many digits', '01234567890123456789012345'],
    ['the token of a dial', '01JNB5Q4T2000000000000000A-1'],
    ['the token of a task', '01JNB5Q4T2000000000000000A-task-1'],
    ['milliseconds', 'not due before 1772452800000'],
    ['milliseconds in a key', '001772452800000#01JNB5Q4T2000000000000000A'],
    ['a time', '2026-11-22T22:31:23.123Z'],
    ['a sequence number of a table', '4421584500000000017450439091'],
    ['a sequence number of a stream', '49590338271490256608559692538361571095921575989136588898'],
    ['a shard', 'shardId-000000000006:49545115243490985018280067714973144582180062593244200961'],
    ['a record of a table', 'c9fbe7d0261a5163fcb6940593e41797'],
    ['a request to a table', 'MVOJAHPMA6SCEFMFEVPD31FJ7FVV4KQNSO5AEMVJF66Q9ASUAAJG'],
    ['a trace', 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'],
    ['an ARN', 'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10'],
    ['a queue', 'https://sqs.eu-west-2.amazonaws.com/111122223333/dispatch.fifo'],
    ['a place in the code', 'at dial (/var/task/index.js:12:345678)'],
    ['eight digits', 'took 12345678 ms'],
    ['a day and a time', 'at 2026-11-22 22:31:23.123 to 2026-11-22 23:00'],
    ['a day and a time with its zone', '2026-03-02T08:00:00.000+01:00'],
    ['a day in the order of Europe', '01.02.2026 10:31:00, 02-03-2026 08:00'],
    ['a day in the order of America', '02/03/2026 08:00'],
    ['spans of days', '2026-11-02 2026-11-03, 2026-03-01/2026-03-31, 01.02.2026 - 03.02.2026'],
    ['days in a path', 'logs/2026/03/02/08/part-0001.gz'],
    ['hours', '08:00-20:00, 0800-1200'],
    ['versions', 'node 22.11.0, SDK 3.1169.0, kernel 5.10.228-219.884.amzn2'],
    ['addresses of machines', '192.168.100.200:8443, 10.0.0.1, 223.255.255.254'],
    ['amounts', '1 234 567.89, 0.12345678, 12,345,678.00, 007 500.25'],
    ['a log stream', '2026/11/22/[$LATEST]c9fbe7d0261a5163fcb6940593e41797'],
    ['ids of a cloud', 'Z0123456ABCDEFG subnet-0a1b2c3d4e5f60718'],
  ])('%s', (_name, text) => expect(maskNumbers(text)).toBe(text));

  test('any id that we make, and any key of it', () => {
    const ids = createSeededIds(createRng(7));
    for (let index = 0; index < 3_000; index += 1) {
      const nowMs = 1_772_452_800_000 + index * 7_777_777;
      const id = ids.ulid(nowMs);
      for (const text of [id, `${id}-2`, ids.uuid(), String(nowMs), placeKey({ placeMs: nowMs, id })]) {
        expect(maskNumbers(text)).toBe(text);
      }
    }
  });
});
