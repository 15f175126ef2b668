const PREFIX = 'agent/';

/** How many contacts may wait for one agent: the quota that a new account has. */
export const PERSONAL_QUEUE_MAX = 10;

/** The id of an agent's own queue, which is also how its ARN ends. */
export function personalQueueOf(agentId: string): string {
  return `${PREFIX}${agentId}`;
}

/** The agent whose own queue this is; undefined for a standard queue. */
export function ownerOf(queueId: string | undefined): string | undefined {
  return queueId?.startsWith(PREFIX) === true ? queueId.slice(PREFIX.length) : undefined;
}
