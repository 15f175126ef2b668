import { outlookOf, type AgentOutlook, type AgentReading } from '../../../lib/core/dispatch/expected-agents';
import { invariant } from '../../../lib/core/invariant';
import { poolTimes } from './scene';

/** The name of the one queue that all serve. */
export const QUEUE = 'support';

type State = 'available' | 'on_contact' | 'after_contact_work';

/** The agents of the centre, all of them signed in for as long as it is open. */
export interface Agents {
  /** Of those who are free and admitted, who has been so longest. */
  readonly longestIdle: (admits: (agentId: string) => boolean) => string | undefined;
  readonly set: (agentId: string, state: State, sinceMs: number) => void;
  readonly readings: () => readonly AgentReading[];
  readonly outlooks: (nowMs: number) => readonly AgentOutlook[];
}

export function createAgents(ids: Iterable<string>, startMs: number): Agents {
  const readings = new Map<string, AgentReading>();
  /** Of those for whom time alone changes nothing: a pass a second looks at all. */
  const lasting = new Map<string, AgentOutlook>();
  const set: Agents['set'] = (agentId, state, sinceMs) => {
    const reading: AgentReading = { agentId, queues: [QUEUE], state, sinceMs };
    readings.set(agentId, reading);
    lasting.delete(agentId);
  };
  for (const agentId of ids) set(agentId, 'available', startMs);
  return {
    longestIdle: (admits) => {
      let longest: AgentReading | undefined;
      for (const agent of readings.values()) {
        if (agent.state !== 'available' || !admits(agent.agentId)) continue;
        if (longest === undefined || agent.sinceMs < longest.sinceMs) longest = agent;
      }
      return longest?.agentId;
    },
    set: (agentId, state, sinceMs) => {
      invariant(readings.has(agentId), `${agentId} works here`);
      set(agentId, state, sinceMs);
    },
    readings: () => [...readings.values()],
    outlooks: (nowMs) =>
      Array.from(readings.values(), (agent) => {
        const known = lasting.get(agent.agentId);
        if (known !== undefined) return known;
        const outlook = outlookOf(agent, poolTimes, nowMs);
        if (agent.state !== 'after_contact_work') lasting.set(agent.agentId, outlook);
        return outlook;
      }),
  };
}
