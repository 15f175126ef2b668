import type { LanguageCode } from '../speech/language-codes';
import type { PastAttempt } from './attempt';
import type { TasksToEnd } from './tasks-to-end';

export { classLookAtMs, givenUpAtMs, timerOf } from './timer-of';

/** Where a callback comes from: its caller asked for it, or a lost call was found. */
export type Origin = 'requested' | 'lost';

/** How a callback ended. `withdrawn`: the caller was served another way. `expired`: its deadline passed. */
export type ClosedOutcome =
  | 'completed'
  | 'exhausted'
  | 'cancelled'
  | 'withdrawn'
  | 'handled_by_supervisor'
  | 'expired'
  | 'refused';

/** Why a callback expired: its deadline passed, or it stood in the line for long enough and nobody was free for it. */
export type ExpiredWhy = 'deadline' | 'nobody_free';

/** What is true of a callback in every state. Times are epoch milliseconds. */
export interface CallbackFacts {
  /** A ULID, new for every request. */
  readonly id: string;
  readonly queue: string;
  /** The number it is kept under, E.164, and the one to call unless the caller named another since. */
  readonly number: string;
  /** The number the caller rang from, E.164; differs from `number` when another one was keyed in. */
  readonly cli: string;
  /** The number to call, E.164, where that is not the one it is kept under; see `numberToCall`. */
  readonly callNumber?: string;
  /** What the caller chose to hear. */
  readonly language?: LanguageCode;
  readonly origin: Origin;
  /** Of one for lost calls: the queue in which they were lost, by name; how it is called back is that queue's to say. */
  readonly lostIn?: string;
  /** Explicit classes (VIP) have lines of their own; a class never stands in for a place. */
  readonly class: string;
  /** The instant from which the caller has been waiting; no retry changes it, only a slot that the caller chooses. */
  readonly placeMs: number;
  /** The start of the slot it was promised for, where it keeps one of that slot's places. */
  readonly slotMs?: number;
  readonly requestedAtMs: number;
  /** The inbound contact during which it was requested. */
  readonly requestContactId: string;
  readonly deadlineMs: number;
  /** Dials that made a contact so far: the number of the last one. */
  readonly attempt: number;
  /** Attempts that count against the limit; a dial that we stopped ourselves does not. */
  readonly attemptsSpent: number;
  readonly past: readonly PastAttempt[];
  /** Tasks by which agents were asked so far: the number of the last one. */
  readonly tasksOffered?: number;
  /** Agents who were asked for the next attempt and did not take it; `anyone` where none was named. */
  readonly askedInVain?: readonly string[];
  /** Absent when no task is known that it has let go and that may still be with its agent. */
  readonly tasksToEnd?: TasksToEnd;
  /** How long it may stand in the line with nobody free before it is given up; absent: until its deadline. */
  readonly giveUpMs?: number;
  /** The last attempt whose claim was undone; should it have made a contact all the same, its token leads to that one. */
  readonly undoneAttempt?: number;
}

/** The dial exactly as it is sent; a repair must repeat it byte for byte. */
export interface DialRequest {
  readonly clientToken: string;
  readonly number: string;
  readonly queueId: string;
  readonly flowId: string;
  readonly relatedContactId: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What happens to a callback once the dial in progress is over, when that has been settled already. */
export type AfterDial =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'resume' }
  /** An earlier attempt turned out to have reached an agent. */
  | { readonly kind: 'complete'; readonly atMs: number }
  /** The caller chose to be called at another time. */
  | ({ readonly kind: 'reschedule' } & Rescheduled)
  /** `reschedule` is what comes after the calls that hold it, when its caller has chosen another time. */
  | ({ readonly kind: 'hold'; readonly reschedule?: Rescheduled } & Holders);

/** When a callback is to be called that was being dialed, and the place that comes with it. */
export interface Rescheduled {
  readonly dueAtMs: number;
  readonly placeMs: number;
}

/** The calls during which a callback is held back. */
export interface Holders {
  /** The call that began last; the lease is its own. */
  readonly contactId: string;
  /** Earlier calls of the same caller that were not seen to end. */
  readonly otherContactIds?: readonly string[];
  readonly leaseUntilMs: number;
}

/** In the line, and may be dialed now. */
export interface Waiting {
  readonly state: 'waiting';
  /** When it last entered the line; pick-ups of later callers since then are overtakes. */
  readonly inLineSinceMs: number;
  /** When its class was last looked at, where it is not the standard one. */
  readonly lookedAtMs?: number;
}

/** Keeps its place but is not dialed before `dueAtMs`: a slot, a retry, a lost call just now, or hours that are closed. */
export interface Scheduled {
  readonly state: 'scheduled';
  readonly dueAtMs: number;
  readonly why: 'retry' | 'slot' | 'delay' | 'hours' | 'limit' | 'fault';
}

/** The caller is on the line with us right now: not dialed until that call is over. */
export interface Held extends Holders {
  readonly state: 'held';
  readonly resume: Waiting | Scheduled;
}

/** The task that tells an agent of this callback and keeps that agent for its caller. */
export interface CallbackTask {
  /** `taskTokenOf` the callback and the task's number; Connect answers a repeat with the first task. */
  readonly clientToken: string;
  /** Whom it is offered to; empty: any agent of the queue. */
  readonly agentIds: readonly string[];
  /** Missing until Connect's answer is stored, or an event has told it. */
  readonly contactId?: string;
  /** Who has accepted it. */
  readonly agentId?: string;
  readonly acceptedAtMs?: number;
}

