import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { config } from '../holdfree.config';
import { parseCustomers } from '../lib/adapters/directory/customers';
import { parsePolicy, type Policy } from '../lib/core/policy/policy';
import { describeRefusal, type PolicyRefusal } from '../lib/core/policy/refusals';
import { err, type Result } from '../lib/core/result';
import { HoldfreeStack } from './holdfree-stack';

const parsed = withCustomers(parsePolicy(config));
if (parsed.ok) {
  new HoldfreeStack(new App(), 'Holdfree', { config, policy: parsed.value });
} else {
  // Before anything else is printed, so that an admin reads first what to change.
  for (const refusal of parsed.error) process.stderr.write(`holdfree.config.ts: ${describeRefusal(refusal)}\n`);
  process.exitCode = 1;
}

/** A file of customers that a function would refuse when it starts is refused here. */
function withCustomers(policy: Result<Policy, readonly PolicyRefusal[]>): Result<Policy, readonly PolicyRefusal[]> {
  if (!policy.ok || policy.value.directory?.kind !== 'csv') return policy;
  const { directory, country } = policy.value;
  const file = path.resolve(__dirname, '..', directory.file);
  if (!existsSync(file)) {
    return err([
      {
        field: 'directory.file',
        value: `"${directory.file}"`,
        allowed: 'a file, named from the folder of this configuration',
      },
    ]);
  }
  const customers = parseCustomers(readFileSync(file, 'utf8'), country);
  if (customers.ok) return policy;
  return err(customers.error.map((refusal) => ({ ...refusal, field: `directory.file, ${refusal.field}` })));
}
