import type { CountryCode } from 'libphonenumber-js/max';
import type { Directory } from '../../ports/directory';

/**
 * The directory in a CSV file, given as its text. Throws for a file that is wrong, and says where. What reads such a file is
 * loaded here, where there is one.
 */
export function createCsvDirectory(text: string, country: CountryCode): Directory {
  const { directoryOf }: typeof import('./csv-directory') = require('./csv-directory');
  return directoryOf(text, country);
}
