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

/** Made once where it is needed: its connections outlive a policy. */
let profiles: CustomerProfilesClient | undefined;

/**
 * Read once in a process, as it starts: a policy that is delivered later may name no other file and no other country, and
 * reading takes longer than a caller on the line may wait.
 */
let customers: { readonly file: string; readonly country: string; readonly directory: Directory } | undefined;

/**
 * The directory that the policy names; what reads a file is loaded only where there is one. Throws where the file is wrong or
 * missing: then a function does not start.
 */
export function createDirectory(
  { directory, country }: Pick<Policy, 'directory' | 'country'>,
  { clock, journal, customersFile }: DirectoryAround,
): Directory {
  switch (directory?.kind) {
    case undefined:
      return noDirectory;
    case 'csv': {
      const file = customersFile ?? directory.file;
      if (customers?.file === file && customers.country === country) return customers.directory;
      customers = { file, country, directory: createCsvDirectory(readFileSync(file, 'utf8'), country) };
      return customers.directory;
    }
    case 'customer-profiles':
      profiles ??= new CustomerProfilesClient({ maxAttempts: 1 });
      return createCustomerProfilesDirectory(profiles, directory, { clock, journal });
  }
}
