import { addTask, dropTask } from '../../core/callback/offering';
import { err } from '../../core/result';
import type { FlightProposal } from '../../ports/callback-store';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { startTask } from './start-task';

/** Keeps an agent for a dial that began without one; it goes on as it was where that cannot be done. */
export async function keepAgentFor(deps: Deps, flight: FlightProposal, agentIds: readonly string[]): Promise<void> {
  const added = await changeCallback(deps, flight, (current) => addTask(current, agentIds));
  if (added.kind === 'changed') await startTask(deps, added.callback);
}

/** Others need the agent more: the dial goes on, and its caller meets whoever is free. */
export async function letAgentGo(deps: Deps, flight: FlightProposal): Promise<void> {
  const { task } = flight;
  if (task === undefined) return;
  await changeCallback(deps, flight, (current) =>
    current.state === 'dialing' || current.state === 'offered'
      ? dropTask(current, task.clientToken)
      : err({ code: 'wrong_state', state: current.state }),
  );
}
