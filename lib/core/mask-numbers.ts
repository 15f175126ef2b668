import { maskPhone } from './mask-phone';

/** What holds many digits and is no number: each is left as it is, with every digit in it. */
const ids = [
  // Contacts, queues, users, requests: the last part of a UUID may be twelve digits.
  '\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b',
  // A ULID, by itself or as the beginning of a token: our callbacks and cases.
  '\\b[0-7][0-9A-HJKMNP-TV-Z]{25}\\b',
  // Digests, trace and span ids; a request id of DynamoDB.
  '\\b(?=\\d*[a-f])[0-9a-f]{16,}\\b',
  '\\b(?=\\d*[A-Z])[0-9A-Z]{40,}\\b',
  // The account in an ARN and in the address of a queue, and shards of streams.
  '\\barn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:\\d{12}\\b',
  '\\.amazonaws\\.com(?:\\.cn)?/\\d{12}\\b',
  '\\bshardId-\\d+',
  // Sequence numbers of streams have 21 digits and more; E.164 ends at 15, and 00 before it makes 17.
  '(?<!\\d)\\d{20,}',
  // Milliseconds until the year 2033, also filled up to 15 digits as in our keys. Behind country code 1 there are ten digits, never twelve.
  '(?<!\\d)(?:00)?1[4-9]\\d{11}(?!\\d)',
];

/** However the plus is written: in an address it is %2B, in some JSON an escape. */
const plus = '(?:\\+|%2[bB]|\\\\u002[bB])';

/** What people and programs put between the digits of a number: spaces and hyphens of every kind, also as an address has them. */
const space = '[ \\u00a0\\u2007-\\u200b\\u202f\\u2060]|%20|%[cC]2%[aA]0';
const hyphen = '[\\-\\u2010-\\u2015\\u2212]|%2[dD]';
const between = `(?:${space}|${hyphen}|[().\\/]|%2[89fF])`;

/** Not within something that has begun before: a day, a time, a version, the address of a machine. */
const atStart = '(?<!\\d)(?<!\\d[.,:/\\-])';

const numbers = [
  // Behind its plus, in one piece or grouped. E.164 has 15 digits at most.
  `${plus}\\d{9,19}`,
  `${plus}${between}{0,2}\\d(?:${between}{0,3}\\d){6,14}`,
  // Grouped behind the 0 of a country or the 00 of abroad, nine digits and more; a day before its month and year is none.
  `${atStart}(?!\\d{1,2}[./\\-]\\d{1,2}[./\\-]\\d{4}(?!\\d))(?:\\(0\\)${between}{0,2}|\\(?0)\\d(?:${between}{0,3}\\d){7,15}`,
  // Grouped as in North America: 3, 3 and 4 digits.
  `${atStart}(?:1${between}{1,2})?(?:\\([2-9]\\d{2}\\)${between}?|[2-9]\\d{2}${between})\\d{3}${between}\\d{4}(?!\\d)`,
  // In one piece, behind nothing.
  '\\d{9,19}',
];

const idOrNumber = new RegExp(`(${ids.join('|')})|${numbers.join('|')}`, 'g');

/**
 * Masks what in a text is written as somebody's number commonly is: behind a plus, behind 0 or 00, as in North America, or nine
 * digits in a row. What it leaves: ids, times, milliseconds, sequence numbers, versions, and fewer than nine digits in a row
 * without a plus. Those are some numbers, too: grouped without any prefix ("912 345 678", which may be an amount), or local ones
 * of seven or eight digits. So nothing of ours is to write a number; this is for the words of others. Rather masked than told:
 * seconds since 1970 are not spared.
 */
export function maskNumbers(text: string): string {
  return text.replace(idOrNumber, (found: string, id: string | undefined) => id ?? maskPhone(found));
}
