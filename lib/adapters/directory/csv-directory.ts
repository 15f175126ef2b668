import type { CountryCode } from 'libphonenumber-js/max';
import { describeRefusal } from '../../core/policy/refusals';
import type { Directory } from '../../ports/directory';
import { parseCustomers } from './customers';

/** Of a file that is wrong throughout, the first lines say enough. */
const TOLD_MAX = 20;

/** What `createCsvDirectory` gives; a part of its own, which few deployments need. */
export function directoryOf(text: string, country: CountryCode): Directory {
  const customers = parseCustomers(text, country);
  if (!customers.ok) {
    const { error: refusals } = customers;
    const told = refusals.slice(0, TOLD_MAX).map(describeRefusal);
    const more = refusals.length > TOLD_MAX ? [`and ${refusals.length - TOLD_MAX} more`] : [];
    throw new Error(`the file of customers: ${[...told, ...more].join('; ')}`);
  }
  return {
    find: async (number) => {
      const customer = customers.value.get(number);
      return customer === undefined ? { kind: 'unknown' } : { kind: 'known', customer };
    },
  };
}
