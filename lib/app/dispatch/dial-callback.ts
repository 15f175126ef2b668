import { numberToCall, type Callback, type DialRequest } from '../../core/callback/callback';
import { cancel } from '../../core/callback/closing';
import { attemptInProgress, claim, clientTokenOf, postpone } from '../../core/callback/dialing';
import { leaseMs } from '../../core/callback/leases';
import { mayDialAt, nextDialableMs } from '../../core/calling-window';
import { contactAttributes, type Stage } from '../../core/contact-attributes';
import type { PlannedDial } from '../../core/dispatch/plan';
import { firstLanguage, queueByName, type QueuePolicy } from '../../core/policy/policy';
import { err } from '../../core/result';
import type { SkipRule } from '../../ports/journal';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { callingRuleFor } from './calling-rule';
import { releaseNumber, takeNumber } from '../number-guard';
import { isOptedOut } from '../opt-out';
import { sendDial } from './send-dial';

/** `throttled` ends the pass: Connect takes no more dials for now. */
export type DialStep = 'dialed' | 'skipped' | 'throttled';

/** A number that is busy with another callback of ours is looked at again after this. */
const BUSY_RETRY_MS = 60_000;

/** A queue that never opens within a week keeps its callbacks until their deadline. */
const NO_OPENING_MS = 7 * 86_400_000;

/** Dials one planned callback: checks, takes the number, claims, dials, keeps the contact. */
export async function dialCallback(deps: Deps, planned: PlannedDial): Promise<DialStep> {
  const { entry } = planned;
  const queue = queueByName(deps.policy, entry.queue);
  const flowId = deps.policy.callbackFlowId;
  if (queue === undefined || flowId === undefined) return skip(deps, entry, 'misconfigured');
  const stored = await deps.store.callbacks.get(entry);
  if (stored?.value.id !== entry.id || stored.value.state !== 'waiting') return skip(deps, entry, 'changed_meanwhile');
  const callback = stored.value;
  const kept = await keepOrTakeNumber(deps, queue, callback);
  if (kept !== 'taken') return kept;
  const attempt = attemptInProgress(callback);
  const request = dialRequestFor(flowId, queue, callback);
  const claimed = await changeCallback(deps, callback, (current, atMs) => claim(current, request, atMs));
  if (claimed.kind !== 'changed') {
    // Another process may hold the number for this very attempt; it is let go only when that attempt cannot come any more.
    const isPast =
      claimed.kind === 'gone' || claimed.callback.state === 'closed' || claimed.callback.attempt >= attempt;
    if (isPast) await releaseNumber(deps, request.number, { callbackId: callback.id, attempt, isSpent: false });
    return skip(deps, entry, 'changed_meanwhile');
  }
  const { rule: why, capacity, inFlight } = planned;
  deps.journal.note({
    kind: 'dialed',
    callbackId: callback.id,
    queue: queue.name,
    attempt,
    rule: why,
    capacity,
    inFlight,
  });
  const sent = await sendDial(deps, claimed.callback, request);
  if (sent === 'throttled') return 'throttled';
  return sent === 'refused' ? 'skipped' : 'dialed';
}

/** Takes the number for the next attempt; what may not be dialed now leaves the line, and what never may ends. */
async function keepOrTakeNumber(deps: Deps, queue: QueuePolicy, callback: Callback): Promise<DialStep | 'taken'> {
  const number = numberToCall(callback);
  if (await isOptedOut(deps, number)) return giveUp(deps, callback);
  const nowMs = deps.clock.nowMs();
  const rule = callingRuleFor(deps.policy, queue, number);
  if (!mayDialAt(rule, nowMs)) {
    const dueAtMs = nextDialableMs(rule, nowMs) ?? nowMs + NO_OPENING_MS;
    return leaveLine(deps, callback, { dueAtMs, why: 'hours' }, 'hours_closed');
  }
  const taken = await takeNumber(deps, number, {
    callbackId: callback.id,
    attempt: attemptInProgress(callback),
    leaseUntilMs: nowMs + leaseMs.dialing,
  });
  if (taken.ok) return 'taken';
  const isLimit = taken.error.code === 'daily_limit';
  const dueAtMs = isLimit ? taken.error.nextDayMs : nowMs + BUSY_RETRY_MS;
  return leaveLine(deps, callback, { dueAtMs, why: 'limit' }, taken.error.code);
}

/** The request of an attempt is a function of the callback alone, so that building it again gives the same bytes. */
function dialRequestFor(flowId: string, queue: QueuePolicy, callback: Callback): DialRequest {
  const attempt = attemptInProgress(callback);
  return {
    clientToken: clientTokenOf(callback.id, attempt),
    number: numberToCall(callback),
    queueId: queue.queueId,
    flowId,
    relatedContactId: callback.requestContactId,
    attributes: {
      [contactAttributes.callbackId]: callback.id,
      [contactAttributes.attempt]: String(attempt),
      [contactAttributes.queueId]: queue.queueId,
      [contactAttributes.queueName]: queue.name,
      [contactAttributes.language]: callback.language ?? firstLanguage(queue),
      // What is not set here is copied from the call that the dial follows from.
      [contactAttributes.stage]: 'dialed' satisfies Stage,
    },
  };
}

/** Its caller does not want to be called any more, and said so on another callback or another number. */
async function giveUp(deps: Deps, callback: Callback): Promise<DialStep> {
  await changeCallback(deps, callback, (current, nowMs) =>
    current.state === 'waiting' ? cancel(current, nowMs) : err({ code: 'wrong_state', state: current.state }),
  );
  return skip(deps, callback, 'opted_out');
}

async function leaveLine(
  deps: Deps,
  callback: Callback,
  until: { readonly dueAtMs: number; readonly why: 'hours' | 'limit' },
  rule: SkipRule,
): Promise<DialStep> {
  await changeCallback(deps, callback, (current) => postpone(current, until));
  return skip(deps, callback, rule);
}

function skip(deps: Deps, which: { readonly id: string; readonly queue: string }, rule: SkipRule): DialStep {
  deps.journal.note({ kind: 'skipped', callbackId: which.id, queue: which.queue, rule });
  return 'skipped';
}
