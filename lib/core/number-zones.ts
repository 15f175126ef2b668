import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/min';

/** Countries with numbers of their own and no zone in CLDR: the zone whose clock they keep. */
const zonesThatCldrLacks: Readonly<Partial<Record<CountryCode, readonly string[]>>> = {
  XK: ['Europe/Belgrade'],
  AC: ['Atlantic/St_Helena'],
  TA: ['Atlantic/St_Helena'],
};

/** Zones of a country by the Unicode CLDR data that the JavaScript engine carries. */
function zonesOfCountry(country: CountryCode): readonly string[] {
  const locale: Intl.Locale & { timeZones?: string[]; getTimeZones?: () => string[] | undefined } = new Intl.Locale(
    `und-${country}`,
  );
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  return zones.length > 0 ? zones : (zonesThatCldrLacks[country] ?? []);
}

/**
 * Every IANA zone the owner of an E.164 number may be in: all zones of its country, or of all countries that share
 * its calling code when the number alone does not tell which. Empty for codes of no country (satellite, toll-free).
 */
export function zonesOfNumber(number: string): readonly string[] {
  const parsed = parsePhoneNumberFromString(number);
  if (parsed === undefined) return [];
  const countries =
    parsed.country === undefined
      ? getCountries().filter((country) => getCountryCallingCode(country) === parsed.countryCallingCode)
      : [parsed.country];
  return [...new Set(countries.flatMap(zonesOfCountry))].toSorted();
}
