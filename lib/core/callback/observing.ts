import type { RetryPolicy } from '../policy/policy';
import { err, ok, type Result } from '../result';
import { outcomeOf, type AttemptOutcome, type ContactFacts } from './attempt';
import {
  factsOf,
  numberDialed,
  numberToCall,
  type AfterDial,
  type Answered,
  type Callback,
  type CallbackFacts,
  type CallbackIn,
  type Dialing,
  type Talking,
  type TransitionRefusal,
} from './callback';
import { close } from './closing';
import { afterDial, attemptInProgress } from './dialing';
import { leaseMs } from './leases';
import { nextAttempt } from './next-attempt';
import { keptTask } from './offering';

/** A dial as the callback knows it: from the claim until its contact has ended. */
type InProgress = CallbackIn<Dialing> | CallbackIn<Answered> | CallbackIn<Talking>;

/** What is now known of one attempt's contact. */
export interface Observation {
  readonly attempt: number;
  readonly facts: ContactFacts;
  readonly nowMs: number;
}

/** The caller pressed 1. Refused when the dial has been superseded: then the flow says goodbye instead. */
export function confirmReady(
  callback: Callback,
  ready: { readonly attempt: number; readonly contactId: string },
  nowMs: number,
): Result<CallbackIn<Answered>, TransitionRefusal> {
  if (callback.state !== 'dialing') return err({ code: 'wrong_state', state: callback.state });
  const isOther = callback.contactId !== undefined && callback.contactId !== ready.contactId;
  if (ready.attempt !== attemptInProgress(callback) || isOther) {
    return err({ code: 'other_attempt', attempt: callback.attempt });
  }
  if (callback.after !== undefined && callback.after.kind !== 'resume') {
    return err({ code: 'superseded', by: callback.after.kind });
  }
  return ok(toAnswered(callback, ready.contactId, nowMs, nowMs));
}

/**
 * Brings a callback up to date with what is known of one of its attempts. Facts only accumulate, so any order and any
 * repetition of observations ends in the same state.
 */
export function observeDial(
  callback: Callback,
  observation: Observation,
  policy: RetryPolicy,
): Result<Callback, TransitionRefusal> {
  if (observation.attempt <= callback.attempt) return correctPast(callback, observation);
  const isOther =
    'contactId' in callback && callback.contactId !== undefined && callback.contactId !== observation.facts.contactId;
  if (observation.attempt !== attemptInProgress(callback) || (isInProgress(callback) && isOther)) {
    // Attributes are copied to related contacts, so a contact may look like this dial without being it.
    return err({ code: 'other_attempt', attempt: callback.attempt });
  }
  switch (callback.state) {
    case 'dialing':
    case 'answered':
    case 'talking':
      return observation.facts.disconnectedAtMs === undefined
        ? progress(callback, observation)
        : ok(endAttempt(callback, observation.facts, observation.facts.disconnectedAtMs, policy));
    case 'waiting':
    case 'scheduled':
    case 'held':
    case 'offered':
      return reachedAfterAll(callback, observation);
    case 'closed':
      return err({ code: 'wrong_state', state: callback.state });
  }
}

function isInProgress(callback: Callback): callback is InProgress {
  return callback.state === 'dialing' || callback.state === 'answered' || callback.state === 'talking';
}

/** The contact lives: the callback moves on as far as the facts prove, and never back. */
function progress(callback: InProgress, { facts, nowMs }: Observation): Result<Callback, TransitionRefusal> {
  if (facts.connectedToAgentAtMs !== undefined && callback.state !== 'talking') {
    return ok(toTalking(callback, facts, facts.connectedToAgentAtMs, nowMs));
  }
  if (callback.state === 'dialing') {
    if (facts.enqueuedAtMs !== undefined && !isGivenUp(callback)) {
      return ok(toAnswered(withPickUp(callback, facts), facts.contactId, facts.enqueuedAtMs, nowMs));
    }
    const pickedUpAtMs = callback.pickedUpAtMs ?? facts.connectedToSystemAtMs;
    const isNews = callback.contactId === undefined || callback.pickedUpAtMs !== pickedUpAtMs;
    if (isNews) {
      return ok({ ...callback, contactId: facts.contactId, ...(pickedUpAtMs === undefined ? {} : { pickedUpAtMs }) });
    }
  }
  // Nothing new, but the contact lives: look again only after another lease.
  if (nowMs < callback.leaseUntilMs) return err({ code: 'no_change' });
  return ok({ ...callback, leaseUntilMs: nowMs + leaseMs[callback.state] });
}

/** A dial that was given up keeps what is decided for its end, even if a failing flow queued its caller all the same. */
function isGivenUp({ after }: Dialing): boolean {
  return after !== undefined && after.kind !== 'resume';
}

function toTalking(
  callback: InProgress,
  facts: ContactFacts,
  connectedAtMs: number,
  nowMs: number,
): CallbackIn<Talking> {
  return {
    ...factsOf(callback),
    state: 'talking',
    contactId: facts.contactId,
    startedAtMs: callback.startedAtMs,
    readyAtMs: callback.state === 'dialing' ? (facts.enqueuedAtMs ?? connectedAtMs) : callback.readyAtMs,
    connectedAtMs,
    agentId: facts.agentId ?? 'unknown',
    leaseUntilMs: nowMs + leaseMs.talking,
    ...pickUpOf(withPickUp(callback, facts)),
    ...dialedElsewhere(callback),
    ...keptTask(callback),
  };
}

