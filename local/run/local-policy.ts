import { parsePolicy, type Policy } from '../../lib/core/policy/policy';
import { describeRefusal } from '../../lib/core/policy/refusals';
import { localFlowId } from '../flows/local-shelf';
import { chosenConfig } from '../policy/chosen-config';
import { UsageError } from '../terminal/usage-error';

/** The policy of the configuration that synth would deploy, on this machine. Throws UsageError with all that is wrong in it. */
export function localPolicy(input: unknown = chosenConfig()): Policy {
  const parsed = parsePolicy(input, {
    callbackFlowId: localFlowId('callback'),
    taskFlowId: localFlowId('task'),
  });
  if (parsed.ok) return parsed.value;
  throw new UsageError(parsed.error.map((one) => `holdfree.config.ts: ${describeRefusal(one)}`).join('\n'));
}
