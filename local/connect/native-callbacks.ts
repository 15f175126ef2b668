import type { SteppedClock } from '../clock/stepped-clock';
import type { Agent } from './agent';
import { targetQueueOf } from './contact';
import type { CallbackTask, Contact, ContactView } from './contact';
import { CHAIN_LENGTH_MAX, createFollowUp } from './follow-up';
import type { PlayFlow } from './flow-legs';
import type { Join } from './joining';
import type { PhoneLines } from './phone-lines';
import type { Queueing } from './queueing';
import { idOf } from './resource-id';
import type { Instance } from './setup';
import type { CallbackOrder } from './types';
import type { Whisper } from './whispers';

/** Connect's own queued callbacks, agent first: the contact waits without the customer, who is dialed for an agent. */
export interface NativeCallbacks {
  readonly create: (from: Contact, order: CallbackOrder) => 'created' | 'refused';
  /** An agent has accepted the callback, and waits until the customer answers. */
  readonly accepted: (contact: Contact, agent: Agent, task: CallbackTask) => void;
}

export interface NativeCallbacksDeps {
  readonly clock: SteppedClock;
  readonly uuid: () => string;
  readonly instance: Instance;
  readonly lines: PhoneLines;
  readonly queueing: Queueing;
  readonly whisper: Whisper;
  readonly join: Join;
  readonly play: PlayFlow;
  readonly begin: (contact: Contact) => void;
  readonly end: (contact: Contact, reason: string) => void;
  readonly connect: (contact: Contact, answeredBy: 'person' | 'voicemail', stage: ContactView['stage']) => void;
}

const KEPT_MS = 7 * 24 * 60 * 60 * 1_000;
const SECONDS_MAX = 259_200;

/** Places are kept by the start of the call that ordered the callback, as Connect does. */
export function createNativeCallbacks(deps: NativeCallbacksDeps): NativeCallbacks {
  const { clock, instance, queueing } = deps;
  const follow = createFollow(deps);

  return {
    create: (from, order) => {
      const number = from.callbackNumber ?? from.view.customerNumber;
      const queueId = order.queueId === undefined ? targetQueueOf(from.view) : idOf(order.queueId);
      if (number === null || queueId === undefined || instance.queueMax(queueId) === undefined) return 'refused';
      if (!isWithinLimits(order) || !instance.isDialable(number) || !queueing.hasRoom(queueId)) return 'refused';
      const flowId = order.flowId === undefined ? undefined : idOf(order.flowId);
      if (flowId !== undefined && !instance.flowIds.has(flowId)) return 'refused';
      if (from.chain.length >= CHAIN_LENGTH_MAX) return 'refused';
      const contact = follow(from, number, queueId, taskOf(order, clock.nowMs()));
      start(deps, contact, queueId, (order.initialDelaySeconds ?? 0) * 1_000, flowId);
      return 'created';
    },
    accepted: (contact, agent, task) => {
      // The time in queue is over when the agent accepts, not when the two are joined.
      contact.view = { ...contact.view, dequeuedAtMs: clock.nowMs() };
      // The customer hears the queue's outbound whisper instead of a customer whisper, and queues here have none.
      deps.whisper(contact, ['agent_whisper'], () => dial(deps, contact, agent, task, follow));
    },
  };
}

/** With a creation flow each of these may be left out; what is given must be right all the same. */
function isWithinLimits({ flowId, initialDelaySeconds, retryDelaySeconds, attemptsMax }: CallbackOrder): boolean {
  const isWhole = (value: number | undefined, max: number): boolean =>
    value === undefined ? flowId !== undefined : Number.isInteger(value) && value >= 1 && value <= max;
  return (
    isWhole(initialDelaySeconds, SECONDS_MAX) &&
    isWhole(retryDelaySeconds, SECONDS_MAX) &&
    isWhole(attemptsMax, Number.MAX_SAFE_INTEGER)
  );
}

/** Nothing says when Connect would try again without a delay between attempts, so then there is only one. */
function taskOf({ attemptsMax = 1, retryDelaySeconds }: CallbackOrder, nowMs: number): CallbackTask {
  return {
    attemptsLeft: retryDelaySeconds === undefined ? 1 : attemptsMax,
    retryDelayMs: (retryDelaySeconds ?? 0) * 1_000,
    expiresAtMs: nowMs + KEPT_MS,
  };
}

type Follow = (from: Contact, number: string, queueId: string, task: CallbackTask) => Contact;

function createFollow({ clock, uuid, instance }: NativeCallbacksDeps): Follow {
  return (from, number, queueId, task) =>
    createFollowUp(
      from,
      {
        contactId: uuid(),
        initiationMethod: 'CALLBACK',
        stage: 'scheduled',
        initiatedAtMs: clock.nowMs(),
        customerNumber: number,
        systemNumber: instance.queues.get(queueId)?.callerId ?? null,
        targetQueueId: queueId,
        placedAtMs: from.chain.startedAtMs,
      },
      task,
    );
}

function start(deps: NativeCallbacksDeps, contact: Contact, queueId: string, delayMs: number, flowId?: string): void {
  const { clock, end, play, queueing } = deps;
  const expiresAtMs = contact.callback?.expiresAtMs ?? clock.nowMs();
  if (flowId !== undefined) contact.view = { ...contact.view, stage: 'in_flow', flowId };
  deps.begin(contact);
  // The documented reason EXPIRED is for campaigns and tasks.
  contact.lifeTimer = clock.at(expiresAtMs, () => end(contact, 'OTHER'));
  if (flowId === undefined) {
    contact.stageTimer = clock.after(delayMs, () => {
      contact.stageTimer = undefined;
      queueing.enqueue(contact, queueId);
    });
  } else {
    // A creation flow queues the callback itself, and the delay is ignored.
    play(contact, { kind: 'inbound', flowId });
  }
}

function dial(deps: NativeCallbacksDeps, contact: Contact, agent: Agent, task: CallbackTask, follow: Follow): void {
  const { clock, lines, end, connect, join } = deps;
  const { customerNumber, queueId } = contact.view;
  if (contact.lifeTimer !== undefined) clock.cancel(contact.lifeTimer);
  contact.lifeTimer = undefined;
  contact.view = { ...contact.view, stage: 'dialing', updatedAtMs: clock.nowMs() };
  lines.ring(contact, customerNumber ?? '', {
    answered: (who) => {
      connect(contact, who, 'dialing');
      join(contact, agent);
    },
    failed: (reason, isUnanswered) => {
      const attemptsLeft = task.attemptsLeft - 1;
      // Only a phone that rings out is tried again. Every attempt is a contact of its own: so records are reported to be.
      const next =
        isUnanswered && attemptsLeft > 0
          ? follow(contact, customerNumber ?? '', queueId ?? '', { ...task, attemptsLeft })
          : undefined;
      end(contact, reason);
      if (next !== undefined) start(deps, next, queueId ?? '', task.retryDelayMs);
    },
  });
}
