import { blended, weightsOf, type ToldWait } from './blend';
import { lineWaitMs, type Ahead } from './line-wait';
import { paceAt } from './pace';
import { lessonsOf, type PoolStatistics } from './pool-statistics';
import { chosenTuning, type Tuning } from './tuning';
import { waitRangeMs, type WaitRange } from './wait-range';

/** What is known of the line when somebody asks how long it will take. */
export interface WaitQuestion {
  readonly nowMs: number;
  /** Name of the queue that the caller waits in, or would. */
  readonly queue: string;
  readonly aheadInPool: Ahead;
  /** Of those, the ones of the same queue. */
  readonly aheadInQueue: Ahead;
  readonly statistics: PoolStatistics;
  /** Mean patience of a holder, milliseconds. */
  readonly patienceMs: number;
}

/** A wait that may be told, and what is kept of it until its outcome is known. */
export interface ExpectedWait {
  readonly waitMs: number;
  readonly range: WaitRange;
  readonly told: ToldWait;
}

/**
 * What to expect of the line. Three forecasts are averaged: by the pool's pace and line, which is right when every agent
 * serves every queue; by the queue's own pace and line, which is right when none is shared; and the wait of the queue's
 * last caller. The weights are those that would have served the pool's callers so far best. Undefined without a pace:
 * then nothing is said.
 */
export function expectWait(question: WaitQuestion, tuning: Tuning = chosenTuning): ExpectedWait | undefined {
  const { nowMs, queue, aheadInPool, aheadInQueue, patienceMs } = question;
  const lessons = lessonsOf(question.statistics, tuning);
  const poolPace = paceAt(lessons.pool?.pace, nowMs);
  if (poolPace === undefined) return undefined;
  const own = lessons.queues[queue];
  const ownPace = paceAt(own?.pace, nowMs);
  const byPoolMs = Math.round(lineWaitMs(aheadInPool, { perSecond: poolPace, patienceMs }));
  const told: ToldWait = {
    gapMs: 1000 / poolPace,
    byPoolMs,
    byQueueMs:
      ownPace === undefined ? byPoolMs : Math.round(lineWaitMs(aheadInQueue, { perSecond: ownPace, patienceMs })),
    lastMs: Math.round(own?.lastWaitMs ?? lessons.pool?.lastWaitMs ?? byPoolMs),
  };
  const waitMs = blended(told, weightsOf(lessons.blend, tuning));
  return { waitMs, range: waitRangeMs(waitMs, waitMs / told.gapMs, lessons.spread, tuning), told };
}
