import { givenUpAtMs, numberToCall, type Callback, type CallbackIn, type Waiting } from '../../core/callback/callback';
import { postpone } from '../../core/callback/dialing';
import { release, renewHold } from '../../core/callback/holding';
import { stateTimerOf } from '../../core/callback/timer-of';
import { passTime, waitOn } from '../../core/callback/timers';
import { queueByName } from '../../core/policy/policy';
import type { DueProposal } from '../../ports/callback-store';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { endInboundCall } from '../end-inbound-call';
import { endTasksLetGo } from '../end-task';
import { archive } from '../follow-change';
import { checkHours } from './check-dial';
import { cappedUntilMs } from './dial-rate';
import { repairDial } from './repair-dial';
import { settleDial } from './settle-dial';

/** A pass looks after this many timers; the rest are the earliest of the next pass. */
export const DUE_PER_PASS = 25;

/**
 * Looks after every callback whose timer has run out: retries and slots enter the line, deadlines close, and what an
 * event should have settled is asked of Connect. Stops at `untilMs`. Returns how many were due.
 */
export async function settleDue(deps: Deps, untilMs = Number.POSITIVE_INFINITY): Promise<number> {
  const due = await deps.store.callbacks.due(deps.clock.nowMs(), DUE_PER_PASS);
  for (const proposal of due) {
    if (deps.clock.nowMs() >= untilMs) break;
    try {
      await settle(deps, proposal);
    } catch (error) {
      // One that cannot be settled must not keep the others waiting.
      const reason = error instanceof Error ? error.message : 'unknown fault';
      deps.journal.note({ kind: 'fault', where: 'settle', reason });
    }
  }
  return due.length;
}

async function settle(deps: Deps, proposal: DueProposal): Promise<void> {
  const found = await deps.store.callbacks.get(proposal);
  if (found === undefined || found.value.id !== proposal.id) return;
  const stored = await endTasksLetGo(deps, found);
  // Due for its tasks alone.
  const dueAtMs = stateTimerOf(stored.value) ?? Number.POSITIVE_INFINITY;
  if (found.value.tasksToEnd !== undefined && dueAtMs > deps.clock.nowMs()) return;
  const callback = stored.value;
  switch (callback.state) {
    case 'waiting':
      await settleWaiting(deps, callback);
      return;
    case 'scheduled':
    case 'offered':
      await changeCallback(deps, callback, passTime);
      return;
    case 'held':
      await settleHeld(deps, callback, callback.contactId);
      return;
    case 'dialing':
      if (callback.contactId === undefined) await repairDial(deps, callback);
      else await settleDial(deps, callback, callback.contactId);
      return;
    case 'answered':
    case 'talking':
      await settleDial(deps, callback, callback.contactId);
      return;
    case 'closed':
      await archive(deps, callback, stored.version);
      return;
  }
}

/**
 * Nobody is given up for want of agents while the hours forbid the dial, or the cap of the hour leaves none: nobody could have
 * been free for it.
 */
async function settleWaiting(deps: Deps, callback: CallbackIn<Waiting>): Promise<void> {
  const queue = queueByName(deps.policy, callback.queue);
  const isGivenUp = givenUpAtMs(callback) <= deps.clock.nowMs();
  const { origin, lostIn } = callback;
  const asked = { number: numberToCall(callback), origin, lostIn };
  const closed = queue === undefined || !isGivenUp ? undefined : await checkHours(deps, queue, asked);
  const cappedMs = isGivenUp && closed === undefined ? await cappedUntilMs(deps) : undefined;
  await changeCallback(deps, callback, (current, nowMs) => {
    const isToGiveUp = current.state === 'waiting' && nowMs < current.deadlineMs && givenUpAtMs(current) <= nowMs;
    if (isToGiveUp && closed !== undefined) return postpone(current, closed);
    return isToGiveUp && cappedMs !== undefined ? waitOn(current, cappedMs, nowMs) : passTime(current, nowMs);
  });
}

/** The caller rang in and no event said that the call ended: Connect knows whether it lasts. */
async function settleHeld(deps: Deps, callback: Callback, contactId: string): Promise<void> {
  const lookup = await deps.contacts.describe(contactId);
  const isPastDeadline = deps.clock.nowMs() >= callback.deadlineMs;
  if (lookup.kind === 'not_found' || (lookup.kind === 'unavailable' && isPastDeadline)) {
    await changeCallback(deps, callback, (current, nowMs) => release(current, contactId, nowMs));
  } else if (lookup.kind === 'unavailable' || lookup.facts.disconnectedAtMs === undefined) {
    // Not knowing is like going on: asked again after another lease, and out of the way of other timers until then.
    await changeCallback(deps, callback, (current, nowMs) => renewHold(current, contactId, nowMs));
  } else {
    await endInboundCall(deps, lookup.facts);
    // The contact may not have been remembered, when the store failed at entry: then nothing has let go yet.
    await changeCallback(deps, callback, (current, nowMs) => release(current, contactId, nowMs));
  }
}
