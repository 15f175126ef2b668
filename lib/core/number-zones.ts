import type { CountryCode } from 'libphonenumber-js/max';
import { zonesOfAreaCode } from './area-code-zones';
import { numberingPlans } from './numbering-plans';
import { readNumber } from './read-number';

/** Countries with numbers of their own and no zone in CLDR: the zone whose clock they keep. */
const zonesThatCldrLacks: Readonly<Partial<Record<CountryCode, readonly string[]>>> = {
  XK: ['Europe/Belgrade'],
  AC: ['Atlantic/St_Helena'],
  TA: ['Atlantic/St_Helena'],
};

/** What was worked out before: a country's zones take the engine a fifth of a millisecond, and never change. */
const zonesByCountry = new Map<CountryCode, readonly string[]>();

/** Zones of a country by the Unicode CLDR data that the JavaScript engine carries. */
function zonesOfCountry(country: CountryCode): readonly string[] {
  const known = zonesByCountry.get(country);
  if (known !== undefined) return known;
  const locale: Intl.Locale & { timeZones?: string[]; getTimeZones?: () => string[] | undefined } = new Intl.Locale(
    `und-${country}`,
  );
  const listed = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  const zones = listed.length > 0 ? listed : (zonesThatCldrLacks[country] ?? []);
  zonesByCountry.set(country, zones);
  return zones;
}

/**
 * For each kind of number of a country the zones that its owner may be in: in North America an area code tells where, so each
 * zone stands alone; elsewhere a number may be anywhere in its country.
 */
export function zoneChoicesOf(country: CountryCode): readonly (readonly string[])[] {
  const zones = zonesOfCountry(country);
  return numberingPlans().getCountryCallingCode(country) === '1' && zones.length > 0
    ? zones.map((zone) => [zone])
    : [zones];
}

/** By calling code, where the number alone does not tell the country: the zones of all that share it. */
const zonesByCallingCode = new Map<string, readonly string[]>();

function zonesOfCallingCode(callingCode: string): readonly string[] {
  const known = zonesByCallingCode.get(callingCode);
  if (known !== undefined) return known;
  const { getCountries, getCountryCallingCode } = numberingPlans();
  const countries = getCountries().filter((country) => getCountryCallingCode(country) === callingCode);
  const zones = [...new Set(countries.flatMap(zonesOfCountry))].toSorted();
  zonesByCallingCode.set(callingCode, zones);
  return zones;
}

/**
 * Every IANA zone the owner of an E.164 number may be in: those of its area code in North America; else all zones of its
 * country, or of all countries that share its calling code when the number alone does not tell which. Empty for codes of
 * no country (satellite, toll-free).
 */
export function zonesOfNumber(number: string): readonly string[] {
  const byAreaCode = zonesOfAreaCode(number);
  if (byAreaCode !== undefined) return byAreaCode;
  const parsed = readNumber(number);
  if (parsed === undefined) return [];
  return parsed.country === undefined
    ? zonesOfCallingCode(parsed.countryCallingCode)
    : zonesOfCountry(parsed.country).toSorted();
}
