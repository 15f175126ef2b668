import { createFcrCounter, leftOutOfAll, type FcrCounts } from '../../lib/core/fcr/count-fcr';
import type { FcrRules, InboundContact } from '../../lib/core/fcr/fcr-call';
import type { FcrDay, FcrRanking } from '../../lib/core/fcr/fcr-ranking';
import { rankFcr } from '../../lib/core/fcr/rank-fcr';
import { weighDays } from '../../lib/core/fcr/weigh-days';
import type { SourceCalls, Talk } from './source-calls';

/** First call resolution of everybody in a file. */
export interface MeasuredFcr {
  /** By the name of the queue, in the order of names; queues in which nothing was counted are not there. */
  readonly queues: ReadonlyMap<string, FcrRanking>;
  readonly leftOut: FcrCounts['leftOut'];
}

/**
 * Counts day by day, as the service does, because what is older weighs less by its day. Weights are as of the newest
 * conversation that can be counted: all of them as of today would only draw everybody closer to the mean.
 */
export function measureFcr(
  { handled, inbound }: Pick<SourceCalls, 'handled' | 'inbound'>,
  rules: FcrRules,
  asOfMs: number,
): MeasuredFcr {
  const days = new Map<string, FcrDay[]>();
  const counted: FcrCounts[] = [];
  const between = createStretches(inbound);
  for (const [day, talks] of byDay(handled)) {
    const counter = createFcrCounter(rules, asOfMs);
    for (const talk of talks) counter.addHandled(talk);
    const ends = talks.map(({ endedAtMs }) => endedAtMs);
    const [firstMs, lastMs] = [ends.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))];
    for (const call of between(firstMs, lastMs + rules.windowMs)) counter.addInbound(call);
    const counts = counter.result();
    counted.push(counts);
    for (const [queue, agents] of counts.queues) {
      days.set(queue, [...(days.get(queue) ?? []), { day, agents: Object.fromEntries(agents) }]);
    }
  }
  const closedMs = asOfMs - rules.windowMs;
  const times = { asOfMs: closedMs, computedAtMs: asOfMs };
  const inOrder = [...days].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const queues = inOrder.map(([queue, of]) => [queue, rankFcr(weighDays(of, rules, closedMs), rules, times)] as const);
  return { queues: new Map(queues), leftOut: leftOutOfAll(counted) };
}

/** By the day (UTC) on which they began, `2026-03-02`. */
function byDay(handled: readonly Talk[]): ReadonlyMap<string, readonly Talk[]> {
  const days = new Map<string, Talk[]>();
  for (const talk of handled) {
    const day = new Date(talk.beganAtMs).toISOString().slice(0, 10);
    const known = days.get(day);
    if (known === undefined) days.set(day, [talk]);
    else known.push(talk);
  }
  return days;
}

/** Calls that began from one instant to another, both included. */
function createStretches(
  inbound: readonly InboundContact[],
): (fromMs: number, toMs: number) => readonly InboundContact[] {
  const inOrder = inbound.toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  const firstFrom = (atMs: number): number => {
    let [low, high] = [0, inOrder.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((inOrder[middle]?.startedAtMs ?? atMs) < atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (fromMs, toMs) => inOrder.slice(firstFrom(fromMs), firstFrom(toMs + 1));
}
