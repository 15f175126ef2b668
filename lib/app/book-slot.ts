import type { CallbackFacts } from '../core/callback/callback';
import type { QueuePolicy } from '../core/policy/policy';
import { isSlot } from '../core/slots';
import { callingRuleFor } from './dispatch/calling-rule';
import type { Deps } from './deps';

export type BookDeps = Pick<Deps, 'store' | 'clock' | 'policy'>;

/** The lead is for offering: what was offered may still be booked while a caller makes up their mind. */
const MAKING_UP_MINDS_MS = 600_000;

/**
 * Takes a place in a slot for a callback, under the contact that asked for it: a request that is repeated after a fault
 * has another id, and would else be kept out by its own place. False: there is no such slot, or no room.
 */
export async function bookSlot(
  deps: BookDeps,
  queue: QueuePolicy,
  wanted: { readonly requestContactId: string; readonly number: string; readonly startMs: number },
): Promise<boolean> {
  const { requestContactId, number, startMs } = wanted;
  const nowMs = deps.clock.nowMs();
  const leadMs = Math.max(0, queue.slots.leadMs - MAKING_UP_MINDS_MS);
  const rule = callingRuleFor(deps.policy, queue, number);
  if (startMs <= nowMs || !isSlot(rule, { ...queue.slots, leadMs }, startMs, nowMs)) return false;
  const outcome = await deps.store.slots.book({ queue: queue.name, startMs }, requestContactId, queue.slots.capacity);
  return outcome === 'booked';
}

/** Gives back a place in a slot. One that is not given back is lost to others, and that is no reason to fail a caller. */
export async function leaveSlot(
  deps: Pick<Deps, 'store' | 'journal'>,
  { requestContactId, queue }: Pick<CallbackFacts, 'requestContactId' | 'queue'>,
  startMs: number,
): Promise<void> {
  try {
    await deps.store.slots.leave({ queue, startMs }, requestContactId);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown fault';
    deps.journal.note({ kind: 'fault', where: 'slot', reason });
  }
}
