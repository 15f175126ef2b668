import { numberToCall, type Callback, type CallbackIn, type Dialing } from '../../core/callback/callback';
import { cancel } from '../../core/callback/closing';
import { attemptInProgress, takeOverDial, undoClaim } from '../../core/callback/dialing';
import { leaseMs } from '../../core/callback/leases';
import { mayDialAt } from '../../core/calling-window';
import type { GuardHolder } from '../../core/dial-guard';
import { queueByName, type QueuePolicy } from '../../core/policy/policy';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { callingRuleFor } from './calling-rule';
import { takeDialTokens } from './dial-rate';
import { takeNumber } from '../number-guard';
import { isOptedOut } from '../opt-out';
import { sendDial } from './send-dial';
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
  if (isUnwanted || taken.kind !== 'changed' || taken.callback.state !== 'dialing') return;
  const { leaseUntilMs, request } = taken.callback;
  if (await isOptedOut(deps, request.number)) {
    await changeCallback(deps, callback, cancel);
    return;
  }
  const { capacity, inFlight } = await capacityOf(deps, callback);
  if (inFlight > capacity) return;
  if (!(await mayDialNow(deps, queue, request.number, { callbackId: callback.id, attempt, leaseUntilMs }))) return;
  deps.journal.note({
    kind: 'dialed',
    callbackId: callback.id,
    queue: callback.queue,
    attempt,
    rule: 'repair',
    capacity,
    inFlight,
  });
  if ((await sendDial(deps, taken.callback, request, 'repair')) === 'started') await lookAt(deps, callback);
}

/** Given up, or to a number that is not the one to call any more. */
function isNotWanted(callback: CallbackIn<Dialing>): boolean {
  const { after, request } = callback;
  return (after !== undefined && after.kind !== 'resume') || request.number !== numberToCall(callback);
}

/** The contact that Connect answered with may be the first one, and over for long. */
async function lookAt(deps: Deps, { id, number, queue }: Callback): Promise<void> {
  const kept = (await deps.store.callbacks.get({ number, queue }))?.value;
  if (kept?.id !== id || kept.state !== 'dialing' || kept.contactId === undefined) return;
  await settleDial(deps, kept, kept.contactId);
}

/** The checks of a first dial beside capacity: hours, the dial rate, the number itself. */
async function mayDialNow(deps: Deps, queue: QueuePolicy, number: string, taker: GuardHolder): Promise<boolean> {
  if (!mayDialAt(callingRuleFor(deps.policy, queue, number), deps.clock.nowMs())) return false;
  if ((await takeDialTokens(deps, 1)) === 0) return false;
  return (await takeNumber(deps, number, taker)).ok;
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
  const serving = reading?.agents.filter((agent) => agent.queues.includes(queue) && agent.state !== 'unavailable');
  const flights = (await deps.store.callbacks.inFlight()).filter((flight) => flight.queue === queue);
  return {
    capacity: serving?.length ?? 0,
    inFlight:
      1 +
      Math.max(
        0,
        flights.findIndex((flight) => flight.id === id),
      ),
  };
}
