import type { SteppedClock } from '../clock/stepped-clock';
import { isTalking } from './agent';
import type { Agent } from './agent';
import { channelOf } from './contact';
import type { Contact } from './contact';
import type { Matcher } from './matcher';
import type { QueueLine } from './queue-line';
import type { Roster } from './roster';
import type { OfferAnswer } from './types';

// Documented for calls; that a task is missed after as long is assumed.
const OFFER_MS_MAX = 20_000;
// Connect leaves it to the agent to clear what was not taken.
const MISSED_PAUSE_MS = 5_000;

/** Offers contacts to agents, one at a time and to one agent only. */
export interface Offers {
  /** Offers a contact that waits to whoever is next for it; no effect on one that does not wait. */
  readonly tryContact: (contact: Contact) => void;
  /** Offers an agent as many of the waiting contacts as the agent is free for. */
  readonly refill: (agent: Agent) => void;
  readonly release: (agent: Agent, contactId: string) => void;
  /** Asks not whether the agent is free. */
  readonly offer: (contact: Contact, agent: Agent) => void;
}

export interface OffersDeps {
  readonly clock: SteppedClock;
  readonly roster: Roster;
  /** Drawn at the instant of the offer. */
  readonly answerOf: (contact: Contact, agentId: string) => OfferAnswer;
  /** Until the two are joined, withdrawing the contact still frees the agent. */
  readonly onAccepted: (contact: Contact, agent: Agent) => void;
  readonly lineOf: (contact: Contact) => QueueLine;
  readonly match: Matcher;
}

/** A contact that was not taken goes back to its place, and from there to the next agent. */
export function createOffers({ clock, roster, answerOf, onAccepted, lineOf, match }: OffersDeps): Offers {
  const refill = (agent: Agent): void => {
    for (let contact = match.contactFor(agent); contact !== undefined; contact = match.contactFor(agent)) {
      offer(contact, agent);
    }
  };
  const release = (agent: Agent, contactId: string): void => {
    roster.leave(agent, contactId);
    refill(agent);
  };
  const giveBack = (contact: Contact, agent: Agent, state: 'missed' | 'rejected'): void => {
    const { contactId } = contact.view;
    contact.offeredToAgentId = undefined;
    contact.stageTimer = undefined;
    contact.view = { ...contact.view, stage: 'queued' };
    lineOf(contact).insert(contact);
    const missed = agent.contacts.find((one) => one.contactId === contactId);
    roster.change(agent, contactId, state);
    clock.after(MISSED_PAUSE_MS, () => {
      // Offered to the same agent again, it is no longer the one that was missed.
      if (missed !== undefined && agent.contacts.includes(missed)) release(agent, contactId);
    });
    tryContact(contact);
  };
  const accept = (contact: Contact, agent: Agent): void => {
    contact.stageTimer = undefined;
    roster.accept(agent, contact.view.contactId);
    onAccepted(contact, agent);
  };
  const offer = (contact: Contact, agent: Agent): void => {
    const { contactId } = contact.view;
    const channel = channelOf(contact.view);
    const missAfter = (ms: number): void => {
      contact.stageTimer = clock.after(ms, () => giveBack(contact, agent, 'missed'));
    };
    lineOf(contact).remove(contact);
    const agentConnectionAttempts = contact.view.agentConnectionAttempts + 1;
    contact.view = { ...contact.view, stage: 'offered', agentConnectionAttempts };
    contact.offeredToAgentId = agent.setup.id;
    roster.engage(agent, { contactId, channel });
    const { kind, afterMs } = answerOf(contact, agent.setup.id);
    if (kind === 'miss' || afterMs >= OFFER_MS_MAX) return missAfter(OFFER_MS_MAX);
    contact.stageTimer = clock.after(afterMs, () => {
      if (kind === 'reject') return giveBack(contact, agent, 'rejected');
      // Offered by name while the agent talks: what Connect does then is not documented, and nobody talks in two calls.
      if (channel === 'VOICE' && isTalking(agent)) return missAfter(OFFER_MS_MAX - afterMs);
      accept(contact, agent);
    });
  };
  const tryContact = (contact: Contact): void => {
    if (contact.view.stage !== 'queued') return;
    const agent = match.agentFor(contact);
    if (agent !== undefined) offer(contact, agent);
  };
  return { tryContact, refill, release, offer };
}
