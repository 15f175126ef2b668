import { isOpen } from '../../lib/core/hours';
import type { Policy } from '../../lib/core/policy/policy';
import type { InstanceSetup } from '../connect/types';
import { compileLocally, localFlowId } from '../flows/local-shelf';
import { idFor } from './ids';

/** An agent of a simulated centre: which queues, by their names in the policy. */
export interface CentreAgent {
  readonly name: string;
  readonly queues: readonly string[];
}

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
    flows: compileLocally(policy).flows.map(({ key, name }) => ({ id: localFlowId(key), name })),
    hours: policy.queues.map(({ name, hours }) => ({
      id: idFor('hours', name),
      name,
      isOpenAt: (atMs: number) => isOpen(hours, atMs),
    })),
    queues: policy.queues.map(({ queueId, name }) => ({
      id: queueId,
      name,
      callerId: CENTRE_NUMBER,
      hoursId: idFor('hours', name),
    })),
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

function profileName(agent: CentreAgent): string {
  return agent.queues.toSorted().join('+');
}
