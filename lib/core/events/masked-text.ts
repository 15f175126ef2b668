import { maskPhone } from '../phone-number';

/** Digits as people write numbers: at least seven, with what they put between them. */
const numberLike = /\+?\d(?:[\s().-]*\d){6,}/g;

/** Somebody's own words, which may hold a number that nobody else is to see: it is masked. */
export function maskNumbersIn(text: string): string {
  return text.replaceAll(numberLike, (number) => maskPhone(number));
}
