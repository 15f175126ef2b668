import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

/** What is asked of the numbering plans. Loaded by way of `numberingPlans` where a start should not wait for them. */
export const plansOfAllCountries = {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} as const;
