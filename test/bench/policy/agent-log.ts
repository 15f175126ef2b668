import type { AgentReading } from '../../../lib/core/dispatch/expected-agents';
import type { AgentStateView } from '../../../local/connect/types';
import { QUEUE_ID } from './desk';

/** What agents did in the last seconds, because metrics tell of then and not of now. */
export interface AgentLog {
  readonly note: (agentId: string, view: AgentStateView) => void;
  readonly at: (atMs: number) => readonly AgentReading[];
}

/** Nobody asks for what is older. */
const KEPT_MS = 20_000;

export function createAgentLog(nowMs: () => number): AgentLog {
  const logged = new Map<string, { readonly atMs: number; readonly reading: AgentReading }[]>();
  return {
    note: (agentId, view) => {
      const atMs = nowMs();
      const entries = logged.get(agentId) ?? [];
      while (entries.length > 1 && (entries[1]?.atMs ?? 0) < atMs - KEPT_MS) entries.shift();
      entries.push({ atMs, reading: readingOf(agentId, view) });
      logged.set(agentId, entries);
    },
    at: (atMs) =>
      [...logged.values()].flatMap((entries) => {
        const found = entries.findLast((entry) => entry.atMs <= atMs);
        return found === undefined ? [] : [found.reading];
      }),
  };
}

/** As GetCurrentUserData shows an agent, to whoever is after calls. */
function readingOf(agentId: string, { contacts, sinceMs, state }: AgentStateView): AgentReading {
  const call = contacts.find((contact) => contact.channel === 'VOICE');
  const common = { agentId, queues: [QUEUE_ID], sinceMs };
  if (call === undefined)
    return { ...common, state: contacts.length > 0 ? 'on_task' : state === 'available' ? 'available' : 'unavailable' };
  if (call.state === 'on_contact') return { ...common, state: 'on_contact' };
  if (call.state === 'after_contact_work') return { ...common, state: 'after_contact_work' };
  return { ...common, state: 'offered' };
}
