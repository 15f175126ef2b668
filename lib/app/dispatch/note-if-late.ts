import type { Callback } from '../../core/callback/callback';
import type { QueuePolicy } from '../../core/policy/policy';
import type { Deps } from '../deps';

/**
 * Tells of a callback whose first dial comes after the end of the slot that was promised. To be called once its claim is
 * stored, so that it is told once; a claim that was undone has told it already.
 */
export function noteIfLate(deps: Pick<Deps, 'journal' | 'clock'>, queue: QueuePolicy, callback: Callback): void {
  const { id, slotMs, attempt, undoneAttempt } = callback;
  if (slotMs === undefined || attempt > 0 || undoneAttempt !== undefined) return;
  const lateMs = deps.clock.nowMs() - (slotMs + queue.slots.lengthMs);
  if (lateMs > 0) deps.journal.note({ kind: 'slot_late', callbackId: id, queue: queue.name, lateMs });
}
