/** One agent as last heard of. */
export interface AgentReading {
  readonly agentId: string;
  /** Names of the queues this agent serves. */
  readonly queues: readonly string[];
  readonly state: 'available' | 'offered' | 'on_contact' | 'after_contact_work' | 'on_task' | 'unavailable';
  readonly sinceMs: number;
  /** Whether the routing profile gives the agent tasks at all; absent: not known, and taken to be so. */
  readonly takesTasks?: boolean;
  /** Levels of those proficiencies that the policy asks for; absent: none, or not known yet. */
  readonly proficiencies?: readonly { readonly attribute: string; readonly value: string; readonly level: number }[];
}

/** How long things take in a pool, learned and drawn towards a prior. Milliseconds. */
export interface PoolTimes {
  readonly talkMs: number;
  readonly afterContactWorkMs: number;
  /** From dialing to somebody picking up. */
  readonly ringMs: number;
  /** From dialing to the caller being ready. */
  readonly ringToReadyMs: number;
  /** What the last callers who were ready teach: dial so much later (negative) or sooner than one ring ahead. */
  readonly leadOffsetMs: number;
}

/** When one agent may be expected to be free for a caller who is not there yet. */
export interface AgentOutlook {
  readonly agentId: string;
  readonly queues: readonly string[];
  /** 0: free now. Absent: nothing says when. */
  readonly freeInMs?: number;
  /** Waits for a contact, and would be given one this instant. */
  readonly isFree: boolean;
  /** On a contact: may end it at any moment, at the pool's rate. */
  readonly isTalking: boolean;
  /** False: no use to ask. */
  readonly takesTasks?: boolean;
}

/**
 * What to expect of an agent. After-contact work is taken to last its mean, so that one who has been in it longer is due
 * at once; talk is taken as memoryless, so that of one who talks nothing is known but the rate.
 */
export function outlookOf(agent: AgentReading, times: PoolTimes, nowMs: number): AgentOutlook {
  const who = { agentId: agent.agentId, queues: agent.queues, ...tasksOf(agent) };
  switch (agent.state) {
    case 'available':
      return { ...who, freeInMs: 0, isFree: true, isTalking: false };
    case 'after_contact_work': {
      const freeInMs = Math.max(0, agent.sinceMs + times.afterContactWorkMs - nowMs);
      return { ...who, freeInMs, isFree: false, isTalking: false };
    }
    case 'on_contact':
      return { ...who, isFree: false, isTalking: true };
    case 'offered':
    case 'on_task':
    case 'unavailable':
      return { ...who, isFree: false, isTalking: false };
  }
}

function tasksOf({ takesTasks }: AgentReading): Pick<AgentOutlook, 'takesTasks'> {
  return takesTasks === undefined ? {} : { takesTasks };
}

/** How likely one who talks now is free again, after-contact work included, within the lead. */
export function completionWithin(leadMs: number, times: PoolTimes): number {
  const talkLeftMs = Math.max(0, leadMs - times.afterContactWorkMs);
  return 1 - Math.exp(-talkLeftMs / times.talkMs);
}