function endAttempt(callback: InProgress, facts: ContactFacts, endedAtMs: number, policy: RetryPolicy): Callback {
  const known = callback.state === 'talking' ? 'reached' : outcomeOf(facts, callback.state !== 'dialing');
  const after = callback.state === 'dialing' ? callback.after : undefined;
  // With `resume` the caller may still press 1 and be queued, so leaving the queue is then what it is otherwise.
  const isOwnChoice = known === 'reached' || (after?.kind === 'resume' && known === 'left_after_ready');
  if (after?.kind === 'complete') return completeBoth(callback, known, endedAtMs, after);
  const outcome = after !== undefined && !isOwnChoice ? 'stopped' : known;
  const spent = callback.attemptsSpent + (outcome === 'stopped' ? 0 : 1);
  const ended = withEnded(callback, { outcome, attemptsSpent: spent, atMs: endedAtMs });
  if (outcome === 'stopped' && after !== undefined) return afterDial(ended, after, endedAtMs);
  // An earlier attempt turned out to have reached an agent while this one's caller waited: nobody is called again.
  const lastEndMs = Math.max(...ended.past.map(({ atMs }) => atMs));
  if (callback.past.some((one) => one.outcome === 'reached')) return close(ended, 'completed', lastEndMs);
  const next = nextAttempt(policy, { outcome, attemptsSpent: spent, past: ended.past, atMs: endedAtMs });
  if (next.kind === 'close') return close(ended, next.outcome, endedAtMs);
  return { ...factsOf(ended), state: 'scheduled', dueAtMs: next.dueAtMs, why: 'retry' };
}

/** A claim was undone because no contact of it was known; now one is known that reached an agent, and that settles it. */
function reachedAfterAll(callback: Callback, { attempt, facts }: Observation): Result<Callback, TransitionRefusal> {
  const { connectedToAgentAtMs } = facts;
  if (connectedToAgentAtMs === undefined) return err({ code: 'wrong_state', state: callback.state });
  const atMs = facts.disconnectedAtMs ?? connectedToAgentAtMs;
  const past = [...callback.past, { attempt, outcome: 'reached' as const, atMs }];
  const known = { ...callback, attempt, attemptsSpent: callback.attemptsSpent + 1, past };
  return ok(close(known, 'completed', Math.max(...past.map((one) => one.atMs))));
}

/** The attempt ends as it did by itself, and the callback as an earlier attempt had completed it. */
function completeBoth(
  callback: InProgress,
  outcome: AttemptOutcome,
  atMs: number,
  after: AfterDial & { readonly kind: 'complete' },
): Callback {
  const ended = withEnded(callback, { outcome, attemptsSpent: callback.attemptsSpent + 1, atMs });
  return afterDial(ended, after, atMs);
}

/** Evidence that an agent was reached beats whatever an attempt had been settled as. */
function correctPast(callback: Callback, { attempt, facts }: Observation): Result<Callback, TransitionRefusal> {
  const settled = callback.past.find((past) => past.attempt === attempt);
  const { connectedToAgentAtMs } = facts;
  if (settled === undefined || settled.outcome === 'reached' || connectedToAgentAtMs === undefined) {
    return err({ code: 'no_change' });
  }
  const atMs = facts.disconnectedAtMs ?? connectedToAgentAtMs;
  const past = callback.past.map((one) => (one.attempt === attempt ? { ...one, outcome: 'reached' as const } : one));
  const corrected = { ...callback, past };
  // Later attempts have ended too: whichever way round the news came, the callback ends with the last of them.
  const lastEndMs = Math.max(atMs, ...callback.past.filter((one) => one.attempt !== attempt).map((one) => one.atMs));
  switch (corrected.state) {
    case 'waiting':
    case 'scheduled':
    case 'held':
    case 'offered':
      return ok(close(corrected, 'completed', lastEndMs));
    case 'dialing':
      return ok({ ...corrected, after: { kind: 'complete', atMs } });
    case 'answered':
    case 'talking':
      return ok(corrected);
    case 'closed':
      return ok(close(corrected, 'completed', lastEndMs));
  }
}

function toAnswered(callback: InProgress, contactId: string, readyAtMs: number, nowMs: number): CallbackIn<Answered> {
  return {
    ...factsOf(callback),
    state: 'answered',
    contactId,
    startedAtMs: callback.startedAtMs,
    readyAtMs,
    leaseUntilMs: nowMs + leaseMs.answered,
    ...pickUpOf(callback),
    ...dialedElsewhere(callback),
    ...keptTask(callback),
  };
}

function pickUpOf({ pickedUpAtMs }: InProgress): { readonly pickedUpAtMs?: number } {
  return pickedUpAtMs === undefined ? {} : { pickedUpAtMs };
}

/** What was known of the pick-up stays; else what the contact's facts say of it. */
function withPickUp<T extends InProgress>(callback: T, { connectedToSystemAtMs }: ContactFacts): T {
  const pickedUpAtMs = callback.pickedUpAtMs ?? connectedToSystemAtMs;
  return pickedUpAtMs === undefined ? callback : { ...callback, pickedUpAtMs };
}

/** The guard that must be let go is that of the number which was dialed. */
function dialedElsewhere(callback: InProgress): { readonly dialedNumber?: string } {
  const dialedNumber = numberDialed(callback);
  return dialedNumber === undefined || dialedNumber === numberToCall(callback) ? {} : { dialedNumber };
}

function withEnded(
  callback: InProgress,
  ended: { readonly outcome: AttemptOutcome; readonly attemptsSpent: number; readonly atMs: number },
): CallbackIn<Dialing> | CallbackIn<Answered> | CallbackIn<Talking> {
  const attempt = attemptInProgress(callback);
  const facts: Pick<CallbackFacts, 'attempt' | 'attemptsSpent' | 'past'> = {
    attempt,
    attemptsSpent: ended.attemptsSpent,
    past: [...callback.past, { attempt, outcome: ended.outcome, startedAtMs: callback.startedAtMs, atMs: ended.atMs }],
  };
  return { ...callback, ...facts };
}
