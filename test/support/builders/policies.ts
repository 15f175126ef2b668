import { parsePolicy, type Policy, type QueuePolicy } from '../../../lib/core/policy/policy';
import type { HoldfreeConfig } from '../../../lib/core/policy/schema';

const everyDay: HoldfreeConfig['queues'][number]['hours'][number]['days'] = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
];

export const queueIds = {
  support: '6c0d4a52-93b1-4b7e-8d1f-5e2a7b9c0d31',
  billing: '2f7b1c90-5d3e-4a86-b1f4-93c6d0e8a752',
} as const;

export const flowId = '8d1f5e2a-7b9c-4d31-8c0d-4a5293b14b7e';

/** Two queues of one pool, open every day from 08:00 to 20:00. */
export function config(changes: Partial<HoldfreeConfig> = {}): HoldfreeConfig {
  return {
    instanceArn: 'arn:aws:connect:eu-west-2:111122223333:instance/7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10',
    country: 'GB',
    callbackFlowId: flowId,
    queues: [queueConfig('support'), queueConfig('billing')],
    ...changes,
  };
}

export function queueConfig(
  name: keyof typeof queueIds,
  changes: Partial<HoldfreeConfig['queues'][number]> = {},
): HoldfreeConfig['queues'][number] {
  return {
    name,
    queueId: queueIds[name],
    pool: 'frontline',
    timeZone: 'Europe/London',
    hours: [{ days: everyDay, from: '08:00', to: '20:00' }],
    ...changes,
  };
}

/** The checked policy of a configuration that is right. */
export function policyOf(changes: Partial<HoldfreeConfig> = {}): Policy {
  const parsed = parsePolicy(config(changes));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

export function queueOf(policy: Policy, name: string): QueuePolicy {
  const found = policy.queues.find((queue) => queue.name === name);
  if (found === undefined) throw new Error(`no queue ${name}`);
  return found;
}
