import fc from 'fast-check';
import { readCallRequest, readKeys } from '../../../../local/live/control-requests';
import { policyOf, queueConfig } from '../../../support/builders/policies';

const policy = policyOf({
  queues: [queueConfig('support', { languages: ['en-US', 'ru-RU'] }), queueConfig('billing')],
});
const from = '+441632960123';

test('a number is enough: the first queue, no language said in advance, keys as the call goes', () => {
  expect(readCallRequest({ from }, policy)).toEqual({
    ok: true,
    value: { number: from, queue: 'support', language: undefined, items: undefined, isStaying: false },
  });
});

test('everything may be said, and a number is normalised', () => {
  const body = { from: '+44 1632 960123', queue: 'support', language: 'ru-RU', keys: ['1', 'answer'], stay: true };
  expect(readCallRequest(body, policy)).toEqual({
    ok: true,
    value: {
      number: from,
      queue: 'support',
      language: 'ru-RU',
      items: [{ kind: 'keys', keys: '1' }, { kind: 'answer' }],
      isStaying: true,
    },
  });
});

test('a number may be withheld', () => {
  expect(readCallRequest({ from: null }, policy)).toMatchObject({ ok: true, value: { number: null } });
});

test.each<[string, unknown, string]>([
  ['no object', 'call me', 'the body: got "call me"; allowed is a JSON object'],
  ['no number', {}, 'from: got nothing; allowed is a number'],
  ['a number without a country code', { from: '01632960123' }, 'from: got "016******23"; allowed is a number'],
  ['a number of no possible length', { from: '+4416329' }, 'from: got "+44***29"; no number of that length'],
  ['an empty number', { from: '' }, 'from: got ""; allowed is a number'],
  ['an unknown queue', { from, queue: 'sales' }, 'queue: got "sales"; there are support, billing'],
  ['an unknown language', { from, language: 'de-DE' }, 'language: got "de-DE"; the queue support speaks en-US, ru-RU'],
  ['another language', { from, queue: 'billing', language: 'ru-RU' }, 'the queue billing speaks en-US'],
  ['a key that is none', { from, keys: ['1', 'x'] }, 'keys: got "x"; allowed is a key'],
  ['keys that are no list', { from, keys: '1' }, 'keys: got "1"; allowed is a list of texts'],
  ['an answer without staying', { from, keys: ['answer'] }, 'keys: answer needs --stay'],
  ['staying that is neither', { from, stay: 'yes' }, 'stay: got "yes"; allowed is true or false'],
  ['a field that does not exist', { from, que: 'support' }, 'que: got "support"; allowed is nothing'],
])('%s is refused in one line that names it', (_, body, reason) => {
  const read = readCallRequest(body, policy);
  expect(read).toEqual({ ok: false, error: expect.stringContaining(reason) });
  expect(read.ok ? '' : read.error).not.toContain('\n');
});

test('no refusal holds the number that was given', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+?\d{7,25}$/), (number) => {
      const read = readCallRequest({ from: number, queue: 'sales' }, policy);
      return !read.ok && !read.error.includes(number);
    }),
  );
});

test('anything at all is read or refused, never thrown', () => {
  fc.assert(fc.property(fc.jsonValue(), (body) => typeof readCallRequest(body, policy).ok === 'boolean'));
});

test.each([
  [{ keys: '0123456789*#' }, true],
  [{ keys: '' }, false],
  [{ keys: 'a' }, false],
  [{ keys: '1'.repeat(31) }, false],
  [{}, false],
  [[], false],
])('keys pressed now: %j, read: %s', (body, isRead) => {
  expect(readKeys(body).ok).toBe(isRead);
});
