import { createHash } from 'node:crypto';
import type { Policy } from '../../lib/core/policy/policy';
import type { InstanceSetup } from '../connect/types';

/** An agent of a simulated centre: which queues, by their names in the policy. */
export interface CentreAgent {
  readonly name: string;
  readonly queues: readonly string[];
}

/** The flow that inbound calls enter in the emulated instance. */
export const ENTRY_FLOW_ID = 'a1f6d2c4-0b8e-4f57-9c3a-6d5e4b7a8f10';

/** The number that callers dial, from the range set aside for fiction. */
export const CENTRE_NUMBER = '+441632960000';

/** The emulated instance of a policy and its agents: agents of the same queues share a routing profile. */
export function instanceSetupFor(
  policy: Policy,
  agents: readonly CentreAgent[],
  concurrentCallsMax: number,
): InstanceSetup {
  const [, , , , accountId = ''] = policy.instanceArn.split(':');
  const queueIds = new Map(policy.queues.map((queue) => [queue.name, queue.queueId]));
  const profiles = new Map(agents.map((agent) => [profileName(agent), agent.queues]));
  return {
    instanceId: policy.instanceId,
    region: policy.region,
    accountId,
    concurrentCallsMax,
    flows: [
      { id: ENTRY_FLOW_ID, name: 'Holdfree entry' },
      { id: policy.callbackFlowId, name: 'Holdfree callback' },
    ],
    queues: policy.queues.map((queue) => ({ id: queue.queueId, name: queue.name, callerId: CENTRE_NUMBER })),
    routingProfiles: [...profiles].map(([name, queues]) => ({
      id: idFor('profile', name),
      name,
      queues: queues.map((queue) => ({ queueId: queueIds.get(queue) ?? queue, priority: 1, delaySeconds: 0 })),
    })),
    agents: agents.map((agent) => ({
      id: agentIdOf(agent),
      username: agent.name,
      routingProfileId: idFor('profile', profileName(agent)),
    })),
  };
}

/** The emulated user id of an agent; one who serves other queues on another day is another user. */
export function agentIdOf(agent: CentreAgent): string {
  return idFor('agent', `${agent.name} ${profileName(agent)}`);
}

/** A UUID that a name always gets, so that a centre has the same ids in every run. */
export function idFor(kind: string, name: string): string {
  const hex = createHash('sha256').update(`${kind} ${name}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function profileName(agent: CentreAgent): string {
  return agent.queues.toSorted().join('+');
}
