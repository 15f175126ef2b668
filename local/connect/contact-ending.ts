import type { SteppedClock } from '../clock/stepped-clock';
import type { Agent } from './agent';
import { isOnLine, stopQueueTimers } from './contact';
import type { Contact, ContactView } from './contact';
import type { ContactBook } from './contact-book';
import type { EventFeed } from './event-feed';
import type { Roster } from './roster';
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
  const complete = (contact: Contact, afterWork: Pick<ContactView, 'afterContactWorkEndedAtMs'> = {}): void => {
    const atMs = clock.nowMs();
    contact.view = { ...contact.view, ...afterWork, stage: 'ended', updatedAtMs: atMs };
    book.retire(contact.view, atMs);
    feed.event('COMPLETED', contact.view);
    feed.record(contact.view);
  };
  const workAfter = (contact: Contact, agent: Agent): void => {
    roster.change(agent, contact.view.contactId, 'after_contact_work');
    clock.after(contact.afterContactWorkMs, () => {
      complete(contact, { afterContactWorkEndedAtMs: clock.nowMs() });
      router().release(agent, contact.view.contactId);
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
    book.leaveLine(contact.view);
    feed.event('DISCONNECTED', contact.view);
    const ended = { kind: 'contact_ended', atMs, contactId: view.contactId, reason } as const;
    onChange(agent === undefined ? ended : { ...ended, agentId: agent.setup.id });
    if (agent !== undefined && contact.afterContactWorkMs > 0) {
      workAfter(contact, agent);
      return;
    }
    complete(contact);
    if (agent === undefined) router().withdraw(contact);
    else router().release(agent, view.contactId);
  };
  return {
    end,
    endTalk: (contact, endedBy) => end(contact, endedBy === 'customer' ? 'CUSTOMER_DISCONNECT' : 'AGENT_DISCONNECT'),
  };
}
