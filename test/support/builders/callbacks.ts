import type {
  Answered,
  Callback,
  CallbackFacts,
  CallbackIn,
  CallbackState,
  CallbackTask,
  Closed,
  Dialing,
  DialRequest,
  Held,
  Offered,
  Scheduled,
  Talking,
  Waiting,
} from '../../../lib/core/callback/callback';
import { clientTokenOf } from '../../../lib/core/callback/dialing';
import { taskTokenOf } from '../../../lib/core/callback/offering';

/** A Monday at noon in London, inside the hours of every policy these tests build. */
export const noonMs = Date.UTC(2026, 2, 2, 12);

/** Ofcom sets +44 1632 960xxx aside for fiction. */
export const callerNumber = '+441632960001';

/** What is true of a callback whatever its state; changes name what a test is about. */
export function callbackFacts(changes: Partial<CallbackFacts> = {}): CallbackFacts {
  const number = changes.number ?? callerNumber;
  return {
    id: '01JNB000000000000000000001',
    queue: 'support',
    number,
    cli: number,
    origin: 'requested',
    class: 'standard',
    placeMs: noonMs - 600_000,
    requestedAtMs: noonMs - 500_000,
    requestContactId: 'inbound-1',
    deadlineMs: noonMs + 48 * 3_600_000,
    attempt: 0,
    attemptsSpent: 0,
    past: [],
    ...changes,
  };
}

/** The request of the attempt that a callback would make next. */
export function dialRequest(callback: Pick<CallbackFacts, 'id' | 'number' | 'callNumber' | 'attempt'>): DialRequest {
  return {
    clientToken: clientTokenOf(callback.id, callback.attempt + 1),
    number: callback.callNumber ?? callback.number,
    queueId: 'queue-id',
    flowId: 'flow-id',
    relatedContactId: 'inbound-1',
    attributes: {},
  };
}

export function waiting(changes: Partial<CallbackFacts & Waiting> = {}): CallbackIn<Waiting> {
  return { ...callbackFacts(changes), state: 'waiting', inLineSinceMs: noonMs, ...changes };
}

export function scheduled(changes: Partial<CallbackFacts & Scheduled> = {}): CallbackIn<Scheduled> {
  return { ...callbackFacts(changes), state: 'scheduled', dueAtMs: noonMs + 900_000, why: 'retry', ...changes };
}

export function held(changes: Partial<CallbackFacts & Held> = {}): CallbackIn<Held> {
  const resume: Waiting = { state: 'waiting', inLineSinceMs: noonMs - 60_000 };
  const leaseUntilMs = noonMs + 120_000;
  return { ...callbackFacts(changes), state: 'held', contactId: 'inbound-1', leaseUntilMs, resume, ...changes };
}

/** The first task of a callback, started and not accepted; `acceptedTask` has an agent. */
export function openTask(changes: Partial<CallbackTask> = {}): CallbackTask {
  return { clientToken: taskTokenOf(callbackFacts().id, 1), agentIds: [], contactId: 'task-1', ...changes };
}

export function acceptedTask(changes: Partial<CallbackTask> = {}): CallbackTask {
  return openTask({ agentId: 'agent-1', acceptedAtMs: noonMs + 10_000, ...changes });
}

export function offered(changes: Partial<CallbackFacts & Offered> = {}): CallbackIn<Offered> {
  const leaseUntilMs = noonMs + 45_000;
  return {
    ...callbackFacts({ tasksOffered: 1, ...changes }),
    state: 'offered',
    task: openTask(),
    startedAtMs: noonMs,
    inLineSinceMs: noonMs - 60_000,
    leaseUntilMs,
    ...changes,
  };
}

export function dialing(changes: Partial<CallbackFacts & Dialing> = {}): CallbackIn<Dialing> {
  const facts = callbackFacts(changes);
  const leaseUntilMs = noonMs + 75_000;
  return { ...facts, state: 'dialing', startedAtMs: noonMs, leaseUntilMs, request: dialRequest(facts), ...changes };
}

export function answered(changes: Partial<CallbackFacts & Answered> = {}): CallbackIn<Answered> {
  return {
    ...callbackFacts(changes),
    state: 'answered',
    contactId: 'dial-1',
    startedAtMs: noonMs,
    readyAtMs: noonMs + 15_000,
    leaseUntilMs: noonMs + 135_000,
    ...changes,
  };
}

export function talking(changes: Partial<CallbackFacts & Talking> = {}): CallbackIn<Talking> {
  return {
    ...callbackFacts(changes),
    state: 'talking',
    contactId: 'dial-1',
    startedAtMs: noonMs,
    readyAtMs: noonMs + 15_000,
    connectedAtMs: noonMs + 20_000,
    agentId: 'agent-1',
    leaseUntilMs: noonMs + 920_000,
    ...changes,
  };
}

export function closed(changes: Partial<CallbackFacts & Closed> = {}): CallbackIn<Closed> {
  return {
    ...callbackFacts(changes),
    state: 'closed',
    outcome: 'completed',
    closedAtMs: noonMs,
    archived: false,
    ...changes,
  };
}

/** One callback in every state there is. */
export const inEveryState: Readonly<Record<CallbackState['state'], Callback>> = {
  waiting: waiting(),
  scheduled: scheduled(),
  held: held(),
  offered: offered(),
  dialing: dialing(),
  answered: answered(),
  talking: talking(),
  closed: closed(),
};

/** One callback in every state that can have a task, its first one, which an agent has accepted. */
export const withAcceptedTask = {
  offered: offered({ task: acceptedTask() }),
  dialing: dialing({ tasksOffered: 1, task: acceptedTask() }),
  answered: answered({ tasksOffered: 1, task: acceptedTask() }),
  talking: talking({ tasksOffered: 1, task: acceptedTask() }),
} as const;

export const stateNames = Object.keys(inEveryState) as readonly CallbackState['state'][];
