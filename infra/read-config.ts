import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseCustomers } from '../lib/adapters/directory/customers';
import { parsePolicy, type Policy } from '../lib/core/policy/policy';
import { describeRefusal, show, type PolicyRefusal } from '../lib/core/policy/refusals';
import { configSchema, type HoldfreeConfig } from '../lib/core/policy/schema';
import { err, ok, type Result } from '../lib/core/result';
import { isFile, loadConfigFile } from './config-file';

const projectFolder = path.join(__dirname, '..');

/** What an admin wrote, and what it means. */
export interface Configured {
  readonly config: HoldfreeConfig;
  readonly policy: Policy;
}

/**
 * The configuration of a deployment, or a line for each thing that is wrong with it, ready to be printed: nothing that is
 * deployed would refuse it later. `HOLDFREE_CONFIG` names another file than the project's own.
 */
export function readConfig(
  file: string = path.resolve(projectFolder, process.env['HOLDFREE_CONFIG'] ?? 'holdfree.config.ts'),
): Result<Configured, readonly string[]> {
  const name = path.basename(file);
  const wrong = (lines: readonly string[]) => err(lines.map((line) => `${name}: ${line}`));
  const loaded = loadConfigFile(file);
  if (!loaded.ok) return wrong(loaded.error);
  const config = loaded.value;
  const policy = withCustomers(parsePolicy(config));
  if (!policy.ok) return wrong(policy.error.map(describeRefusal));
  return isAccepted(config) ? ok({ config, policy: policy.value }) : wrong(['config: cannot be read']);
}

/** The same check as that of the policy, told to the compiler. */
function isAccepted(config: unknown): config is HoldfreeConfig {
  return configSchema.safeParse(config).success;
}

/** A file of customers that a function would refuse when it starts is refused here. */
function withCustomers(policy: Result<Policy, readonly PolicyRefusal[]>): Result<Policy, readonly PolicyRefusal[]> {
  if (!policy.ok || policy.value.directory?.kind !== 'csv') return policy;
  const { directory, country } = policy.value;
  const file = path.resolve(projectFolder, directory.file);
  if (!isFile(file)) {
    const allowed = 'a file, named from the folder of the project';
    return err([{ field: 'directory.file', value: show(directory.file), allowed }]);
  }
  const customers = parseCustomers(readFileSync(file, 'utf8'), country);
  if (customers.ok) return policy;
  return err(customers.error.map((refusal) => ({ ...refusal, field: `directory.file, ${refusal.field}` })));
}
