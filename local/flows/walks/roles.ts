import type { Policy, QueuePolicy } from '../../../lib/core/policy/policy';
import { flowKey } from '../../../infra/flows/shipped/deployment';
import type { FlowEntry } from '../../connect/types';

/** What a shipped flow is for. */
export type RoleName =
  | 'entry'
  | 'hold'
  | 'after-hours'
  | 'callback'
  | 'callback-hold'
  | 'agent-whisper'
  | 'task'
  | 'module-offer'
  | 'module-after-hours'
  | 'module-answer';

/** A role, and whose it is. */
export interface Role {
  readonly name: RoleName;
  /** Absent for what all queues share. */
  readonly queue?: QueuePolicy;
}

interface Casting {
  readonly entry: FlowEntry['kind'];
  /** Who is on the line: somebody who rang in, somebody whom we dialed, or either. */
  readonly caller: 'inbound' | 'dialed' | 'either';
  /** Nobody is on the line. */
  readonly isSilent?: true;
}

/** When flows of a role are played, and to whom. */
export const castings: Readonly<Record<RoleName, Casting>> = {
  entry: { entry: 'inbound', caller: 'inbound' },
  hold: { entry: 'customer_queue', caller: 'inbound' },
  'after-hours': { entry: 'inbound', caller: 'inbound' },
  callback: { entry: 'outbound', caller: 'dialed' },
  'callback-hold': { entry: 'customer_queue', caller: 'dialed' },
  'agent-whisper': { entry: 'agent_whisper', caller: 'either' },
  task: { entry: 'inbound', caller: 'dialed', isSilent: true },
  'module-offer': { entry: 'inbound', caller: 'inbound' },
  'module-after-hours': { entry: 'inbound', caller: 'inbound' },
  'module-answer': { entry: 'outbound', caller: 'dialed' },
};

/** The role of a flow by its key; undefined when no flow of ours is called so. */
export function roleOf(key: string, policy: Policy): Role | undefined {
  for (const queue of policy.queues) {
    for (const name of ['entry', 'hold', 'after-hours'] as const) {
      if (flowKey(name, queue.name) === key) return { name, queue };
    }
  }
  return isRoleName(key) && !['entry', 'hold', 'after-hours'].includes(key) ? { name: key } : undefined;
}

function isRoleName(name: string): name is RoleName {
  return Object.hasOwn(castings, name);
}
