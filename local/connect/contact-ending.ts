import type { SteppedClock } from '../clock/stepped-clock';
import { isOnLine, stopQueueTimers } from './contact';
import type { Contact } from './contact';
import type { ContactBook } from './contact-book';
import type { EventFeed } from './event-feed';
import type { Agent, Roster } from './roster';
import type { Router } from './router';
import type { CentreChange, Talk } from './types';

/** How a contact leaves the line, and what its agent does next. */
export interface Ending {
  readonly end: (contact: Contact, reason: string) => void;
  readonly endTalk: (contact: Contact, endedBy: Talk['endedBy']) => void;
}

export interface EndingDeps {
  readonly clock: SteppedClock;
  readonly book: ContactBook;
  readonly roster: Roster;
  readonly feed: EventFeed;
  readonly onChange: (change: CentreChange) => void;
  readonly router: () => Router;
}

/** DISCONNECTED comes at once, COMPLETED and the record after the agent's after-contact work. */
export function createEnding({ clock, book, roster, feed, onChange, router }: EndingDeps): Ending {
  const complete = (contact: Contact): void => {
    const atMs = clock.nowMs();
    contact.view = { ...contact.view, stage: 'ended', updatedAtMs: atMs };
    book.retire(contact.view, atMs);
    feed.event('COMPLETED', contact.view);
    feed.record(contact.view);
  };
  const workAfter = (contact: Contact, agent: Agent): void => {
    roster.setState(agent, 'after_contact_work', contact.view.contactId);
    clock.after(contact.afterContactWorkMs, () => {
      contact.view = { ...contact.view, afterContactWorkEndedAtMs: clock.nowMs() };
      complete(contact);
      router().release(agent);
    });
  };
  const end = (contact: Contact, reason: string): void => {
    const { view } = contact;
    if (!isOnLine(view)) return;
    const atMs = clock.nowMs();
    const agent = view.stage === 'with_agent' && view.agentId !== undefined ? roster.get(view.agentId) : undefined;
    if (contact.stageTimer !== undefined) clock.cancel(contact.stageTimer);
    if (contact.lifeTimer !== undefined) clock.cancel(contact.lifeTimer);
    stopQueueTimers(clock, contact);
    contact.view = {
      ...view,
      stage: agent === undefined ? 'ended' : 'after_contact_work',
      disconnectedAtMs: atMs,
      disconnectReason: reason,
      dequeuedAtMs: view.enqueuedAtMs === undefined ? undefined : (view.dequeuedAtMs ?? atMs),
      updatedAtMs: atMs,
    };
    book.leaveLine();
    feed.event('DISCONNECTED', contact.view);
    const ended = { kind: 'contact_ended', atMs, contactId: view.contactId, reason } as const;
    onChange(agent === undefined ? ended : { ...ended, agentId: agent.setup.id });
    if (agent !== undefined && contact.afterContactWorkMs > 0) {
      workAfter(contact, agent);
      return;
    }
    complete(contact);
    if (agent === undefined) router().withdraw(contact);
    else router().release(agent);
  };
  return {
    end,
    endTalk: (contact, endedBy) => end(contact, endedBy === 'customer' ? 'CUSTOMER_DISCONNECT' : 'AGENT_DISCONNECT'),
  };
}