/** To whom a ready caller was given by name, and when. */
export interface GivenTo {
  readonly agentId: string;
  readonly atMs: number;
}

/** A task with the caller's story is offered to agents, who are asked before the caller is dialed. */
export interface Offered {
  readonly state: 'offered';
  readonly task: CallbackTask;
  readonly startedAtMs: number;
  /** When it entered the line that it comes back to should nobody accept. */
  readonly inLineSinceMs: number;
  readonly leaseUntilMs: number;
}

/** Attempt `attempt` is claimed; the contact id is missing until Connect's answer is stored. */
export interface Dialing {
  readonly state: 'dialing';
  readonly startedAtMs: number;
  readonly leaseUntilMs: number;
  readonly request: DialRequest;
  readonly contactId?: string;
  /** When somebody or something picked up; not yet somebody who pressed 1. */
  readonly pickedUpAtMs?: number;
  readonly after?: AfterDial;
  readonly task?: CallbackTask;
}

/** The caller picked up and pressed 1: waiting for the agent. */
export interface Answered {
  readonly state: 'answered';
  readonly contactId: string;
  readonly startedAtMs: number;
  readonly readyAtMs: number;
  /** When the call was picked up, where that is known: what the ring took. */
  readonly pickedUpAtMs?: number;
  readonly leaseUntilMs: number;
  /** The number that was dialed, where the number to call was changed during the dial. */
  readonly dialedNumber?: string;
  readonly task?: CallbackTask;
  /** Absent while whoever is free first takes the call. */
  readonly given?: GivenTo;
}

/** The caller is with an agent. */
export interface Talking {
  readonly state: 'talking';
  readonly contactId: string;
  readonly dialedNumber?: string;
  readonly task?: CallbackTask;
  readonly startedAtMs: number;
  readonly readyAtMs: number;
  readonly pickedUpAtMs?: number;
  readonly connectedAtMs: number;
  readonly agentId: string;
  readonly leaseUntilMs: number;
}

/** Ended; `archived` once the copy for reports is written, and only then may a new request replace it. */
export interface Closed {
  readonly state: 'closed';
  readonly outcome: ClosedOutcome;
  /** Of one that expired by itself. */
  readonly why?: ExpiredWhy;
  readonly closedAtMs: number;
  readonly archived: boolean;
}

export type CallbackState = Waiting | Scheduled | Held | Offered | Dialing | Answered | Talking | Closed;

/** A callback in one given state. */
export type CallbackIn<S extends CallbackState> = CallbackFacts & S;

/** One caller's request, in one queue, to be called. */
export type Callback = CallbackFacts & CallbackState;

/** Why a transition is refused. Codes are stable and listed in docs/glossary.md. */
export type TransitionRefusal =
  | { readonly code: 'wrong_state'; readonly state: CallbackState['state'] }
  | { readonly code: 'other_attempt'; readonly attempt: number }
  | { readonly code: 'other_number' }
  | { readonly code: 'not_due'; readonly dueAtMs: number }
  | { readonly code: 'lease_held'; readonly leaseUntilMs: number }
  | { readonly code: 'superseded'; readonly by: AfterDial['kind'] }
  | { readonly code: 'no_change' };

/** The facts of a callback without its state, to build the next state on. */
export function factsOf(callback: Callback): CallbackFacts {
  const { id, queue, number, cli, origin, placeMs, requestedAtMs, requestContactId, deadlineMs } = callback;
  const {
    attempt,
    attemptsSpent,
    past,
    undoneAttempt,
    callNumber,
    language,
    lostIn,
    slotMs,
    tasksOffered,
    askedInVain,
    tasksToEnd,
    giveUpMs,
  } = callback;
  return {
    id,
    queue,
    number,
    cli,
    ...(callNumber === undefined ? {} : { callNumber }),
    ...(language === undefined ? {} : { language }),
    origin,
    ...(lostIn === undefined ? {} : { lostIn }),
    class: callback.class,
    placeMs,
    ...(slotMs === undefined ? {} : { slotMs }),
    requestedAtMs,
    requestContactId,
    deadlineMs,
    attempt,
    attemptsSpent,
    past,
    ...(tasksOffered === undefined ? {} : { tasksOffered }),
    ...(askedInVain === undefined ? {} : { askedInVain }),
    ...(tasksToEnd === undefined ? {} : { tasksToEnd }),
    ...(giveUpMs === undefined ? {} : { giveUpMs }),
    ...(undoneAttempt === undefined ? {} : { undoneAttempt }),
  };
}

/** The number that the next dial rings. */
export function numberToCall({ number, callNumber }: Pick<CallbackFacts, 'number' | 'callNumber'>): string {
  return callNumber ?? number;
}

/** The number that the dial in progress rings: what was sent, whatever was changed since. Undefined without a dial. */
export function numberDialed(callback: Callback): string | undefined {
  switch (callback.state) {
    case 'dialing':
      return callback.request.number;
    case 'answered':
    case 'talking':
      return callback.dialedNumber ?? numberToCall(callback);
    case 'waiting':
    case 'scheduled':
    case 'held':
    case 'offered':
    case 'closed':
      return undefined;
  }
}

/** The task that is open for a callback; undefined when there is none. */
export function taskOf(callback: Callback): CallbackTask | undefined {
  return 'task' in callback ? callback.task : undefined;
}
