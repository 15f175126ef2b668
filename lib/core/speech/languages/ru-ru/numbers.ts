import { invariant } from '../../../invariant';

type Case = 'nominative' | 'genitive' | 'accusative';
type Gender = 'masculine' | 'feminine';

/** A noun as it is counted: after 1 in each case, after 2 to 4, and after 5 and more. */
export interface Noun {
  readonly gender: Gender;
  readonly one: string;
  readonly oneGenitive: string;
  readonly oneAccusative: string;
  readonly few: string;
  /** Also the genitive after every number but 1. */
  readonly many: string;
}

/** The words of numbers in a case: 0 to 19, 20 to 90, 100 to 900. */
interface Numerals {
  readonly toNineteen: readonly string[];
  readonly tens: readonly string[];
  readonly hundreds: readonly string[];
}

const nominative: Numerals = {
  toNineteen: (
    'ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать ' +
    'четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать'
  ).split(' '),
  tens: 'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'.split(' '),
  hundreds: 'сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот'.split(' '),
};

/** What is counted in the accusative does not live, so its numerals are those of the nominative. */
const numerals: Readonly<Record<Case, Numerals>> = {
  nominative,
  accusative: nominative,
  genitive: {
    toNineteen: (
      'ноля одного двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати ' +
      'четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати'
    ).split(' '),
    tens: 'двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста'.split(' '),
    hundreds: 'ста двухсот трёхсот четырёхсот пятисот шестисот семисот восьмисот девятисот'.split(' '),
  },
};

const feminines: Readonly<Record<Case, Readonly<Record<number, string>>>> = {
  nominative: { 1: 'одна', 2: 'две' },
  genitive: { 1: 'одной' },
  accusative: { 1: 'одну', 2: 'две' },
};

const plurals = new Intl.PluralRules('ru-RU');

/** 0 to 999: nothing that is said is larger. */
export function cardinal(number: number, inCase: Case = 'nominative', gender: Gender = 'masculine'): string {
  invariant(Number.isInteger(number) && number >= 0 && number <= 999, `${number} has no words`);
  const { toNineteen, tens, hundreds } = numerals[inCase];
  const upToNineteen = (part: number) =>
    (gender === 'feminine' ? feminines[inCase][part] : undefined) ?? toNineteen[part];
  if (number < 20) return upToNineteen(number) ?? '';
  const rest = number % 100;
  const words = [
    hundreds[Math.floor(number / 100) - 1],
    rest < 20 ? undefined : tens[Math.floor(rest / 10) - 2],
    ...(rest < 20 ? [rest] : [rest % 10]).filter((part) => part > 0).map(upToNineteen),
  ];
  return words.filter((word) => word !== undefined).join(' ');
}

/** "двадцать одна минута", "двадцати одной минуты", "двадцать одну минуту". */
export function counted(number: number, noun: Noun, inCase: Case = 'nominative'): string {
  return `${cardinal(number, inCase, noun.gender)} ${nounAfter(number, noun, inCase)}`;
}

/** "один шесть три два". */
export function digitByDigit(digits: string): string {
  return Array.from(digits, (digit) => cardinal(Number(digit))).join(' ');
}

function nounAfter(number: number, noun: Noun, inCase: Case): string {
  const form = plurals.select(number);
  if (form === 'one')
    return { nominative: noun.one, genitive: noun.oneGenitive, accusative: noun.oneAccusative }[inCase];
  return form === 'few' && inCase !== 'genitive' ? noun.few : noun.many;
}
