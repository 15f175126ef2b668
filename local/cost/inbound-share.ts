import { isOpen } from '../../lib/core/hours';
import type { Policy } from '../../lib/core/policy/policy';

const MINUTE_MS = 60_000;
const WEEK_MINUTES = 7 * 24 * 60;

/** A Monday. */
const weekFromMs = Date.parse('2026-03-02T00:00:00Z');

/** How much of a week a queue is open whose callers are routed when they ring in: so long the dispatcher reads its agents. */
export function inboundShare({ queues }: Policy): number {
  const routed = queues.filter(({ routing }) => routing.inbound.length > 0);
  const minutes = Array.from({ length: WEEK_MINUTES }, (_, index) => weekFromMs + index * MINUTE_MS);
  return minutes.filter((atMs) => routed.some(({ hours }) => isOpen(hours, atMs))).length / WEEK_MINUTES;
}
