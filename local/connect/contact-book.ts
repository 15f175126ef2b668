import { channelOf, isCall, isOnLine } from './contact';
import type { Contact, ContactView } from './contact';

// How long an ended contact can still be described: Connect keeps two years, a replay needs a day.
const CONTACT_KEPT_MS = 24 * 60 * 60 * 1_000;
// Beginning to walk a map from which the first have been deleted one by one is dear.
const PRUNE_EVERY_MS = 60 * 60 * 1_000;

/** Every contact by id: running ones whole, ended ones only as views and only for a day. */
export interface ContactBook {
  readonly add: (contact: Contact) => void;
  readonly running: (contactId: string) => Contact | undefined;
  readonly find: (contactId: string) => ContactView | undefined;
  /** Contacts that the quota of calls counts now. */
  readonly onLineCount: () => number;
  /** Tasks that the quota of tasks counts now. */
  readonly openTaskCount: () => number;
  readonly leaveLine: (view: ContactView) => void;
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

/** Ended contacts are forgotten on time, and dropped in order of ending as others end; no timer is needed. */
export function createContactBook(nowMs: () => number): ContactBook {
  const running = new Map<string, Contact>();
  const ended = new Map<string, Retired>();
  // The only contacts of the channel that may be open without being calls.
  const callbackIds = new Set<string>();
  const open = { VOICE: 0, TASK: 0 };

  let prunedAtMs = Number.NEGATIVE_INFINITY;

  const isKept = ({ atMs }: Retired): boolean => atMs >= nowMs() - CONTACT_KEPT_MS;
  const prune = (): void => {
    prunedAtMs = nowMs();
    for (const [contactId, retired] of ended) {
      if (isKept(retired)) return;
      ended.delete(contactId);
    }
  };
  const findEnded = (contactId: string): Retired | undefined => {
    const retired = ended.get(contactId);
    return retired !== undefined && isKept(retired) ? retired : undefined;
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
      open[channelOf(contact.view)] += 1;
    },
    running: (contactId) => running.get(contactId),
    find: (contactId) => running.get(contactId)?.view ?? findEnded(contactId)?.view,
    onLineCount: () => open.VOICE - [...callbackIds].filter(isWaitingCallback).length,
    openTaskCount: () => open.TASK,
    leaveLine: (view) => {
      open[channelOf(view)] -= 1;
    },
    retire: (view, atMs) => {
      running.delete(view.contactId);
      callbackIds.delete(view.contactId);
      ended.set(view.contactId, { view, atMs });
      if (atMs - prunedAtMs >= PRUNE_EVERY_MS) prune();
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
