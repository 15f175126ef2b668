import { parsePolicy } from '../../lib/core/policy/policy';
import { describeRefusal } from '../../lib/core/policy/refusals';
import type { HoldfreeConfig } from '../../lib/core/policy/schema';
import { parseCommand } from '../terminal/arguments';
import { UsageError } from '../terminal/usage-error';
import { explainPolicy } from './explain-policy';

/** The lines of `npm run policy:explain`. Throws UsageError with all that is wrong in the configuration, as synth tells it. */
export function runExplain(argv: readonly string[], config: HoldfreeConfig): readonly string[] {
  const { values, positionals } = parseCommand(argv, { queue: { type: 'string' } });
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: nothing is expected but --queue NAME`);
  const parsed = parsePolicy(config);
  if (!parsed.ok) {
    throw new UsageError(parsed.error.map((one) => `holdfree.config.ts: ${describeRefusal(one)}`).join('\n'));
  }
  const policy = parsed.value;
  const { queue } = values;
  const queues = policy.queues.filter(({ name }) => queue === undefined || name === queue);
  if (queues.length === 0) {
    const allowed = policy.queues.map(({ name }) => name).join(', ');
    throw new UsageError(`--queue: got ${JSON.stringify(queue)}; allowed is one of ${allowed}`);
  }
  const names = Object.entries(config.agents ?? {}).map(([name, id]) => [id.toLowerCase(), name] as const);
  return explainPolicy(policy, queues, new Map(names));
}
