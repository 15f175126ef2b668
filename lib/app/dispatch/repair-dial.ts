import { numberToCall, taskOf, type Callback, type CallbackIn, type Dialing } from '../../core/callback/callback';
import { attemptInProgress, takeOverDial, undoClaim } from '../../core/callback/dialing';
import { leaseMs } from '../../core/callback/leases';
import { dropTask } from '../../core/callback/offering';
import { queueByName, type QueuePolicy } from '../../core/policy/policy';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { mayRepeat } from './dial-checks';
import { takeDialTokens } from './dial-rate';
import { callsLeft } from './headroom';
import { startTaskOf } from './place-dial';
import { sendDial } from './send-dial';
import { countServing } from './serving-agents';
import { settleDial } from './settle-dial';

/** Connect keeps a ClientToken for seven days; an hour is left for clocks that differ. */
const TOKEN_LIFE_MS = 7 * 86_400_000 - 3_600_000;

/**
 * A dial that is not wanted any more is not repeated: that could be what makes it ring. A contact of it, had there been
 * one, has rung (60 s), said goodbye and been told of by then; until then its number stays taken.
 */
const UNWANTED_MS = 2 * leaseMs.dialing;

/**
 * A dial was claimed and its contact never became known: the process died, or Connect's answer was lost. The same
 * request is sent again with every check of a first dial, and Connect answers with the first contact if there was one;
 * that contact is looked at, because it may be over.
 */
export async function repairDial(deps: Deps, callback: Callback): Promise<void> {
  if (callback.state !== 'dialing' || callback.contactId !== undefined) return;
  const nowMs = deps.clock.nowMs();
  const attempt = attemptInProgress(callback);
  const queue = queueByName(deps.policy, callback.queue);
  const isUnwanted = isNotWanted(callback);
  const ageMs = nowMs - callback.startedAtMs;
  const isGivenUp = isUnwanted ? ageMs >= UNWANTED_MS : nowMs >= callback.deadlineMs;
  if (isGivenUp || queue === undefined || ageMs > TOKEN_LIFE_MS) {
    await changeCallback(deps, callback, (current, atMs) => {
      // Whoever has the lease may be repeating the request at this moment.
      const free = takeOverDial(current, atMs);
      return free.ok ? undoClaim(current, attempt, atMs) : free;
    });
    return;
  }
  // The lease is taken first: one process repeats the request, and what may not be repeated now is looked at again later.
  const taken = await changeCallback(deps, callback, takeOverDial);
  if (taken.kind !== 'changed' || taken.callback.state !== 'dialing') return;
  if (!isUnwanted && (await repeat(deps, queue, taken.callback))) return;
  // No agent is kept for another lease of a dial that may never have been made.
  const task = taskOf(taken.callback);
  if (task !== undefined) await changeCallback(deps, callback, (current) => dropTask(current, task.clientToken));
}

/** Sends the stored request again if it may be sent now, and its task too, by the same token. Whether the dial is under way. */
async function repeat(deps: Deps, queue: QueuePolicy, callback: CallbackIn<Dialing>): Promise<boolean> {
  const { request } = callback;
  const attempt = attemptInProgress(callback);
  if (!(await mayRepeat(deps, queue, callback))) return false;
  const { capacity, inFlight } = await capacityOf(deps, callback);
  if (inFlight > capacity) return false;
  // Where Connect answers with the first contact, one dial has been counted twice: rather one too few within the hour than one
  // too many, since only its answer would tell.
  if ((await takeDialTokens(deps, 1)).granted === 0) return false;
  deps.journal.note({
    kind: 'dialed',
    callbackId: callback.id,
    queue: callback.queue,
    attempt,
    rule: 'repair',
    way: taskOf(callback) === undefined ? 'customer-first' : 'reserved',
    capacity,
    inFlight,
  });
  if ((await sendDial(deps, callback, request, 'repair')) !== 'started') return false;
  const kept = await lookAt(deps, callback);
  if (kept !== undefined) await startTaskOf(deps, kept);
  return true;
}

/** Given up, or to a number that is not the one to call any more. */
function isNotWanted(callback: CallbackIn<Dialing>): boolean {
  const { after, request } = callback;
  return (after !== undefined && after.kind !== 'resume') || request.number !== numberToCall(callback);
}

/** The contact that Connect answered with may be the first one, and over for long. */
async function lookAt(deps: Deps, { id, number, queue }: Callback): Promise<Callback | undefined> {
  const kept = (await deps.store.callbacks.get({ number, queue }))?.value;
  if (kept?.id !== id || kept.state !== 'dialing' || kept.contactId === undefined) return undefined;
  return settleDial(deps, kept, kept.contactId);
}

/**
 * A repair may turn out to be the first dial that reaches Connect, so it must not outnumber those who could answer. Only
 * earlier dials count before it, or open ones would keep each other waiting for ever.
 */
async function capacityOf(
  deps: Deps,
  { id, queue }: Callback,
): Promise<{ readonly capacity: number; readonly inFlight: number }> {
  const reading = await deps.capacity.read();
  const all = await deps.store.callbacks.inFlight();
  const flights = all.filter((flight) => flight.queue === queue);
  // It is among the calls itself: the question is whether there is one for it beside the others.
  const others = all.filter((flight) => flight.id !== id);
  const isRoom = reading !== undefined && callsLeft(deps.policy, reading, others) > 0;
  const { maxInFlight = Number.POSITIVE_INFINITY } = queueByName(deps.policy, queue) ?? {};
  return {
    capacity: isRoom ? Math.min(maxInFlight, countServing(reading, queue, flights)) : 0,
    inFlight:
      1 +
      Math.max(
        0,
        flights.findIndex((flight) => flight.id === id),
      ),
  };
}
