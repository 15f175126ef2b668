import { App } from 'aws-cdk-lib';
import { config } from '../holdfree.config';
import { parsePolicy } from '../lib/core/policy/policy';
import { describeRefusal } from '../lib/core/policy/refusals';
import { HoldfreeStack } from './holdfree-stack';

const parsed = parsePolicy(config);
if (parsed.ok) {
  new HoldfreeStack(new App(), 'Holdfree', { config, policy: parsed.value });
} else {
  // Before anything else is printed, so that an admin reads first what to change.
  for (const refusal of parsed.error) process.stderr.write(`holdfree.config.ts: ${describeRefusal(refusal)}\n`);
  process.exitCode = 1;
}
