import { numberToCall, type Callback, type CallbackFacts, type Origin } from '../core/callback/callback';
import type { QueuePolicy } from '../core/policy/policy';
import { isSlot } from '../core/slots';
import { callingRuleFor } from './dispatch/calling-rule';
import type { Deps } from './deps';

export type BookDeps = Pick<Deps, 'store' | 'clock' | 'policy' | 'effectiveHours'>;

/** What a slot is asked for. */
interface SlotAsked {
  readonly number: string;
  /** Of the callback; absent: of one that is asked for now. */
  readonly origin?: Origin | undefined;
  readonly startMs: number;
}

/** The lead is for offering: what was offered may still be booked while a caller makes up their mind. */
const MAKING_UP_MINDS_MS = 600_000;

/**
 * Takes a place in a slot for a callback, under the contact that asked for it: a request that is repeated after a fault
 * has another id, and would else be kept out by its own place. False: there is no such slot, or no room.
 */
export async function bookSlot(
  deps: BookDeps,
  queue: QueuePolicy,
  wanted: SlotAsked & { readonly requestContactId: string },
): Promise<boolean> {
  const { requestContactId, startMs } = wanted;
  if (!(await isSlotFor(deps, queue, { ...wanted, which: 'chosen' }))) return false;
  const outcome = await deps.store.slots.book({ queue: queue.name, startMs }, requestContactId, queue.slots.capacity);
  return outcome === 'booked';
}

/** Whether a number may be promised a slot, whoever has its places; a slot that is `booked` already needs no lead. */
export async function isSlotFor(
  deps: Pick<Deps, 'clock' | 'policy' | 'effectiveHours'>,
  queue: QueuePolicy,
  asked: SlotAsked & { readonly which: 'chosen' | 'booked' },
): Promise<boolean> {
  const { number, origin = 'requested', startMs, which } = asked;
  const leadMs = which === 'booked' ? 0 : Math.max(0, queue.slots.leadMs - MAKING_UP_MINDS_MS);
  const rule = await callingRuleFor(deps, queue, { number, origin });
  const nowMs = deps.clock.nowMs();
  return startMs > nowMs && isSlot(rule, { ...queue.slots, leadMs }, startMs, nowMs);
}

/** Whether the slot that a callback waits for, if it does, would be kept on another number. */
export async function keepsSlotOn(
  deps: Pick<Deps, 'clock' | 'policy' | 'effectiveHours'>,
  queue: QueuePolicy,
  { callback, number }: { readonly callback: Callback; readonly number: string },
): Promise<boolean> {
  const { slotMs, origin } = callback;
  const isAhead = slotMs !== undefined && slotMs > deps.clock.nowMs();
  if (!isAhead || number === numberToCall(callback)) return true;
  return isSlotFor(deps, queue, { number, origin, startMs: slotMs, which: 'booked' });
}

/** Whoever keeps a place in a slot. */
type Keeper = Pick<CallbackFacts, 'requestContactId' | 'queue'>;
type LeaveDeps = Pick<Deps, 'store' | 'journal'>;

/** Gives back a place in a slot. One that is not given back is lost to others, and that is no reason to fail a caller. */
export async function leaveSlot(deps: LeaveDeps, keeper: Keeper, startMs: number): Promise<void> {
  await quietly(deps, () => leave(deps, keeper, startMs));
}

/** The same, unless the caller has come back to that slot since: the place is kept under the same contact. */
export async function leaveFormerSlot(
  deps: LeaveDeps,
  keeper: Keeper & Pick<CallbackFacts, 'number'>,
  startMs: number,
): Promise<void> {
  await quietly(deps, async () => {
    const current = (await deps.store.callbacks.get(keeper))?.value;
    const isPromised = current?.slotMs === startMs && current.state !== 'closed';
    if (!isPromised || current.requestContactId !== keeper.requestContactId) await leave(deps, keeper, startMs);
  });
}

async function leave({ store }: LeaveDeps, { requestContactId, queue }: Keeper, startMs: number): Promise<void> {
  await store.slots.leave({ queue, startMs }, requestContactId);
}

async function quietly(deps: LeaveDeps, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown fault';
    deps.journal.note({ kind: 'fault', where: 'slot', reason });
  }
}
