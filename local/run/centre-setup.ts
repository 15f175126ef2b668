import type { Policy } from '../../lib/core/policy/policy';
import { hoursFrom } from '../connect/hours';
import type { Proficiency } from '../connect/proficiencies';
import type { InstanceSetup } from '../connect/types';
import { compileLocally, localFlowId } from '../flows/local-shelf';
import { idFor } from './ids';

/** An agent of a simulated centre: which queues, by their names in the policy. */
export interface CentreAgent {
  readonly name: string;
  readonly queues: readonly string[];
  readonly proficiencies?: readonly Proficiency[];
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
    hours: policy.queues.map(({ name, hours: { timeZone, windows: weekly } }) =>
      hoursFrom({ id: idFor('hours', name), name, timeZone, weekly }),
    ),
    queues: policy.queues.map(({ queueId, name }) => ({
      id: queueId,
      name,
      callerId: CENTRE_NUMBER,
      hoursId: idFor('hours', name),
    })),
    routingProfiles: [...profiles].map(([name, queues]) => ({
      id: idFor('profile', name),
      name,
      // Whoever talks may be asked to take the next caller, also while the one before does not answer; whoever has agreed
      // to gets no other call meanwhile.
      concurrency: { VOICE: 1, TASK: 2 },
      crossChannel: { VOICE: 'ROUTE_ANY_CHANNEL', TASK: 'ROUTE_CURRENT_CHANNEL_ONLY' },
      queues: queues.map((queue) => ({ queueId: queueIds.get(queue) ?? queue, priority: 1, delaySeconds: 0 })),
    })),
    agents: agents.map((agent) => ({
      id: agentIdOf(agent),
      username: agent.name,
      routingProfileId: idFor('profile', profileName(agent)),
      ...(agent.proficiencies === undefined ? {} : { proficiencies: agent.proficiencies }),
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
