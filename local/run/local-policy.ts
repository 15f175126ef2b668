import { config } from '../../holdfree.config';
import { parsePolicy, type Policy } from '../../lib/core/policy/policy';
import { describeRefusal } from '../../lib/core/policy/refusals';
import { localFlowId } from '../flows/local-shelf';
import { UsageError } from '../terminal/usage-error';

/** The policy of holdfree.config.ts. Throws UsageError naming the first wrong field. */
export function localPolicy(input: unknown = config): Policy {
  const parsed = parsePolicy(input, {
    callbackFlowId: localFlowId('callback'),
    taskFlowId: localFlowId('task'),
  });
  if (parsed.ok) return parsed.value;
  const [first] = parsed.error;
  throw new UsageError(`holdfree.config.ts: ${first === undefined ? 'cannot be read' : describeRefusal(first)}`);
}
