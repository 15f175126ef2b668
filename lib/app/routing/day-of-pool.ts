import { dateIn } from '../../core/hours';
import type { Policy } from '../../core/policy/policy';

/** The day of a pool, by which the work of its agents is counted: that in the zone of the first of its queues. */
export function dayOfPool({ queues }: Pick<Policy, 'queues'>, pool: string, atMs: number): string {
  const first = queues.find((queue) => queue.pool === pool);
  return dateIn(first?.hours.timeZone ?? 'utc', atMs);
}
