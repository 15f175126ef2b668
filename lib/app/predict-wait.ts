import type { Callback } from '../core/callback/callback';
import { STANDARD_CLASS } from '../core/callback/request';
import { holdersBefore, type Holders } from '../core/dispatch/holders';
import type { QueuePolicy } from '../core/policy/policy';
import type { ToldWait } from '../core/wait/blend';
import { expectWait } from '../core/wait/expected-wait';
import type { Ahead } from '../core/wait/line-wait';
import { emptyPoolStatistics } from '../core/wait/pool-statistics';
import type { WaitRange } from '../core/wait/wait-range';
import type { Deps } from './deps';

export type PredictDeps = Pick<Deps, 'store' | 'capacity' | 'clock' | 'policy'>;

/** What a caller may be told. `waitMs` is absent when nothing can be said honestly. */
export interface WaitPrediction {
  /** 1: next. Counts holders and callbacks of the queue with an earlier place. */
  readonly position?: number;
  readonly waitMs?: number;
  /** Around `waitMs`: one in ten is served sooner, one in ten later. */
  readonly range?: WaitRange;
  /** What the wait was made of, to learn from once its outcome is known. */
  readonly told?: ToldWait;
}

/** Whose wait is asked for. */
export interface Waiter {
  readonly placeMs: number;
  readonly id: string;
  /** Without one, or with one that the queue does not have: the standard class, which has no head start. */
  readonly class?: string;
}

/** What the one who asks knows of the line. */
export interface LineSeen {
  /** Of the queue, for as long as Connect says nothing. */
  readonly holdersHint?: Holders | undefined;
  /** Whether the caller holds in this queue now, and so is counted among its holders. */
  readonly isHolding?: boolean;
}

/** Exact up to here; beyond it the count stops, and a caller is told of "more than". */
const COUNT_LIMIT = 200;

/** Predicts the wait of one caller, by place, over all queues whose agents may serve that caller or those ahead. */
export async function predictWait(
  deps: PredictDeps,
  queue: QueuePolicy,
  place: Waiter,
  line: LineSeen = {},
): Promise<WaitPrediction> {
  const { holdersHint, isHolding = false } = line;
  const pool = deps.policy.queues.filter((other) => other.pool === queue.pool);
  const nowMs = deps.clock.nowMs();
  const standing = place.placeMs - headStartMs(queue, place.class ?? STANDARD_CLASS);
  const read = await deps.capacity.holders();
  const holders = read ?? (holdersHint === undefined ? undefined : [holdersHint]);
  const ahead = await Promise.all(
    pool.map(async (other) => ({
      name: other.name,
      count: await callbacksBefore(deps, other, { id: place.id, standing }),
    })),
  );
  if (holders === undefined) return {};
  const holdersAhead = pool.map((other) => ({
    name: other.name,
    count: sum(
      holders
        .filter((one) => one.queue === other.name)
        .map((one) => holdersBefore(one, standing, nowMs, isHolding && other === queue ? 'among them' : 'outside')),
    ),
  }));
  const inQueue = sum([...ahead, ...holdersAhead].filter((one) => one.name === queue.name).map((one) => one.count));
  const statistics = (await deps.store.pools.statistics(queue.pool))?.value ?? emptyPoolStatistics;
  const aheadIn = (names: readonly string[]): Ahead => ({
    holders: sum(holdersAhead.filter((one) => names.includes(one.name)).map((one) => one.count)),
    callbacks: sum(ahead.filter((one) => names.includes(one.name)).map((one) => one.count)),
  });
  const expected = expectWait({
    nowMs,
    queue: queue.name,
    aheadInPool: aheadIn(pool.map((other) => other.name)),
    aheadInQueue: aheadIn([queue.name]),
    statistics,
    patienceMs: queue.patienceMs,
  });
  return { position: Math.round(inQueue) + 1, ...expected };
}

/** The callbacks of all classes of a queue whose turn comes before that of somebody with this standing. */
async function callbacksBefore(
  { store }: PredictDeps,
  queue: QueuePolicy,
  { id, standing }: { readonly id: string; readonly standing: number },
): Promise<number> {
  const lines = [STANDARD_CLASS, ...queue.classes.map((one) => one.name)];
  const counts = lines.map((name) =>
    store.callbacks.countBefore(
      { queue: queue.name, class: name },
      { id, placeMs: standing + headStartMs(queue, name) },
      COUNT_LIMIT,
    ),
  );
  return Math.min(COUNT_LIMIT, sum(await Promise.all(counts)));
}

function headStartMs({ classes }: QueuePolicy, name: string): number {
  return classes.find((one) => one.name === name)?.headStartMs ?? 0;
}

/** Where a callback stands. One that is promised for a time to come waits for that, and not for those ahead. */
export async function standingOf(
  deps: PredictDeps,
  queue: QueuePolicy,
  callback: Callback,
  line: LineSeen = {},
): Promise<WaitPrediction> {
  if (callback.slotMs !== undefined && callback.slotMs > deps.clock.nowMs()) return {};
  return predictWait(deps, queue, callback, line);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
