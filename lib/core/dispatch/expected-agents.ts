/** One agent as last heard of. */
export interface AgentReading {
  readonly agentId: string;
  /** Names of the queues this agent serves. */
  readonly queues: readonly string[];
  readonly state: 'available' | 'offered' | 'on_contact' | 'after_contact_work' | 'unavailable';
  readonly sinceMs: number;
}

/** How long things take in a pool, learned and drawn towards a prior. Milliseconds. */
export interface PoolTimes {
  readonly talkMs: number;
  readonly afterContactWorkMs: number;
  /** The lead: from dialing to the caller being ready. */
  readonly ringToReadyMs: number;
}

/** What one agent adds to the capacity that a callback dialed now will meet. */
export interface AgentOutlook {
  readonly agentId: string;
  readonly queues: readonly string[];
  /** Free now, or in after-contact work that is due to end within the lead. */
  readonly isExpectedFree: boolean;
  /** Expected completions within the lead while on a contact: at most 1. */
  readonly completionsExpected: number;
}

/**
 * What to expect of an agent by the time a caller dialed now is ready. Talk is taken as memoryless; after-contact work
 * as lasting its mean, so one who has been in it longer is due at once.
 */
export function outlookOf(agent: AgentReading, times: PoolTimes, nowMs: number): AgentOutlook {
  const { agentId, queues } = agent;
  switch (agent.state) {
    case 'available':
      return { agentId, queues, isExpectedFree: true, completionsExpected: 0 };
    case 'after_contact_work': {
      const remainingMs = agent.sinceMs + times.afterContactWorkMs - nowMs;
      return { agentId, queues, isExpectedFree: remainingMs <= times.ringToReadyMs, completionsExpected: 0 };
    }
    case 'on_contact': {
      const leadMs = Math.max(0, times.ringToReadyMs - times.afterContactWorkMs);
      return { agentId, queues, isExpectedFree: false, completionsExpected: 1 - Math.exp(-leadMs / times.talkMs) };
    }
    case 'offered':
    case 'unavailable':
      return { agentId, queues, isExpectedFree: false, completionsExpected: 0 };
  }
}
