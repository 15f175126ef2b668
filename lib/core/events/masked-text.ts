import { maskPhone } from '../mask-phone';

/** Digits as people write numbers: at least seven, with what they put between them. A day is masked as well: no id stands here. */
const numberLike = /\+?\d(?:[\s()./\-\u2010-\u2015]*\d){6,}/g;

/** Somebody's own words, which may hold a number that nobody else is to see: it is masked. */
export function maskNumbersIn(text: string): string {
  return text.replaceAll(numberLike, (number) => maskPhone(number));
}
