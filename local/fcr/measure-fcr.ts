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

const DAY_MS = 86_400_000;

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
  return groupedBy(handled, ({ beganAtMs }) => new Date(beganAtMs).toISOString().slice(0, 10));
}

/** Calls of all days (UTC) from that of one instant to that of another; a log may have years. */
function createStretches(
  inbound: readonly InboundContact[],
): (fromMs: number, toMs: number) => readonly InboundContact[] {
  const days = groupedBy(inbound, ({ startedAtMs }) => Math.floor(startedAtMs / DAY_MS));
  return (fromMs, toMs) => {
    const first = Math.floor(fromMs / DAY_MS);
    const count = Math.floor(toMs / DAY_MS) - first + 1;
    return Array.from({ length: count }, (_, at) => days.get(first + at) ?? []).flat();
  };
}

function groupedBy<K, T>(all: readonly T[], keyOf: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return groups;
}
