import type { Policy } from '../../core/policy/policy';
import type { CapacityReading } from '../../ports/capacity';
import type { FlightProposal } from '../../ports/callback-store';

/**
 * How many dials the instance's quota of concurrent calls leaves, beside what is kept free for callers who ring in. Counted
 * are those who hold, who talk, and our own dials; callers who are still in a flow cannot be seen and are what is kept free.
 */
export function callsLeft(
  { dialing }: Policy,
  { holders, holdersAsOfMs, agents }: Pick<CapacityReading, 'holders' | 'holdersAsOfMs' | 'agents'>,
  flights: readonly Pick<FlightProposal, 'state' | 'readyAtMs'>[],
): number {
  const { concurrentCalls } = dialing;
  if (concurrentCalls === undefined) return Number.POSITIVE_INFINITY;
  const holding = holders.reduce((sum, one) => sum + one.count, 0);
  const talking = agents.filter((agent) => agent.state === 'on_contact').length;
  // A ready caller of ours waits in the queue, and is counted there as soon as the figures know of it.
  const ours = flights.filter(
    ({ state, readyAtMs = 0 }) => state === 'dialing' || (state === 'answered' && readyAtMs > holdersAsOfMs),
  ).length;
  return Math.max(0, concurrentCalls.quota - concurrentCalls.keptFree - holding - talking - ours);
}
