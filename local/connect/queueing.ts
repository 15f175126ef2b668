import type { SteppedClock } from '../clock/stepped-clock';
import { channelOf, hasCustomer, orderOf, stopQueueTimers } from './contact';
import type { Contact } from './contact';
import type { ContactBook } from './contact-book';
import type { EventFeed } from './event-feed';
import type { PlayFlow } from './flow-legs';
import { CHAIN_LENGTH_MAX, createFollowUp } from './follow-up';
import { personalQueueOf } from './personal-queue';
import { idOf } from './resource-id';
import type { Router } from './router';
import type { Instance } from './setup';
import { defaultFlowId } from './types';
import type { CentreChange, FlowLeg } from './types';

type Outcome = 'queued' | 'at_capacity' | 'no_queue';

/** Puts contacts into queues, and from one queue into another. */
export interface Queueing {
  /** Asks no questions; the caller has made sure that there is room. */
  readonly enqueue: (contact: Contact, queueId: string) => void;
  readonly hasRoom: (queueId: string) => boolean;
  /** Only for a contact in its flow: one that is queued already leaves its queue by `dequeueTo`. */
  readonly transferToQueue: (contact: Contact) => Outcome;
  readonly dequeueTo: (contact: Contact, target: Parameters<FlowLeg['dequeueTo']>[0]) => Outcome;
}

export interface QueueingDeps {
  readonly clock: SteppedClock;
  readonly uuid: () => string;
  readonly instance: Instance;
  readonly book: ContactBook;
  readonly feed: EventFeed;
  readonly router: Router;
  readonly play: PlayFlow;
  readonly onChange: (change: CentreChange) => void;
  readonly begin: (contact: Contact) => void;
  readonly end: (contact: Contact, reason: string) => void;
}

/** Room is looked at before anything changes, so that a refusal leaves the contact as it was. */
export function createQueueing(deps: QueueingDeps): Queueing {
  const { instance, book, router } = deps;
  const enqueue = createEnqueue(deps);
  const waitingIn = (queueId: string): number => {
    // A callback takes its room when it is created, long before it stands in the line.
    const scheduled = [...book.runningContacts()].filter(
      ({ view }) => view.stage === 'scheduled' && view.targetQueueId === queueId,
    );
    return router.lineOf(queueId).size() + scheduled.length;
  };
  const hasRoom = (queueId: string): boolean => {
    const max = instance.queueMax(queueId) ?? 0;
    return max === Number.POSITIVE_INFINITY || waitingIn(queueId) < max;
  };
  return {
    enqueue,
    hasRoom,
    transferToQueue: (contact) => {
      const { stage, targetQueueId = '' } = contact.view;
      if (stage !== 'in_flow' || instance.queueMax(targetQueueId) === undefined) return 'no_queue';
      if (!hasRoom(targetQueueId)) return 'at_capacity';
      enqueue(contact, targetQueueId);
      return 'queued';
    },
    dequeueTo: (contact, target) => {
      const queueId = target.agentId === undefined ? idOf(target.queueId) : personalQueueOf(idOf(target.agentId));
      const isAmbiguous = target.agentId !== undefined && target.queueId !== undefined;
      // While an agent is being joined the contact is no longer `queued`, and Connect refuses then.
      if (isAmbiguous || contact.view.stage !== 'queued' || contact.chain.length >= CHAIN_LENGTH_MAX) return 'no_queue';
      if (instance.queueMax(queueId) === undefined) return 'no_queue';
      if (!hasRoom(queueId)) return 'at_capacity';
      goOnIn(deps, contact, queueId, enqueue);
      return 'queued';
    },
  };
}

function createEnqueue({ clock, feed, router, play, onChange }: QueueingDeps): Queueing['enqueue'] {
  let sequence = 0;
  return (contact, queueId) => {
    stopQueueTimers(clock, contact);
    const atMs = clock.nowMs();
    contact.view = {
      ...contact.view,
      stage: 'queued',
      queueId,
      enqueuedAtMs: atMs,
      dequeuedAtMs: undefined,
      updatedAtMs: atMs,
    };
    sequence += 1;
    contact.order = { ...orderOf(contact.view), sequence };
    feed.event('QUEUED', contact.view);
    onChange({ kind: 'contact_queued', atMs, contactId: contact.view.contactId, queueId });
    const flowId = queueFlowOf(contact);
    if (flowId === undefined) {
      // Nobody is there to hear anything; the flow that brought the contact here is over all the same.
      contact.play += 1;
    } else {
      play(contact, { kind: 'customer_queue', flowId });
    }
    router.enqueue(contact);
  };
}

/** The flow that Connect plays when none was set only plays music, which a task cannot hear. */
function queueFlowOf({ view, hooks }: Contact): string | undefined {
  if (channelOf(view) === 'TASK') return hooks.CustomerQueue;
  return hasCustomer(view) ? (hooks.CustomerQueue ?? defaultFlowId) : undefined;
}

/** The person stays on the line while one contact ends and the next begins. */
function goOnIn(
  { clock, uuid, begin, end, onChange }: QueueingDeps,
  from: Contact,
  queueId: string,
  enqueue: Queueing['enqueue'],
): void {
  const atMs = clock.nowMs();
  const contact = createFollowUp(from, {
    contactId: uuid(),
    initiationMethod: 'QUEUE_TRANSFER',
    stage: 'in_flow',
    targetQueueId: queueId,
    initiatedAtMs: atMs,
    connectedToSystemAtMs: atMs,
  });
  const { contactId } = contact.view;
  onChange({ kind: 'contact_transferred', atMs, fromContactId: from.view.contactId, contactId });
  // None of the documented reasons is about a transfer to another queue.
  end(from, 'OTHER');
  begin(contact);
  enqueue(contact, queueId);
}
