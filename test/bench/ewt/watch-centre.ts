import type { ExpectedWait } from '../../../lib/core/wait/expected-wait';
import type { Tuning } from '../../../lib/core/wait/tuning';
import type { TraceCall } from '../../../local/replay/trace/trace';
import { playFiles } from './call-stream';
import type { Centre } from './centres';
import { createHoldfree, type HoldfreePredictor } from './holdfree-predictor';
import { watchLine, type LineSight, type LineWatch } from './known-predictors';

/** What everybody said to one caller of the population, and what then happened. */
export interface Observation {
  readonly call: TraceCall;
  readonly pool: LineSight;
  readonly queue: LineSight;
  /** One for each tuning, in their order. */
  readonly told: readonly ExpectedWait[];
}

/** Who was answered within 2 s did not wait; who left has no outcome. */
const AT_ONCE_MS = 2_000;

/** Plays a centre past all predictors; returns how many callers of the population somebody had nothing to say to. */
export async function watchCentre(
  centre: Centre,
  tunings: readonly Tuning[],
  observe: (observation: Observation) => void,
): Promise<number> {
  const pool = watchLine(centre.patienceSeconds);
  const queues = new Map<string, LineWatch>();
  const holdfree = tunings.map((tuning) => createHoldfree(centre.patienceSeconds, tuning));
  let untold = 0;
  const queueOf = (call: TraceCall): LineWatch => {
    const known = queues.get(call.queue) ?? watchLine(centre.patienceSeconds);
    queues.set(call.queue, known);
    return known;
  };
  await playFiles(centre.files, {
    arrived: (call, id) => {
      // The outcome decides only whether a forecast is asked for at all; nobody learns anything from the others.
      if (call.outcome === 'answered' && call.waitMs > AT_ONCE_MS) {
        const observation = askAll({ call, id, pool, queue: queueOf(call), holdfree });
        if (observation === undefined) untold += 1;
        else observe(observation);
      }
      pool.joined(call, id);
      queueOf(call).joined(call, id);
    },
    left: (call, id) => {
      pool.left(call, id);
      queueOf(call).left(call, id);
      for (const one of holdfree) one.left(call, id);
    },
  });
  return untold;
}

function askAll(asked: {
  readonly call: TraceCall;
  readonly id: number;
  readonly pool: LineWatch;
  readonly queue: LineWatch;
  readonly holdfree: readonly HoldfreePredictor[];
}): Observation | undefined {
  const { call, id, holdfree } = asked;
  const nowSeconds = call.arrivedAtMs / 1000;
  const pool = asked.pool.look(nowSeconds);
  const queue = asked.queue.look(nowSeconds);
  const ahead = { inPool: pool.found, inQueue: queue.found };
  const told = holdfree.map((one) => one.ask(call, id, ahead)).filter((one) => one !== undefined);
  const isKnown = [pool.qlm, pool.perPlace, pool.les].every((value) => Number.isFinite(value));
  if (told.length < holdfree.length || !isKnown) return undefined;
  return { call, pool, queue, told };
}
