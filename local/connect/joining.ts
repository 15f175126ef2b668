import type { SteppedClock } from '../clock/stepped-clock';
import type { Agent } from './agent';
import { channelOf, stopQueueTimers } from './contact';
import type { Contact, ContactView } from './contact';
import type { EventFeed } from './event-feed';
import type { Roster } from './roster';
import type { CentreChange, Talk } from './types';

export interface JoiningDeps {
  readonly clock: SteppedClock;
  readonly roster: Roster;
  readonly feed: EventFeed;
  readonly onChange: (change: CentreChange) => void;
  readonly talk: (contact: ContactView, agentId: string) => Talk;
  readonly taskAfterContactWorkMs: () => number;
  readonly endTalk: (contact: Contact, endedBy: Talk['endedBy']) => void;
}

/** Brings customer and agent together, and lets them talk. */
export type Join = (contact: Contact, agent: Agent) => void;

/** The talk is drawn at the instant at which the two are joined; a task lasts until somebody or something ends it. */
export function createJoining(deps: JoiningDeps): Join {
  const { clock, roster, feed, onChange, talk, endTalk } = deps;
  return (contact, agent) => {
    const atMs = clock.nowMs();
    const agentId = agent.setup.id;
    const { contactId, queueId = '' } = contact.view;
    // A change of routing asked for in a whisper comes to nothing.
    stopQueueTimers(clock, contact);
    contact.offeredToAgentId = undefined;
    contact.view = {
      ...contact.view,
      stage: 'with_agent',
      agentId,
      connectedToAgentAtMs: atMs,
      dequeuedAtMs: contact.view.dequeuedAtMs ?? atMs,
      updatedAtMs: atMs,
    };
    roster.change(agent, contactId, 'on_contact');
    feed.event('CONNECTED_TO_AGENT', contact.view);
    onChange({ kind: 'agent_connected', atMs, contactId, queueId, agentId });
    if (channelOf(contact.view) === 'TASK') {
      contact.afterContactWorkMs = deps.taskAfterContactWorkMs();
      return;
    }
    const { talkMs, afterContactWorkMs, endedBy } = talk(contact.view, agentId);
    contact.afterContactWorkMs = afterContactWorkMs;
    contact.stageTimer = clock.after(talkMs, () => endTalk(contact, endedBy));
  };
}
