import { err, ok, type Result } from '../result';
import {
  factsOf,
  taskOf,
  type Callback,
  type CallbackFacts,
  type CallbackIn,
  type CallbackTask,
  type Dialing,
  type Offered,
  type TransitionRefusal,
} from './callback';
import { leaseMs } from './leases';

/** Who accepted which task, as Connect tells it. */
export interface TaskAcceptance {
  readonly clientToken: string;
  readonly contactId: string;
  readonly agentId: string;
  readonly atMs: number;
}

/** Connect answers a repeat of this token with the first task for seven days, so one number is one task. */
export function taskTokenOf(callbackId: string, number: number): string {
  return `${callbackId}-t${number}`;
}

/** The token of the task that is offered next; no two tasks of a callback share one. */
export function nextTaskToken(callback: Pick<CallbackFacts, 'id' | 'tasksOffered'>): string {
  return taskTokenOf(callback.id, (callback.tasksOffered ?? 0) + 1);
}

/** Asks agents before the caller is dialed: out of the line for the length of a lease, at the same place. */
export function offerTask(
  callback: Callback,
  agentIds: readonly string[],
  nowMs: number,
): Result<CallbackIn<Offered>, TransitionRefusal> {
  if (callback.state !== 'waiting') return err({ code: 'wrong_state', state: callback.state });
  return ok({
    ...factsOf(callback),
    state: 'offered',
    ...newTask(callback, agentIds),
    startedAtMs: nowMs,
    inLineSinceMs: callback.inLineSinceMs,
    leaseUntilMs: nowMs + leaseMs.offered,
  });
}

/** Keeps an agent for a dial that has none. Refused once the dial is given up: nobody is kept for a goodbye. */
export function addTask(
  callback: Callback,
  agentIds: readonly string[],
): Result<CallbackIn<Dialing>, TransitionRefusal> {
  if (callback.state !== 'dialing') return err({ code: 'wrong_state', state: callback.state });
  if (callback.after !== undefined && callback.after.kind !== 'resume') {
    return err({ code: 'superseded', by: callback.after.kind });
  }
  if (callback.task !== undefined) return err({ code: 'no_change' });
  return ok({ ...callback, ...newTask(callback, agentIds) });
}

/** Keeps the contact id that Connect gave the open task. */
export function recordTask(
  callback: Callback,
  started: { readonly clientToken: string; readonly contactId: string },
): Result<Callback, TransitionRefusal> {
  if (!canHaveTask(callback)) return err({ code: 'wrong_state', state: callback.state });
  const { task } = callback;
  if (task?.clientToken !== started.clientToken || task.contactId !== undefined) return err({ code: 'no_change' });
  return ok({ ...callback, task: { ...task, contactId: started.contactId } });
}

/**
 * An agent has accepted the open task. What is told late or twice changes nothing, and of two acceptances the earlier
 * counts, in whatever order they become known.
 */
export function acceptTask(callback: Callback, acceptance: TaskAcceptance): Result<Callback, TransitionRefusal> {
  if (!canHaveTask(callback)) return err({ code: 'wrong_state', state: callback.state });
  const { task } = callback;
  const { clientToken, contactId, agentId, atMs } = acceptance;
  if (task?.clientToken !== clientToken) return err({ code: 'no_change' });
  // Attributes are copied to related contacts, so a contact may look like this task without being it.
  if (task.contactId !== undefined && task.contactId !== contactId) return err({ code: 'no_change' });
  if (isAccepted(task) && !isEarlier(acceptance, task)) return err({ code: 'no_change' });
  const accepted = { ...task, contactId, agentId, acceptedAtMs: atMs };
  if (callback.state !== 'offered') return ok({ ...callback, task: accepted });
  // Who accepts at the last moment still gets the dial; the lease then covers what is left to be checked before it.
  const leaseUntilMs = Math.max(callback.startedAtMs, atMs) + leaseMs.offered;
  return ok({ ...callback, task: accepted, leaseUntilMs });
}

/** Asked agents did not take it: back in the line, and the next time others are asked, or nobody. */
export function askedInVain(callback: CallbackIn<Offered>): Callback {
  const { task, inLineSinceMs } = callback;
  const asked = task.agentIds.length === 0 ? ['anyone'] : task.agentIds;
  const known = new Set([...(callback.askedInVain ?? []), ...asked]);
  return {
    ...factsOf(callback),
    askedInVain: [...known].slice(-ASKED_KEPT),
    state: 'waiting',
    inLineSinceMs,
  };
}

/** More names than this are of no use: after two the caller is dialed without asking. */
const ASKED_KEPT = 5;

/** The task has ended, or is to: who was only offered is back in the line, a dial goes on without it. */
export function dropTask(callback: Callback, clientToken: string): Result<Callback, TransitionRefusal> {
  if (taskOf(callback)?.clientToken !== clientToken) return err({ code: 'no_change' });
  switch (callback.state) {
    case 'offered':
      return ok({ ...factsOf(callback), state: 'waiting', inLineSinceMs: callback.inLineSinceMs });
    case 'dialing':
    case 'answered':
    case 'talking': {
      const { task: _dropped, ...rest } = callback;
      return ok(rest);
    }
    case 'waiting':
    case 'scheduled':
    case 'held':
    case 'closed':
      return err({ code: 'no_change' });
  }
}

/** The caller will not come through this dial: its agent is free at once, and not only when it has rung out. */
export function withoutTask({ task: _dropped, ...dial }: CallbackIn<Dialing>): CallbackIn<Dialing> {
  return dial;
}

/** Whether an agent has accepted it. */
export function isAccepted(task: CallbackTask): task is CallbackTask & AcceptedBy {
  return task.agentId !== undefined && task.acceptedAtMs !== undefined;
}

/** What a claim or a dial that goes on keeps of the task. */
export function keptTask(callback: Callback): { readonly task?: CallbackTask } {
  const task = taskOf(callback);
  return task === undefined ? {} : { task };
}

/** The next task, not started yet, and the count that goes with it. */
export function newTask(
  callback: Pick<CallbackFacts, 'id' | 'tasksOffered'>,
  agentIds: readonly string[],
): { readonly tasksOffered: number; readonly task: CallbackTask } {
  return {
    tasksOffered: (callback.tasksOffered ?? 0) + 1,
    task: { clientToken: nextTaskToken(callback), agentIds },
  };
}

type AcceptedBy = Required<Pick<CallbackTask, 'agentId' | 'acceptedAtMs'>>;
type MayHaveTask = Extract<Callback, { readonly state: 'offered' | 'dialing' | 'answered' | 'talking' }>;

function canHaveTask(callback: Callback): callback is MayHaveTask {
  const { state } = callback;
  return state === 'offered' || state === 'dialing' || state === 'answered' || state === 'talking';
}

function isEarlier({ atMs, agentId }: TaskAcceptance, known: AcceptedBy): boolean {
  return atMs < known.acceptedAtMs || (atMs === known.acceptedAtMs && agentId < known.agentId);
}
