import type { Callback, DialRequest } from '../../core/callback/callback';
import { attemptInProgress, claim, clientTokenOf, postpone } from '../../core/callback/dialing';
import { leaseMs } from '../../core/callback/leases';
import { mayDialAt, nextDialableMs } from '../../core/calling-window';
import type { PlannedDial } from '../../core/dispatch/plan';
import { queueByName, type Policy, type QueuePolicy } from '../../core/policy/policy';
import type { SkipRule } from '../../ports/journal';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { dialAttributes } from '../find-dial';
import { callingRuleFor } from './calling-rule';
import { releaseNumber, takeNumber } from '../number-guard';
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
  const stored = await deps.store.callbacks.get(entry);
  const queue = queueByName(deps.policy, entry.queue);
  if (queue === undefined) return skip(deps, entry, 'misconfigured');
  if (stored?.value.id !== entry.id || stored.value.state !== 'waiting') return skip(deps, entry, 'changed_meanwhile');
  const callback = stored.value;
  const nowMs = deps.clock.nowMs();
  const rule = callingRuleFor(deps.policy, queue, callback.number);
  if (!mayDialAt(rule, nowMs)) {
    const dueAtMs = nextDialableMs(rule, nowMs) ?? nowMs + NO_OPENING_MS;
    return leaveLine(deps, callback, { dueAtMs, why: 'hours' }, 'hours_closed');
  }
  const attempt = attemptInProgress(callback);
  const taken = await takeNumber(deps, callback.number, {
    callbackId: callback.id,
    attempt,
    leaseUntilMs: nowMs + leaseMs.dialing,
  });
  if (!taken.ok) {
    const isLimit = taken.error.code === 'daily_limit';
    const dueAtMs = isLimit ? taken.error.nextDayMs : nowMs + BUSY_RETRY_MS;
    return leaveLine(deps, callback, { dueAtMs, why: 'limit' }, taken.error.code);
  }
  const request = dialRequestFor(deps.policy, queue, callback);
  const claimed = await changeCallback(deps, callback, (current, atMs) => claim(current, request, atMs));
  if (claimed.kind !== 'changed') {
    // Another process may hold the number for this very attempt; it is let go only when that attempt cannot come any more.
    const isPast =
      claimed.kind === 'gone' || claimed.callback.state === 'closed' || claimed.callback.attempt >= attempt;
    if (isPast) await releaseNumber(deps, callback.number, { callbackId: callback.id, attempt, isSpent: false });
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

/** The request of an attempt is a function of the callback alone, so that building it again gives the same bytes. */
function dialRequestFor(policy: Policy, queue: QueuePolicy, callback: Callback): DialRequest {
  const attempt = attemptInProgress(callback);
  return {
    clientToken: clientTokenOf(callback.id, attempt),
    number: callback.number,
    queueId: queue.queueId,
    flowId: policy.callbackFlowId,
    relatedContactId: callback.requestContactId,
    attributes: {
      [dialAttributes.callbackId]: callback.id,
      [dialAttributes.attempt]: String(attempt),
      [dialAttributes.queueId]: queue.queueId,
    },
  };
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
