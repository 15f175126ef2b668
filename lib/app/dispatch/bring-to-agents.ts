import {
  taskOf,
  type Answered,
  type Callback,
  type CallbackIn,
  type CallbackTask,
  type GivenTo,
} from '../../core/callback/callback';
import { markGiven, markNotGiven } from '../../core/callback/giving';
import { dropTask } from '../../core/callback/offering';
import type { FlightProposal } from '../../ports/callback-store';
import { changeCallback } from '../change-callback';
import type { Deps } from '../deps';
import { agentFor } from './agent-for';

export type BringDeps = Pick<Deps, 'store' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy' | 'directory'>;

/** From pressing 1 until the contact waits in its queue and its flow, or the event of that, has told. */
const QUEUED_WITHIN_MS = 5_000;

/** Connect offers a contact for 20 s; who has not taken it by then does not. */
const TAKEN_WITHIN_MS = 25_000;

/**
 * A ready caller waits in the queue: given to the agent of its own task, or of another's that has time; else its task
 * ends, so that routing joins the caller to whoever is free, by the age of the place. Once, whoever asks for it.
 */
export async function bringToAgent(
  deps: BringDeps,
  callback: CallbackIn<Answered>,
  which: 'first' | 'last',
  notTo?: string,
): Promise<void> {
  const { contactId, task } = callback;
  if (callback.given !== undefined) return;
  const agentId = deps.policy.dispatch.isGivingOn ? await agentFor(deps, callback) : undefined;
  if (agentId === undefined || agentId === notTo) return letGo(deps, callback, task);
  const given = { agentId, atMs: deps.clock.nowMs() };
  const marked = await changeCallback(deps, callback, (current) => markGiven(current, contactId, given));
  if (marked.kind !== 'changed') return;
  const outcome = await deps.tasks.giveTo(contactId, agentId);
  if (outcome === 'given') {
    deps.journal.note({ kind: 'given', callbackId: callback.id, queue: callback.queue, agentId });
    return;
  }
  await changeCallback(deps, callback, (current) => markNotGiven(current, given));
  // Whoever comes next, the event or the pass, tries once more.
  if (outcome !== 'throttled' || which === 'last') await letGo(deps, callback, task);
}

/** Brings ready callers to their agents whom neither flow nor event has brought there, and ends what did not lead to a call. */
export async function bringToAgents(deps: BringDeps, flights: readonly FlightProposal[]): Promise<void> {
  for (const flight of flights) {
    const { state, task, given, readyAtMs } = flight;
    if (state !== 'answered' || readyAtMs === undefined) continue;
    const nowMs = deps.clock.nowMs();
    if (given !== undefined && nowMs >= given.atMs + TAKEN_WITHIN_MS) await giveAnew(deps, flight, given);
    else if (task === undefined) continue;
    else if (task.agentId === undefined) await letGo(deps, flight, task);
    else if (given === undefined && nowMs >= readyAtMs + QUEUED_WITHIN_MS) await bringAgain(deps, flight);
  }
}

/** Who was given the call has not taken it: another may be, and whoever is free takes it meanwhile. */
async function giveAnew(deps: BringDeps, flight: FlightProposal, given: GivenTo): Promise<void> {
  await letGo(deps, flight, flight.task);
  const freed = await changeCallback(deps, flight, (current) => markNotGiven(current, given));
  if (freed.kind === 'changed') await bringAgain(deps, flight, given.agentId);
}

async function bringAgain(deps: BringDeps, flight: FlightProposal, notTo?: string): Promise<void> {
  const callback = (await deps.store.callbacks.get(flight))?.value;
  if (callback?.id === flight.id && callback.state === 'answered') await bringToAgent(deps, callback, 'last', notTo);
}

/** The caller is with an agent, and the task is another's, or nobody's: it has no use any more. */
export async function endTaskOfOther(deps: BringDeps, callback: Callback): Promise<void> {
  const task = taskOf(callback);
  if (callback.state === 'talking' && task !== undefined && task.agentId !== callback.agentId)
    await letGo(deps, callback, task);
}

async function letGo(
  deps: BringDeps,
  which: { readonly id: string; readonly number: string; readonly queue: string },
  task: CallbackTask | undefined,
): Promise<void> {
  if (task === undefined) return;
  await changeCallback(deps, which, (current) => dropTask(current, task.clientToken));
}
