import * as z from 'zod/mini';
import { bundledPolicy } from '../../lib/core/policy/bundled-policy';
import type { Policy } from '../../lib/core/policy/policy';
import { describeRefusal } from '../../lib/core/policy/refusals';
import type { Deployed } from '../../lib/core/policy/to-policy';

/** What a function is told by its environment. */
export interface Settings {
  readonly tableName: string;
  readonly dispatchQueueUrl: string;
  readonly policy: Policy;
  /** Where the bundle carries the file of customers, in a deployment whose directory is one. */
  readonly customersFile?: string;
}

/** Variables by name, as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

const named = z.string().check(z.minLength(1));

const environmentSchema = z.object({
  TABLE_NAME: named,
  DISPATCH_QUEUE_URL: named,
  CUSTOMERS_FILE: z.optional(named),
});

const flowsSchema = z.object({ CALLBACK_FLOW_ID: z.optional(named), TASK_FLOW_ID: z.optional(named) });

/**
 * Reads the environment and the policy that the last synth put into the bundle. A missing or wrong setting stops the
 * function before it takes an event.
 */
export function readSettings(environment: Environment, policyJson: string): Settings {
  const { TABLE_NAME, DISPATCH_QUEUE_URL, CUSTOMERS_FILE } = environmentSchema.parse(environment);
  const policy = bundledPolicy(
    { written: policyJson, read: environment['HOLDFREE_POLICY_READ'] },
    readFlows(environment),
  );
  if (!policy.ok) throw new Error(`holdfree.config.ts: ${policy.error.map(describeRefusal).join('; ')}`);
  return {
    tableName: TABLE_NAME,
    dispatchQueueUrl: DISPATCH_QUEUE_URL,
    policy: policy.value,
    ...(CUSTOMERS_FILE === undefined ? {} : { customersFile: CUSTOMERS_FILE }),
  };
}

/** The flows that a deployment names, which go before those that are written in a policy. */
export function readFlows(environment: Environment): Deployed {
  const { CALLBACK_FLOW_ID, TASK_FLOW_ID } = flowsSchema.parse(environment);
  return { callbackFlowId: CALLBACK_FLOW_ID, taskFlowId: TASK_FLOW_ID };
}
