import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
import { numberingPlans } from './numbering-plans';

/** Numbers of the calls of some minutes; each call is told of many times, and asked of more often. */
const NUMBERS_KEPT = 1_000;

/** What was read already. It follows from the text alone, so nobody can tell whether it was. */
const known = new Map<string, PhoneNumber | undefined>();

/** A number as the numbering plans have it; undefined for a text that is none. `country` is that of a number without code. */
export function readNumber(text: string, country?: CountryCode): PhoneNumber | undefined {
  const asked = `${country ?? ''} ${text}`;
  if (known.has(asked)) return known.get(asked);
  const { parsePhoneNumberFromString } = numberingPlans();
  const read = parsePhoneNumberFromString(text, country === undefined ? {} : { defaultCountry: country });
  if (known.size >= NUMBERS_KEPT) known.clear();
  known.set(asked, read);
  return read;
}
