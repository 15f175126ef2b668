import type { Origin } from '../core/callback/callback';
import type { QueuePolicy } from '../core/policy/policy';
import { slotStarts } from '../core/slots';
import { callingRuleFor } from './dispatch/calling-rule';
import type { Deps } from './deps';

export type FindSlotsDeps = Pick<Deps, 'store' | 'clock' | 'policy' | 'effectiveHours'>;

/** Slots whose bookings are read at once: more than a day of a quarter of an hour each. */
const PAGE_SLOTS = 64;

/** A queue that is booked up for longer has no slots to offer. */
const PAGES_MAX = 4;

/** `hasMore`: asking again after the last of these may find more. */
export interface FoundSlots {
  readonly slots: readonly number[];
  readonly hasMore: boolean;
}

/** The first slots of a queue that still have room, later than `afterMs`; with a number, those in which it may be called. */
export async function findSlots(
  deps: FindSlotsDeps,
  wanted: {
    readonly queue: QueuePolicy;
    readonly number?: string | undefined;
    /** Of the callback that is to be called then; absent: of one that is asked for now. */
    readonly origin?: Origin | undefined;
    readonly afterMs?: number | undefined;
    readonly limit: number;
  },
): Promise<FoundSlots> {
  const { queue, number, afterMs, limit } = wanted;
  const rule = await callingRuleFor(deps, queue, { number, origin: wanted.origin ?? 'requested' });
  const starts = slotStarts(rule, queue.slots, { nowMs: deps.clock.nowMs(), afterMs });
  const free: number[] = [];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const candidates = take(starts, PAGE_SLOTS);
    const [first, last] = [candidates[0], candidates.at(-1)];
    if (first === undefined || last === undefined) break;
    const booked = await deps.store.slots.counts(queue.name, first, last);
    free.push(...candidates.filter((startMs) => (booked.get(startMs) ?? 0) < queue.slots.capacity));
    if (free.length > limit) break;
  }
  return { slots: free.slice(0, limit), hasMore: free.length > limit };
}

/** What is not taken is never worked out. */
function take(starts: Iterator<number>, count: number): readonly number[] {
  const taken: number[] = [];
  while (taken.length < count) {
    const next = starts.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}
