import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
import type { NumberType } from './policy/number-types';
import type { NumberPolicy } from './policy/policy';
import { readNumber } from './read-number';

/** Why a number that could be called may not be. Codes are listed in docs/glossary.md. */
export type NumberRefusal = { readonly code: 'blocked' | 'country_not_allowed' | 'type_not_allowed' };

type LibraryType = NonNullable<ReturnType<PhoneNumber['getType']>>;

/** Either will do where a plan does not tell fixed from mobile. */
const typesOf: Readonly<Record<LibraryType, readonly NumberType[]>> = {
  FIXED_LINE: ['fixed'],
  MOBILE: ['mobile'],
  FIXED_LINE_OR_MOBILE: ['fixed', 'mobile'],
  VOIP: ['voip'],
  TOLL_FREE: ['toll-free'],
  SHARED_COST: ['shared-cost'],
  PREMIUM_RATE: ['premium'],
  PERSONAL_NUMBER: ['personal'],
  PAGER: ['pager'],
  UAN: ['company'],
  VOICEMAIL: ['voicemail'],
};

/** Whether the policy lets a number in E.164 be called; undefined when it does. */
export function refusalOfNumber(policy: NumberPolicy, number: string): NumberRefusal | undefined {
  if (policy.blocked.some((start) => number.startsWith(start))) return { code: 'blocked' };
  const parsed = readNumber(number);
  if (policy.countries !== 'any') {
    const country = countryOf(parsed);
    if (country === undefined || !policy.countries.includes(country)) return { code: 'country_not_allowed' };
  }
  const type = parsed?.getType();
  const types: readonly NumberType[] = type === undefined ? ['unknown'] : typesOf[type];
  return types.some((one) => policy.types.includes(one)) ? undefined : { code: 'type_not_allowed' };
}

/** Of a range that nobody has been given, the first country of the calling code: that is who could give it out. */
function countryOf(parsed: PhoneNumber | undefined): CountryCode | undefined {
  return parsed?.country ?? parsed?.getPossibleCountries()[0];
}
