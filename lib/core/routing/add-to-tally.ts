import type { AgentTally } from './agent-tally';

/** So many conversations are remembered: a repeat comes before as many others of the same agent. */
const RECENT_MAX = 16;

/** One conversation of an agent that is over. */
export interface TalkDone {
  readonly agentId: string;
  /** In the zone of the queue, `2026-03-02`. */
  readonly day: string;
  readonly contactId: string;
  readonly talkMs: number;
}

/**
 * The tally with one more conversation; undefined where it stays as it is: the conversation was counted already, or is of a
 * day before the one that is counted. A later day starts anew.
 */
export function addToTally(tally: AgentTally | undefined, talk: TalkDone): AgentTally | undefined {
  const { agentId, day, contactId, talkMs } = talk;
  if (tally === undefined || tally.day < day) return { agentId, day, calls: 1, talkMs, recent: [contactId] };
  if (tally.day > day || tally.recent.includes(contactId)) return undefined;
  return {
    ...tally,
    calls: tally.calls + 1,
    talkMs: tally.talkMs + talkMs,
    recent: [...tally.recent, contactId].slice(-RECENT_MAX),
  };
}
