import { expectWait, type ExpectedWait } from '../../../lib/core/wait/expected-wait';
import { emptyPoolStatistics, rememberPickUp, type PoolStatistics } from '../../../lib/core/wait/pool-statistics';
import type { ToldWait } from '../../../lib/core/wait/blend';
import type { Tuning } from '../../../lib/core/wait/tuning';
import type { TraceCall } from '../../../local/replay/trace/trace';

/** Holdfree as the functions feed it: pick-ups from events, the holders of each queue, the patience of the policy. */
export interface HoldfreePredictor {
  /** What a caller who arrives now would be told; `inPool` and `inQueue` are waiting. */
  readonly ask: (
    call: TraceCall,
    id: number,
    ahead: { readonly inPool: number; readonly inQueue: number },
  ) => ExpectedWait | undefined;
  readonly left: (call: TraceCall, id: number) => void;
}

export function createHoldfree(patienceSeconds: number, tuning: Tuning): HoldfreePredictor {
  const told = new Map<number, ToldWait>();
  let statistics: PoolStatistics = emptyPoolStatistics;
  return {
    ask: (call, id, { inPool, inQueue }) => {
      const expected = expectWait(
        {
          nowMs: call.arrivedAtMs,
          queue: call.queue,
          aheadInPool: { holders: inPool, callbacks: 0 },
          aheadInQueue: { holders: inQueue, callbacks: 0 },
          statistics,
          patienceMs: patienceSeconds * 1000,
        },
        tuning,
      );
      if (expected !== undefined) told.set(id, expected.told);
      return expected;
    },
    left: (call, id) => {
      const kept = told.get(id);
      told.delete(id);
      if (call.outcome !== 'answered') return;
      const pickUp = {
        contactId: String(id).padStart(9, '0'),
        atMs: call.arrivedAtMs + call.waitMs,
        placeMs: call.arrivedAtMs,
        readySinceMs: call.arrivedAtMs,
        isCallback: false,
        agentId: call.agent ?? 'unknown',
        queue: call.queue,
        ...(kept === undefined ? {} : { told: kept }),
      };
      statistics = rememberPickUp(statistics, pickUp, tuning);
    },
  };
}
