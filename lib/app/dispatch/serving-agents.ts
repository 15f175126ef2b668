import type { CapacityReading } from '../../ports/capacity';
import type { FlightProposal } from '../../ports/callback-store';

/**
 * How many signed-in agents serve a queue. One who has agreed to take a caller takes no other call, and so seems not to be
 * there; to that caller the agent is.
 */
export function countServing(
  reading: Pick<CapacityReading, 'agents'>,
  queue: string,
  flights: readonly Pick<FlightProposal, 'task'>[],
): number {
  const kept = new Set(flights.map(({ task }) => task?.agentId));
  return reading.agents.filter(
    ({ agentId, state, queues }) => queues.includes(queue) && (state !== 'unavailable' || kept.has(agentId)),
  ).length;
}
