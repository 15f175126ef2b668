import { hoursOf, type CallingRule } from './calling-window';
import { daysFrom, isCovered, type Hours, type Span } from './hours';
import type { SlotPolicy } from './policy/policy';

/** Where slots lie: in all the hours in which a dial may ring; where no number is known yet, in those of the queue. */
export type SlotRule = Omit<CallingRule, 'ringLimitMs'>;

/** A day of the queue's zone, 25 hours at most, reaches into no more days of another one. */
const DAYS_TOUCHED = 3;

/**
 * The starts of slots that may be offered, in order, a day at a time as they are asked for: counted from the start of
 * each opening window, whole within that window and within all other hours, not sooner than the lead, not later than
 * `aheadMs`. They are the same whenever somebody asks.
 */
export function* slotStarts(
  rule: SlotRule,
  slots: SlotPolicy,
  asked: { readonly nowMs: number; readonly afterMs?: number | undefined },
): Generator<number, undefined> {
  const earliestMs = Math.max(asked.nowMs + slots.leadMs, (asked.afterMs ?? Number.NEGATIVE_INFINITY) + 1);
  const latestMs = asked.nowMs + slots.aheadMs;
  if (earliestMs > latestMs) return undefined;
  for (const day of daysFrom(rule.queueHours, earliestMs, Number.POSITIVE_INFINITY)) {
    if (day.startMs > latestMs) return undefined;
    const starts = day.spans
      .flatMap((span) => startsWithin(span, slots.lengthMs))
      .filter((startMs) => startMs >= earliestMs && startMs <= latestMs);
    yield* allowedOnes(
      [...new Set(starts)].toSorted((a, b) => a - b),
      hoursOf(rule),
      slots.lengthMs,
    );
  }
}

/** Whether a slot that begins then may be promised now. */
export function isSlot(rule: SlotRule, slots: SlotPolicy, startMs: number, nowMs: number): boolean {
  // Beyond what a calendar has there are no days to go through.
  if (startMs > nowMs + slots.aheadMs) return false;
  return slotStarts(rule, slots, { nowMs, afterMs: startMs - 1 }).next().value === startMs;
}

/** Whether it is the time of a slot, which a dial that began at its end may outlast by its ring. */
export function isDuringSlot(slots: SlotPolicy, startMs: number, nowMs: number, ringLimitMs: number): boolean {
  return nowMs >= startMs && nowMs <= startMs + slots.lengthMs + ringLimitMs;
}

function startsWithin({ fromMs, toMs }: Span, lengthMs: number): readonly number[] {
  const count = Math.floor((toMs - fromMs) / lengthMs);
  return Array.from({ length: Math.max(0, count) }, (_, index) => fromMs + index * lengthMs);
}

function* allowedOnes(starts: readonly number[], allHours: readonly Hours[], lengthMs: number): Generator<number> {
  const [firstMs] = starts;
  if (firstMs === undefined) return;
  // A number may be in dozens of zones: their days are worked out once for all slots of the day.
  const allowed = allHours.map((hours) => [...daysFrom(hours, firstMs, DAYS_TOUCHED)].flatMap((day) => day.spans));
  for (const startMs of starts) {
    const slot = { fromMs: startMs, toMs: startMs + lengthMs - 1 };
    if (allowed.every((spans) => isCovered(spans, slot))) yield startMs;
  }
}
