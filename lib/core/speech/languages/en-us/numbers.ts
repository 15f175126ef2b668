import { invariant } from '../../../invariant';

const toNineteen = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
  'seventeen eighteen nineteen'
).split(' ');
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** Ordinals where adding "th" is not enough. */
const irregularOrdinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
  twenty: 'twentieth',
  thirty: 'thirtieth',
};

const plurals = new Intl.PluralRules('en-US');

/** 0 to 999: nothing that is said is larger. */
export function cardinal(number: number): string {
  invariant(Number.isInteger(number) && number >= 0 && number <= 999, `${number} has no words`);
  if (number < 20) return toNineteen[number] ?? '';
  if (number < 100) return [tens[Math.floor(number / 10)], ...upTo(number % 10)].join('-');
  return [`${cardinal(Math.floor(number / 100))} hundred`, ...upTo(number % 100)].join(' ');
}

/** 1 to 31: days of a month, and attempts. */
export function ordinal(number: number): string {
  const [last = '', ...before] = cardinal(number).split('-').toReversed();
  return [...before, irregularOrdinals[last] ?? `${last}th`].join('-');
}

/** "one minute", "five minutes". */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${cardinal(number)} ${plurals.select(number) === 'one' ? one : many}`;
}

/** "one six three two". */
export function digitByDigit(digits: string): string {
  return Array.from(digits, (digit) => cardinal(Number(digit))).join(' ');
}

/** What is left of a number after its larger part; zero is not said. */
function upTo(rest: number): readonly string[] {
  return rest === 0 ? [] : [cardinal(rest)];
}
