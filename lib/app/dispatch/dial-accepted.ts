import { byPlace } from '../../core/callback/line-order';
import { dropTask, isAccepted } from '../../core/callback/offering';
import { queueByName } from '../../core/policy/policy';
import type { FlightProposal } from '../../ports/callback-store';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import type { DialStep } from './dial-callback';
import { keepOrTakeNumber, skip } from './dial-checks';
import { takeDialTokens } from './dial-rate';
import { placeDial, type DialReason } from './place-dial';
import { withGranted } from './sent-dials';
import { countServing } from './serving-agents';

/**
 * Dials the callers whom an agent has agreed to take, with every check of a first dial. Those who may not be dialed now
 * lose the agent, and go where a caller goes who may not be dialed. No more than `most`. Returns how many were dialed.
 */
export async function dialAccepted(
  deps: Deps,
  flights: readonly FlightProposal[],
  most = Number.POSITIVE_INFINITY,
): Promise<number> {
  const accepted = flights
    .filter(({ state, task }) => state === 'offered' && task !== undefined && isAccepted(task))
    .toSorted(byPlace);
  if (accepted.length === 0) return 0;
  const reading = await deps.capacity.read();
  if (reading === undefined) return 0;
  const ringing = flights.filter(({ state }) => state !== 'offered').map(({ queue }) => queue);
  const grant = await takeDialTokens(deps, Math.min(accepted.length, most));
  const dialed = await withGranted(deps, grant, async (counted) => {
    let count = 0;
    for (const flight of accepted.slice(0, grant.granted)) {
      const { queue } = flight;
      const inFlight = 1 + ringing.filter((other) => other === queue).length;
      const capacity = countServing(reading, queue, flights);
      // The lease ends an offer that cannot be followed by a dial.
      if (inFlight > capacity) continue;
      const why = { rule: 'accepted', way: 'agent-first', agentIds: [], capacity, inFlight } as const;
      const step = await dialOrSkip(counted, flight, why);
      if (step === 'throttled') break;
      if (step !== 'dialed') continue;
      ringing.push(queue);
      count += 1;
    }
    return count;
  });
  if (grant.isCapped) await freeAgents(deps, accepted.slice(grant.granted));
  return dialed;
}

/** The hour leaves no dial for what they have accepted, and may not for long: each is free, and the caller back in the line. */
async function freeAgents(deps: Deps, flights: readonly FlightProposal[]): Promise<void> {
  for (const flight of flights) {
    const { task } = flight;
    if (task !== undefined) await changeCallback(deps, flight, (current) => dropTask(current, task.clientToken));
  }
}

/** One callback that cannot be read or claimed is passed over; its lease brings it back to the line. */
async function dialOrSkip(deps: Deps, flight: FlightProposal, why: DialReason): Promise<DialStep> {
  try {
    return await dialOne(deps, flight, why);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown fault';
    deps.journal.note({ kind: 'fault', where: 'dial', reason });
    return skip(deps, flight, 'fault');
  }
}

async function dialOne(deps: Deps, flight: FlightProposal, why: DialReason): Promise<DialStep> {
  const queue = queueByName(deps.policy, flight.queue);
  const flowId = deps.policy.callbackFlowId;
  if (queue === undefined || flowId === undefined) return skip(deps, flight, 'misconfigured');
  const callback = (await deps.store.callbacks.get(flight))?.value;
  const isAgreed = callback?.id === flight.id && callback.state === 'offered' && isAccepted(callback.task);
  if (!isAgreed) return skip(deps, flight, 'changed_meanwhile');
  const kept = await keepOrTakeNumber(deps, queue, callback);
  if (kept === 'taken') return placeDial(deps, { queue, flowId, callback }, why);
  // Nothing where it has left the line; else the next pass decides on it as on any other.
  await changeCallback(deps, callback, (current) => dropTask(current, callback.task.clientToken));
  return kept;
}
