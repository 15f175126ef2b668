import type { CallbackTask } from '../../../lib/core/callback/callback';
import type { AgentOutlook, PoolTimes } from '../../../lib/core/dispatch/expected-agents';
import type { DialInFlight, LineEntry, PlanInput } from '../../../lib/core/dispatch/plan';
import type { QueueRules } from '../../../lib/core/dispatch/queue-rules';
import type { WaysAllowed } from '../../../lib/core/dispatch/ways';
import type { PickUp } from '../../../lib/core/wait/pool-statistics';
import { noonMs } from './callbacks';

/** Those of a pool that nobody has measured yet. */
export const plainTimes: PoolTimes = {
  talkMs: 300_000,
  afterContactWorkMs: 20_000,
  ringMs: 12_000,
  ringToReadyMs: 18_000,
  leadOffsetMs: 0,
};

/** Free, unless the changes say otherwise. */
export function outlook(agentId: string, changes: Partial<AgentOutlook> = {}): AgentOutlook {
  return { agentId, queues: ['a'], freeInMs: 0, isFree: true, isTalking: false, ...changes };
}

/** On a contact. */
export function talker(agentId: string, queues: readonly string[] = ['a']): AgentOutlook {
  return { agentId, queues, isFree: false, isTalking: true };
}

/** In after-contact work, and due in so long. */
export function worker(agentId: string, freeInMs = 10_000, queues: readonly string[] = ['a']): AgentOutlook {
  return { agentId, queues, freeInMs, isFree: false, isTalking: false };
}

/** Has nothing but a task. */
export function tasked(agentId: string, queues: readonly string[] = ['a']): AgentOutlook {
  return { agentId, queues, isFree: false, isTalking: false };
}

/** In the line for ten minutes; the greater the number in the id, the later the place by so many seconds. */
export function entry(id: string, changes: Partial<LineEntry> = {}): LineEntry {
  const placeMs = noonMs - 600_000 + Number(id.replaceAll(/\D/g, '')) * 1000;
  return {
    id,
    number: `+44${id}`,
    queue: 'a',
    class: 'standard',
    origin: 'requested',
    placeMs,
    inLineSinceMs: noonMs - 600_000,
    ...changes,
  };
}

/** Rings for five seconds, for a caller who came before everybody in the line. */
export function flight(id: string, changes: Partial<DialInFlight> = {}): DialInFlight {
  return {
    id,
    queue: 'a',
    class: 'standard',
    origin: 'requested',
    state: 'dialing',
    placeMs: noonMs - 700_000,
    startedAtMs: noonMs - 5_000,
    ...changes,
  };
}

/** A task that an agent is asked by. */
export function taskFor(agentId: string): CallbackTask {
  return { clientToken: `token-${agentId}`, agentIds: [agentId] };
}

/** A task that an agent has accepted. */
export function taskOfAgent(agentId: string): CallbackTask {
  return { ...taskFor(agentId), contactId: `task-${agentId}`, agentId, acceptedAtMs: noonMs - 3_000 };
}

/** Two seconds ago agent 1 took a caller who had just come. */
export function pickUp(contactId: string, changes: Partial<PickUp> = {}): PickUp {
  const times = { atMs: noonMs - 2_000, placeMs: noonMs - 10_000, readySinceMs: noonMs - 10_000 };
  return { contactId, ...times, isCallback: false, agentId: '1', ...changes };
}

/** What any queue has that says nothing of its own: customers are dialed first. */
export function rules(changes: Partial<QueueRules> = {}): QueueRules {
  const ways: WaysAllowed = { mode: 'customer-first', isReservedOn: false, hasTasks: false };
  return { ways, weight: 1, keptForHolders: { requested: 0, lost: 0 }, headStartMs: {}, ...changes };
}

/** Agents are asked first, or with the dial. */
export function asking(
  mode: 'agent-first' | 'reserved' = 'agent-first',
  changes: Partial<QueueRules> = {},
): QueueRules {
  return rules({ ways: { mode, isReservedOn: mode === 'reserved', hasTasks: true }, ...changes });
}

/** The rules of queue a alone, which every builder here goes by. */
export function rulesOfA(ofA: QueueRules): ReadonlyMap<string, QueueRules> {
  return new Map([['a', ofA]]);
}

export function planInput(changes: Partial<PlanInput> = {}): PlanInput {
  return {
    nowMs: noonMs,
    agents: [],
    times: plainTimes,
    rules: new Map(['a', 'b', 'c'].map((queue) => [queue, rules()])),
    holders: [],
    inFlight: [],
    line: [],
    pickUps: [],
    ...changes,
  };
}
