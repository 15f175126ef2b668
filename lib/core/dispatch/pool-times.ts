import { meanTowards, type PoolStatistics } from '../wait/pool-statistics';
import type { PoolTimes } from './expected-agents';
import { leadOffsetMs } from './lead';

/** Until a pool has been measured: figures of a large centre for talk, and what tests of ringing phones show. */
const priors: Omit<PoolTimes, 'leadOffsetMs'> = {
  talkMs: 300_000,
  afterContactWorkMs: 20_000,
  ringMs: 12_000,
  ringToReadyMs: 18_000,
};

/** How long things take in a pool, as measured, drawn towards the priors. */
export function timesOf(statistics: PoolStatistics): PoolTimes {
  const defined = (values: readonly (number | undefined)[]) => values.filter((value) => value !== undefined);
  return {
    talkMs: Math.max(1000, meanTowards(priors.talkMs, defined(statistics.pickUps.map((one) => one.talkMs)))),
    afterContactWorkMs: meanTowards(
      priors.afterContactWorkMs,
      defined(statistics.pickUps.map((one) => one.afterContactWorkMs)),
    ),
    ringMs: meanTowards(priors.ringMs, defined(statistics.ringToReady.map((one) => one.ringMs))),
    ringToReadyMs: meanTowards(
      priors.ringToReadyMs,
      statistics.ringToReady.map((one) => one.ms),
    ),
    leadOffsetMs: leadOffsetMs(statistics.ringToReady),
  };
}
