import { readFileSync } from 'node:fs';
import { CustomerProfilesClient } from '@aws-sdk/client-customer-profiles';
import { createCustomerProfilesDirectory } from '../../lib/adapters/customer-profiles/directory';
import { createCsvDirectory } from '../../lib/adapters/directory/csv';
import { noDirectory } from '../../lib/adapters/memory/no-directory';
import type { Policy } from '../../lib/core/policy/policy';
import type { Clock } from '../../lib/ports/clock';
import type { Directory } from '../../lib/ports/directory';
import type { Journal } from '../../lib/ports/journal';

/** What a directory stands on besides the policy. */
export interface DirectoryAround {
  readonly clock: Clock;
  readonly journal: Journal;
  /** Where the file of customers is, when it is not where the policy says: beside the bundle. */
  readonly customersFile?: string | undefined;
}

/** The directory that the policy names. Throws where its file is wrong or missing: then a function does not start. */
export function createDirectory(
  { directory, country }: Pick<Policy, 'directory' | 'country'>,
  { clock, journal, customersFile }: DirectoryAround,
): Directory {
  switch (directory?.kind) {
    case undefined:
      return noDirectory;
    case 'csv':
      return createCsvDirectory(readFileSync(customersFile ?? directory.file, 'utf8'), country);
    case 'customer-profiles': {
      const client = new CustomerProfilesClient({ maxAttempts: 1 });
      return createCustomerProfilesDirectory(client, directory, { clock, journal });
    }
  }
}
