import { numberToCall, type Callback } from '../../core/callback/callback';
import { adopt } from '../../core/callback/changing';
import type { QueuePolicy } from '../../core/policy/policy';
import { bookSlot, leaveSlot, type BookDeps } from '../book-slot';
import { changeCallback } from '../change-callback';
import type { EndLostDeps } from './end-lost-callback';
import { isUnderWay, isWithUs } from './replace-lost';

/** What its caller asks for while a callback for lost calls is under way. */
export interface AskedMeanwhile {
  readonly contactId: string;
  readonly queue: QueuePolicy;
  readonly number: string;
  readonly class: string;
  readonly slotStartMs?: number | undefined;
}

/**
 * What is being dialed becomes what was asked for, at the time and on the number that were asked for; as it is where its
 * caller is with us already, undefined where it has ended meanwhile. The slot is booked first, as for any request.
 */
export async function adoptLost(
  deps: EndLostDeps & BookDeps,
  callback: Callback,
  { contactId: requestContactId, queue, number, class: className, slotStartMs }: AskedMeanwhile,
): Promise<Callback | 'slot_gone' | undefined> {
  if (isWithUs(callback)) return callback;
  const { deadlineMs, giveUpMs } = queue;
  if (slotStartMs !== undefined) {
    const wanted = { requestContactId, number, startMs: slotStartMs };
    if (!(await bookSlot(deps, queue, wanted))) return 'slot_gone';
  }
  if (number !== callback.number && number !== callback.cli) await deps.store.callbacks.alias(number, callback);
  const slot = slotStartMs === undefined ? undefined : { startMs: slotStartMs, deadlineMs: slotStartMs + deadlineMs };
  const adopted = await changeCallback(deps, callback, (current, nowMs) =>
    adopt(
      current,
      { requestContactId, class: className, deadlineMs: nowMs + deadlineMs, giveUpMs, number, slot },
      nowMs,
    ),
  );
  if (adopted.kind === 'gone') return undefined;
  const now = adopted.callback;
  if (adopted.kind === 'changed') await stopOther(deps, callback, now);
  // Somebody was faster; where it has ended, the request that follows keeps the slot.
  else if (slot !== undefined && isUnderWay(now))
    await leaveSlot(deps, { requestContactId, queue: queue.name }, slot.startMs);
  return isUnderWay(now) ? now : undefined;
}

/** A dial to where, or when, its caller does not want to be called. */
async function stopOther(deps: EndLostDeps, before: Callback, now: Callback): Promise<void> {
  const isOther = numberToCall(before) !== numberToCall(now) || now.slotMs !== undefined;
  if (isOther && now.state === 'dialing' && now.contactId !== undefined) await deps.dialer.stop(now.contactId);
}
