import type { JudgedCall } from '../lost/judged-call';
import { kindOf, leftOutAs, type CallKind, type LeftOutOf } from './call-kind';
import { createDurationTally, type Durations, type DurationTally } from './mean';
import { shareOf } from './share';

/** How callers of one queue, or of all, were served. Calls are counted once they are over. */
export interface ServiceFigures {
  /** Entered the queue, whatever became of them. */
  readonly offered: number;
  readonly answered: number;
  /** Left the queue without an agent and without a callback, short ones included. */
  readonly abandoned: number;
  readonly short: number;
  readonly tookCallback: number;
  readonly elsewhere: number;
  /** Ended without an agent before any queue, short ones included; in no rate. */
  readonly abandonedBeforeQueue: number;
  readonly shortBeforeQueue: number;
  readonly abandonRate: number | null;
  readonly abandonRateWithShort: number | null;
  /** ASA: of those whom an agent answered, the time in the queue. */
  readonly speedOfAnswer: Durations;
  readonly talk: Durations;
  /** Of those whose after-contact work is known. */
  readonly handle: Durations;
  readonly answeredWithin: number;
  readonly serviceLevel: number | null;
  readonly removedWithin: number;
  readonly serviceLevelConnect: number | null;
  /** From the request of a callback that the caller asked for to the agent; never part of the ASA. */
  readonly callbackWait: Durations;
}

export interface ServiceReport {
  readonly withinSeconds: number;
  /** In the order of their names. */
  readonly queues: readonly ({ readonly queue: string } & ServiceFigures)[];
  readonly total: ServiceFigures;
  /** By why: calls that are in no figure. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Takes calls and callbacks one by one; what it keeps grows with the queues, not with the calls. */
export interface ServiceTally {
  readonly add: (call: JudgedCall) => void;
  /** A callback that reached an agent that long after it was asked for. */
  readonly addCallbackWait: (queue: string, waitMs: number) => void;
  readonly result: () => ServiceReport;
}

interface Counts extends Record<CallKind, number> {
  offered: number;
  abandonedBeforeQueue: number;
  shortBeforeQueue: number;
  answeredWithin: number;
  removedWithin: number;
  readonly speedOfAnswer: DurationTally;
  readonly talk: DurationTally;
  readonly handle: DurationTally;
  readonly callbackWait: DurationTally;
}

/** Counts how callers were served; `shortMsOf` a queue says when a call was a short abandon. */
export function createServiceTally(rules: {
  readonly withinMs: number;
  readonly shortMsOf: (queue: string | undefined) => number;
  readonly leftOutOf: LeftOutOf;
}): ServiceTally {
  const total = noCounts();
  const queues = new Map<string, Counts>();
  const leftOut = new Map<string, number>();

  const bothOf = (queue: string): readonly Counts[] => {
    const own = queues.get(queue) ?? noCounts();
    queues.set(queue, own);
    return [total, own];
  };

  return {
    add: (call) => {
      const why = leftOutAs(call, rules.leftOutOf);
      if (why !== undefined || call.queue === undefined) {
        if (why !== undefined) leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
        return;
      }
      const kind = kindOf(call, rules.shortMsOf(call.queue));
      for (const counts of bothOf(call.queue)) count(counts, call, kind, rules.withinMs);
    },
    addCallbackWait: (queue, waitMs) => {
      for (const { callbackWait } of bothOf(queue)) callbackWait.add(waitMs);
    },
    result: () => ({
      withinSeconds: rules.withinMs / 1000,
      queues: [...queues]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([queue, counts]) => ({ queue, ...figuresOf(counts) })),
      total: figuresOf(total),
      leftOut: Object.fromEntries([...leftOut].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    }),
  };
}

function count(counts: Counts, call: JudgedCall, kind: CallKind, withinMs: number): void {
  // Whoever was answered had been in the queue, also where nothing has told when.
  const wasQueued = call.enqueuedAtMs !== undefined || call.outcome === 'served';
  if (!wasQueued) {
    if (kind === 'abandoned' || kind === 'short') counts.abandonedBeforeQueue += 1;
    if (kind === 'short') counts.shortBeforeQueue += 1;
    return;
  }
  counts.offered += 1;
  counts[kind] += 1;
  const isWithin = call.waitMs !== undefined && call.waitMs <= withinMs;
  if (isWithin) counts.removedWithin += 1;
  if (call.outcome !== 'served') return;
  if (isWithin) counts.answeredWithin += 1;
  if (call.waitMs !== undefined) counts.speedOfAnswer.add(call.waitMs);
  counts.talk.add(call.talkMs);
  if (call.afterContactWorkMs !== undefined) counts.handle.add(call.talkMs + call.afterContactWorkMs);
}

function figuresOf(counts: Counts): ServiceFigures {
  const { offered, short, answeredWithin, removedWithin } = counts;
  return {
    offered,
    answered: counts.answered,
    abandoned: counts.abandoned + short,
    short,
    tookCallback: counts.callback,
    elsewhere: counts.elsewhere,
    abandonedBeforeQueue: counts.abandonedBeforeQueue,
    shortBeforeQueue: counts.shortBeforeQueue,
    abandonRate: shareOf(counts.abandoned, offered - short),
    abandonRateWithShort: shareOf(counts.abandoned + short, offered),
    speedOfAnswer: counts.speedOfAnswer.result(),
    talk: counts.talk.result(),
    handle: counts.handle.result(),
    answeredWithin,
    serviceLevel: shareOf(answeredWithin, offered - short),
    removedWithin,
    serviceLevelConnect: shareOf(removedWithin, offered),
    callbackWait: counts.callbackWait.result(),
  };
}

function noCounts(): Counts {
  return {
    answered: 0,
    abandoned: 0,
    short: 0,
    callback: 0,
    elsewhere: 0,
    left_out: 0,
    offered: 0,
    abandonedBeforeQueue: 0,
    shortBeforeQueue: 0,
    answeredWithin: 0,
    removedWithin: 0,
    speedOfAnswer: createDurationTally(),
    talk: createDurationTally(),
    handle: createDurationTally(),
    callbackWait: createDurationTally(),
  };
}
