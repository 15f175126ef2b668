import { ok, type Result } from '../result';
import { parsePolicy, type Policy } from './policy';
import type { PolicyRefusal } from './refusals';
import type { Deployed } from './to-policy';

/** What a bundle carries of a configuration, as JSON. */
export interface BundledPolicy {
  /** The configuration as it is written. */
  readonly written: string;
  /** What synth has read in it; absent where it was not put beside, or another configuration is tried by hand. */
  readonly read?: string | undefined;
}

/**
 * The policy of a bundle. What synth has read is not read again: building the schema takes a start longer than all else that
 * is ours.
 */
export function bundledPolicy(
  { written, read }: BundledPolicy,
  deployed: Deployed = {},
): Result<Policy, readonly PolicyRefusal[]> {
  if (read === undefined) return parsePolicy(JSON.parse(written), deployed);
  const policy: Policy = JSON.parse(read);
  const { callbackFlowId = policy.callbackFlowId, taskFlowId = policy.taskFlowId } = deployed;
  return ok({
    ...policy,
    ...(callbackFlowId === undefined ? {} : { callbackFlowId }),
    ...(taskFlowId === undefined ? {} : { taskFlowId }),
  });
}
