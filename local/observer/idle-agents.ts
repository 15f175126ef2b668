import type { Callback } from '../../lib/core/callback/callback';
import type { JournalEntry } from '../../lib/ports/journal';
import type { AgentActivity, AgentStateView, CentreChange, ContactView } from '../connect/types';
import { createIdleMeter } from './idle-meter';

type ContactOf = (contactId: string) => ContactView | undefined;
type AgentOf = (agentId: string) => Pick<AgentStateView, 'contacts'>;
type AgentChange = Extract<CentreChange, { kind: 'agent_state' }>;
type CallChange = Exclude<CentreChange, AgentChange>;

/** What each agent does as to calls, for the idle meter: a task beside a call, or without one, is no work. */
export interface IdleAgents {
  readonly onAgent: (change: AgentChange) => void;
  /** A change of a call, not of a task. */
  readonly onCall: (change: CallChange) => void;
  readonly onJournal: (entry: JournalEntry) => void;
  readonly onCallback: (callback: Callback) => void;
  readonly idleMs: () => number;
}

export function createIdleAgents(nowMs: () => number, contactOf: ContactOf, agentOf: AgentOf): IdleAgents {
  const meter = createIdleMeter(nowMs);
  return {
    onAgent: (change) => meter.onAgent(change.agentId, stateForCalls(change, contactOf, agentOf)),
    onCall: (change) => {
      const busy = activityWithCall(change);
      if (busy !== undefined) meter.onAgent(busy.agentId, busy.state);
    },
    onJournal: (entry) => {
      // Whoever has a task shows nothing of a call that is offered beside it.
      if (entry.kind === 'given') meter.onAgent(entry.agentId, 'offered');
    },
    onCallback: meter.onCallback,
    idleMs: meter.idleMs,
  };
}

/** An agent who has nothing but a task is as free as before: it is there for a call that has not come. */
function stateForCalls(change: AgentChange, contactOf: ContactOf, agentOf: AgentOf): AgentActivity {
  const { agentId, contactId, state } = change;
  const isOfTask = contactId !== undefined && contactOf(contactId)?.channel === 'TASK';
  if (!isOfTask || state === 'missed') return state;
  return agentOf(agentId).contacts.some(({ channel }) => channel === 'VOICE') ? 'on_contact' : 'available';
}

/** A call beside a task changes nothing of what an agent shows: it is told by the call alone. */
function activityWithCall(change: CallChange): { readonly agentId: string; readonly state: AgentActivity } | undefined {
  if (change.kind === 'agent_connected') return { agentId: change.agentId, state: 'on_contact' };
  if (change.kind !== 'contact_ended' || change.agentId === undefined) return undefined;
  return { agentId: change.agentId, state: 'after_contact_work' };
}
