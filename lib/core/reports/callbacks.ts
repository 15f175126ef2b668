import { attemptOutcomes, type AttemptOutcome } from '../callback/attempt';
import type { CallbackIn, Closed, ClosedOutcome, Origin } from '../callback/callback';
import { createDurationTally, type Durations, type DurationTally } from './mean';
import { shareOf } from './share';

/** How a request can end, in the order in which reports name them. */
export const closedOutcomes = [
  'completed',
  'exhausted',
  'cancelled',
  'withdrawn',
  'handled_by_supervisor',
  'expired',
  'refused',
] as const satisfies readonly ClosedOutcome[];

/** What came of requests; each counts once, however often it was dialed. */
export interface RequestFigures {
  readonly requests: number;
  /** Of them, those in which an agent talked to the caller. */
  readonly reached: number;
  readonly successRate: number | null;
  readonly outcomes: Readonly<Record<ClosedOutcome, number>>;
  /** From the request to the beginning of its first attempt; of an older one, which keeps no beginning, to its end. */
  readonly waitToFirstAttempt: Durations;
  /** From the request to the agent, where the conversation is kept. */
  readonly waitToAgent: Durations;
}

/** What came of dials. */
export interface AttemptFigures {
  readonly attempts: number;
  /** Without those that we stopped ourselves. */
  readonly counted: number;
  readonly reached: number;
  readonly successRate: number | null;
  readonly outcomes: Readonly<Record<AttemptOutcome, number>>;
}

export interface CallbacksReport {
  readonly perRequest: RequestFigures & {
    readonly queues: readonly ({ readonly queue: string } & RequestFigures)[];
    readonly origins: readonly ({ readonly origin: Origin } & RequestFigures)[];
  };
  readonly perAttempt: AttemptFigures & {
    /** The first attempts of all requests, the second ones, and so on. */
    readonly numbers: readonly ({ readonly attempt: number } & AttemptFigures)[];
  };
}

/** Takes closed callbacks one by one, each once, and keeps none of them. */
export interface CallbacksTally {
  /** `agentAtMs`: when the agent and the caller were both there, where that is known. */
  readonly add: (callback: CallbackIn<Closed>, agentAtMs?: number) => void;
  readonly result: () => CallbacksReport;
}

interface Requests {
  requests: number;
  reached: number;
  readonly outcomes: Record<ClosedOutcome, number>;
  readonly toFirst: DurationTally;
  readonly toAgent: DurationTally;
}

export function createCallbacksTally(): CallbacksTally {
  const total = noRequests();
  const queues = new Map<string, Requests>();
  const origins = new Map<Origin, Requests>();
  const attempts = noAttempts();
  const numbers = new Map<number, Record<AttemptOutcome, number>>();

  return {
    add: (callback, agentAtMs) => {
      const groups = [
        total,
        groupOf(queues, callback.queue, noRequests),
        groupOf(origins, callback.origin, noRequests),
      ];
      for (const requests of groups) countRequest(requests, callback, agentAtMs);
      // By their order, not their numbers: a dial that made no contact has a number of its own perhaps.
      for (const [index, { outcome }] of callback.past.entries()) {
        for (const outcomes of [attempts, groupOf(numbers, index + 1, noAttempts)]) outcomes[outcome] += 1;
      }
    },
    result: () => ({
      perRequest: {
        ...requestFigures(total),
        queues: inOrder(queues).map(([queue, requests]) => ({ queue, ...requestFigures(requests) })),
        origins: inOrder(origins).map(([origin, requests]) => ({ origin, ...requestFigures(requests) })),
      },
      perAttempt: {
        ...attemptFigures(attempts),
        numbers: inOrder(numbers).map(([attempt, outcomes]) => ({ attempt, ...attemptFigures(outcomes) })),
      },
    }),
  };
}

function countRequest(requests: Requests, callback: CallbackIn<Closed>, agentAtMs: number | undefined): void {
  const { outcome, past, requestedAtMs } = callback;
  requests.requests += 1;
  requests.outcomes[outcome] += 1;
  if (outcome === 'completed' || past.some((attempt) => attempt.outcome === 'reached')) requests.reached += 1;
  const [first] = past;
  if (first !== undefined) requests.toFirst.add(Math.max(0, (first.startedAtMs ?? first.atMs) - requestedAtMs));
  if (agentAtMs !== undefined) requests.toAgent.add(Math.max(0, agentAtMs - requestedAtMs));
}

function requestFigures({ requests, reached, outcomes, toFirst, toAgent }: Requests): RequestFigures {
  return {
    requests,
    reached,
    successRate: shareOf(reached, requests),
    outcomes: { ...outcomes },
    waitToFirstAttempt: toFirst.result(),
    waitToAgent: toAgent.result(),
  };
}

function attemptFigures(outcomes: Readonly<Record<AttemptOutcome, number>>): AttemptFigures {
  const attempts = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const counted = attempts - outcomes.stopped;
  const { reached } = outcomes;
  return { attempts, counted, reached, successRate: shareOf(reached, counted), outcomes: { ...outcomes } };
}

function groupOf<K, V>(groups: Map<K, V>, key: K, create: () => V): V {
  const group = groups.get(key) ?? create();
  groups.set(key, group);
  return group;
}

function inOrder<K extends string | number, V>(groups: ReadonlyMap<K, V>): readonly (readonly [K, V])[] {
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function noRequests(): Requests {
  return {
    requests: 0,
    reached: 0,
    outcomes: zeros(closedOutcomes),
    toFirst: createDurationTally(),
    toAgent: createDurationTally(),
  };
}

function noAttempts(): Record<AttemptOutcome, number> {
  return zeros(attemptOutcomes);
}

function zeros<K extends string>(names: readonly K[]): Record<K, number>;
function zeros(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, 0]));
}
