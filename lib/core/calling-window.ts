import { isOpenThroughout, upcomingSpans, type Hours, type Span } from './hours';

/** When a dial may ring: inside the queue's hours, and inside the legal hours of every zone its owner may be in. */
export interface CallingRule {
  readonly queueHours: Hours;
  /** One set of hours for each zone the number may be in; none leaves only the queue's hours. */
  readonly legalHours: readonly Hours[];
  /** A dial must be allowed now and for this long, because it may ring until then. */
  readonly ringLimitMs: number;
}

/** Whether a dial started at `nowMs` could ring to its limit without leaving any of the allowed hours. */
export function mayDialAt(rule: CallingRule, nowMs: number): boolean {
  const ring: Span = { fromMs: nowMs, toMs: nowMs + rule.ringLimitMs };
  return [rule.queueHours, ...rule.legalHours].every((hours) => isOpenThroughout(hours, ring));
}

/** The first instant from `nowMs` on at which a dial may start; undefined when no such instant comes within a week. */
export function nextDialableMs(rule: CallingRule, nowMs: number): number | undefined {
  if (mayDialAt(rule, nowMs)) return nowMs;
  // Dialing becomes allowed only at an instant when one of the hours opens, so only those need to be tried.
  const openings = [rule.queueHours, ...rule.legalHours]
    .flatMap((hours) => upcomingSpans(hours, nowMs))
    .map((span) => span.fromMs)
    .filter((openMs) => openMs > nowMs);
  return [...new Set(openings)].toSorted((a, b) => a - b).find((openMs) => mayDialAt(rule, openMs));
}
