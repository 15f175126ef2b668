import type { ToldWait } from '../../../lib/core/wait/blend';
import { expectWait, type ExpectedWait, type WaitQuestion } from '../../../lib/core/wait/expected-wait';
import {
  addPickUp,
  emptyPoolStatistics,
  type PickUp,
  type PoolStatistics,
} from '../../../lib/core/wait/pool-statistics';
import { noonMs } from '../../support/builders/callbacks';

/** A pick-up so many seconds before noon, of a caller who had been ready for a while. */
export function pickUp(agoSeconds: number, readySeconds = 300, changes: Partial<PickUp> = {}): PickUp {
  const atMs = noonMs - agoSeconds * 1000;
  const readySinceMs = atMs - readySeconds * 1000;
  return {
    contactId: `c${agoSeconds}`,
    atMs,
    placeMs: readySinceMs,
    readySinceMs,
    isCallback: false,
    agentId: '1',
    queue: 'support',
    ...changes,
  };
}

/** One pick-up every ten seconds while a backlog lasts. */
export const backlog: readonly PickUp[] = [50, 40, 30, 20, 10].map((ago) => pickUp(ago));

export function statisticsOf(pickUps: readonly PickUp[]): PoolStatistics {
  return pickUps.reduce(addPickUp, emptyPoolStatistics);
}

export function question(changes: Partial<WaitQuestion> = {}): WaitQuestion {
  return {
    nowMs: noonMs,
    queue: 'support',
    aheadInPool: { holders: 0, callbacks: 0 },
    aheadInQueue: { holders: 0, callbacks: 0 },
    statistics: statisticsOf(backlog),
    patienceMs: 824_000,
    ...changes,
  };
}

/** The answer to a question that has one. */
export function expectedOf(changes: Partial<WaitQuestion> = {}): ExpectedWait {
  const expected = expectWait(question(changes));
  if (expected === undefined) throw new Error('nothing is expected without a pace');
  return expected;
}

export function told(changes: Partial<ToldWait> = {}): ToldWait {
  return { gapMs: 12_000, byPoolMs: 60_000, byQueueMs: 60_000, lastMs: 60_000, ...changes };
}
