type Plans = typeof import('./plans-of-all-countries').plansOfAllCountries;

let loaded: Plans | undefined;

/**
 * The library of numbering plans, loaded when the first number is read: the plans of all countries are a seventh of a bundle,
 * and not every start of a function meets a number.
 */
export function numberingPlans(): Plans {
  if (loaded !== undefined) return loaded;
  const { plansOfAllCountries }: typeof import('./plans-of-all-countries') = require('./plans-of-all-countries');
  loaded = plansOfAllCountries;
  return plansOfAllCountries;
}
