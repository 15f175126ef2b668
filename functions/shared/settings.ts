import * as z from 'zod/mini';
import { parsePolicy, type Policy } from '../../lib/core/policy/policy';
import { describeRefusal } from '../../lib/core/policy/refusals';

/** What a function is told by its environment. */
export interface Settings {
  readonly tableName: string;
  readonly dispatchQueueUrl: string;
  readonly policy: Policy;
  /** Where the bundle carries the file of customers, in a deployment whose directory is one. */
  readonly customersFile?: string;
}

const environmentSchema = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
  DISPATCH_QUEUE_URL: z.string().check(z.minLength(1)),
  CALLBACK_FLOW_ID: z.optional(z.string().check(z.minLength(1))),
  TASK_FLOW_ID: z.optional(z.string().check(z.minLength(1))),
  CUSTOMERS_FILE: z.optional(z.string().check(z.minLength(1))),
});

/**
 * Reads the environment and the policy that the last synth put into the bundle. A missing or wrong setting stops the
 * function before it takes an event.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>, policyJson: string): Settings {
  const { TABLE_NAME, DISPATCH_QUEUE_URL, CALLBACK_FLOW_ID, TASK_FLOW_ID, CUSTOMERS_FILE } =
    environmentSchema.parse(environment);
  const policy = parsePolicy(JSON.parse(policyJson), {
    callbackFlowId: CALLBACK_FLOW_ID,
    taskFlowId: TASK_FLOW_ID,
  });
  if (!policy.ok) throw new Error(`holdfree.config.ts: ${policy.error.map(describeRefusal).join('; ')}`);
  return {
    tableName: TABLE_NAME,
    dispatchQueueUrl: DISPATCH_QUEUE_URL,
    policy: policy.value,
    ...(CUSTOMERS_FILE === undefined ? {} : { customersFile: CUSTOMERS_FILE }),
  };
}
