import { isCall, isOnLine } from './contact';
import type { Contact, ContactView } from './contact';

// How long an ended contact can still be described: Connect keeps two years, a replay needs a day.
const CONTACT_KEPT_MS = 24 * 60 * 60 * 1_000;

/** Every contact by id: running ones whole, ended ones only as views and only for a day. */
export interface ContactBook {
  readonly add: (contact: Contact) => void;
  readonly running: (contactId: string) => Contact | undefined;
  readonly find: (contactId: string) => ContactView | undefined;
  /** Contacts that the concurrency quota counts now. */
  readonly onLineCount: () => number;
  readonly leaveLine: () => void;
  /** Keeps only the view of a contact that is completely over. */
  readonly retire: (view: ContactView, atMs: number) => void;
  /** Replaces the view of an ended contact in its place. */
  readonly amend: (view: ContactView) => void;
  readonly runningContacts: () => Iterable<Contact>;
  readonly endedViews: () => readonly ContactView[];
}

interface Retired {
  readonly view: ContactView;
  readonly atMs: number;
}

/** Ended contacts are dropped in order of ending, as time goes by; no timer is needed. */
export function createContactBook(nowMs: () => number): ContactBook {
  const running = new Map<string, Contact>();
  const ended = new Map<string, Retired>();
  // The only contacts that may be on the line without being calls.
  const callbackIds = new Set<string>();
  let onLine = 0;

  const prune = (): void => {
    const keptSinceMs = nowMs() - CONTACT_KEPT_MS;
    for (const [contactId, retired] of ended) {
      if (retired.atMs >= keptSinceMs) return;
      ended.delete(contactId);
    }
  };
  const findEnded = (contactId: string): Retired | undefined => {
    prune();
    return ended.get(contactId);
  };

  const isWaitingCallback = (contactId: string): boolean => {
    const view = running.get(contactId)?.view;
    return view !== undefined && isOnLine(view) && !isCall(view);
  };

  return {
    add: (contact) => {
      const { contactId, initiationMethod } = contact.view;
      running.set(contactId, contact);
      if (initiationMethod === 'CALLBACK') callbackIds.add(contactId);
      onLine += 1;
    },
    running: (contactId) => running.get(contactId),
    find: (contactId) => running.get(contactId)?.view ?? findEnded(contactId)?.view,
    onLineCount: () => onLine - [...callbackIds].filter(isWaitingCallback).length,
    leaveLine: () => {
      onLine -= 1;
    },
    retire: (view, atMs) => {
      running.delete(view.contactId);
      callbackIds.delete(view.contactId);
      ended.set(view.contactId, { view, atMs });
      prune();
    },
    amend: (view) => {
      const retired = findEnded(view.contactId);
      if (retired !== undefined) ended.set(view.contactId, { view, atMs: retired.atMs });
    },
    runningContacts: () => running.values(),
    endedViews: () => {
      prune();
      return [...ended.values()].map((retired) => retired.view);
    },
  };
}
