import type { SteppedClock } from '../clock/stepped-clock';
import type { Agent } from './agent';
import { channelOf, stopQueueTimers } from './contact';
import type { Contact, ContactView } from './contact';
import type { ContactBook } from './contact-book';
import { createEnding } from './contact-ending';
import { describeExpiredStep } from './contact-events';
import type { EventFeed } from './event-feed';
import type { PlayFlow } from './flow-legs';
import { createJoining } from './joining';
import { createNativeCallbacks } from './native-callbacks';
import type { NativeCallbacks } from './native-callbacks';
import type { PhoneLines } from './phone-lines';
import { createQueueing } from './queueing';
import type { Queueing } from './queueing';
import { createRouter } from './router';
import type { Router } from './router';
import type { Roster } from './roster';
import type { Instance } from './setup';
import type { CentreChange, OfferAnswer, Talk } from './types';
import { createWhispers } from './whispers';

export interface CentreDeps {
  readonly clock: SteppedClock;
  readonly uuid: () => string;
  readonly instance: Instance;
  readonly book: ContactBook;
  readonly roster: Roster;
  readonly feed: EventFeed;
  readonly lines: PhoneLines;
  readonly answerOf: (contact: Contact, agentId: string) => OfferAnswer;
  readonly taskAfterContactWorkMs: () => number;
  readonly talk: (contact: ContactView, agentId: string) => Talk;
  readonly onChange: (change: CentreChange) => void;
  /** Starts a flow for the contact, which ends whatever flow it was in. */
  readonly play: PlayFlow;
}

/** The life of a contact, from its beginning to its record. */
export interface Centre extends Pick<Queueing, 'transferToQueue' | 'dequeueTo'> {
  readonly router: Router;
  readonly begin: (contact: Contact) => void;
  /** A dialed customer, or a voicemail, has answered. */
  readonly connectToSystem: (contact: Contact, answeredBy: 'person' | 'voicemail') => void;
  /** A task begins, which has nobody who could answer. */
  readonly enterFlow: (contact: Contact) => void;
  readonly createCallback: NativeCallbacks['create'];
  /** Disconnects the contact wherever it is; no effect on one that is over. */
  readonly end: (contact: Contact, reason: string) => void;
}

/** Creates a centre with no contact in it. */
export function createCentre(deps: CentreDeps): Centre {
  const { clock, roster, feed, book, play, onChange } = deps;
  const { end, endTalk } = createEnding({ clock, book, roster, feed, onChange, router: () => router });
  const { begin, connect } = createBeginning(deps, end);
  const { talk, taskAfterContactWorkMs } = deps;
  const join = createJoining({ clock, roster, feed, onChange, talk, taskAfterContactWorkMs, endTalk });
  const whisper = createWhispers({ clock, play, end });

  const onAccepted = (contact: Contact, agent: Agent): void => {
    stopQueueTimers(clock, contact);
    if (contact.callback === undefined) {
      const isCall = channelOf(contact.view) === 'VOICE';
      const whispers = isCall ? (['agent_whisper', 'customer_whisper'] as const) : (['agent_whisper'] as const);
      whisper(contact, whispers, () => join(contact, agent));
    } else {
      callbacks.accepted(contact, agent, contact.callback);
    }
  };
  const onStepExpired = (contact: Contact): void => {
    if (contact.criteria === undefined) return;
    const extra = describeExpiredStep(contact.criteria, contact.view);
    feed.event('CONTACT_DATA_UPDATED', contact.view, extra);
  };
  const router: Router = createRouter({ ...deps, onAccepted, onStepExpired });
  const queueing = createQueueing({ ...deps, router, begin, end });
  const callbacks = createNativeCallbacks({ ...deps, queueing, whisper, join, begin, end, connect });

  return {
    router,
    begin,
    connectToSystem: (contact, answeredBy) => {
      connect(contact, answeredBy, 'in_flow');
      play(contact, { kind: 'outbound', flowId: contact.view.flowId });
    },
    enterFlow: (contact) => {
      const atMs = clock.nowMs();
      contact.view = { ...contact.view, stage: 'in_flow', connectedToSystemAtMs: atMs, updatedAtMs: atMs };
      feed.event('CONNECTED_TO_SYSTEM', contact.view);
      play(contact, { kind: 'inbound', flowId: contact.view.flowId });
    },
    transferToQueue: queueing.transferToQueue,
    dequeueTo: queueing.dequeueTo,
    createCallback: callbacks.create,
    end,
  };
}

interface Beginning extends Pick<Centre, 'begin'> {
  readonly connect: (contact: Contact, answeredBy: 'person' | 'voicemail', stage: ContactView['stage']) => void;
}

// How long a task may last in all, from its creation: whether a scheduled one counts from its time on is not documented.
const TASK_LIFE_MS = 7 * 24 * 60 * 60 * 1_000;

function createBeginning({ clock, book, feed, onChange }: CentreDeps, end: Centre['end']): Beginning {
  return {
    begin: (contact) => {
      book.add(contact);
      const { contactId, initiationMethod, initiatedAtMs } = contact.view;
      if (channelOf(contact.view) === 'TASK') {
        contact.lifeTimer = clock.at(initiatedAtMs + TASK_LIFE_MS, () => end(contact, 'EXPIRED'));
      }
      feed.event('INITIATED', contact.view);
      onChange({ kind: 'contact_started', atMs: clock.nowMs(), contactId, initiationMethod });
    },
    connect: (contact, answeredBy, stage) => {
      const atMs = clock.nowMs();
      contact.view = { ...contact.view, stage, answeredBy, connectedToSystemAtMs: atMs, updatedAtMs: atMs };
      feed.event('CONNECTED_TO_SYSTEM', contact.view);
      onChange({ kind: 'contact_connected', atMs, contactId: contact.view.contactId });
    },
  };
}
