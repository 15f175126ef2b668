import type { Trace, TraceCall } from './trace';

/** Mean patience where a trace shows none, in ms: that of VANAD Laboratories 2014, total wait over abandonments. */
export const PATIENCE_MEAN_MS_FALLBACK = 824_000;

/** Below it the estimate of one queue is too uncertain (its relative error is about 1/sqrt(abandonments)). */
const ABANDONMENTS_MIN = 5;

interface Exposure {
  waitMs: number;
  abandonments: number;
}

/**
 * Mean patience by queue in ms, the maximum likelihood estimate for an exponential with censoring: the wait of all
 * callers over the number who gave up. Under 5 abandonments a queue gets the estimate of the whole file.
 */
export function patienceMeans(trace: Trace): ReadonlyMap<string, number> {
  const overall: Exposure = { waitMs: 0, abandonments: 0 };
  const byQueue = new Map<string, Exposure>();
  for (const call of trace.days.flatMap(({ calls }) => calls)) {
    const queue = byQueue.get(call.queue) ?? { waitMs: 0, abandonments: 0 };
    byQueue.set(call.queue, queue);
    observe(queue, call);
    observe(overall, call);
  }
  const overallMs = meanOf(overall, 1) ?? PATIENCE_MEAN_MS_FALLBACK;
  return new Map([...byQueue].map(([queue, exposure]) => [queue, meanOf(exposure, ABANDONMENTS_MIN) ?? overallMs]));
}

function observe(exposure: Exposure, { outcome, waitMs }: TraceCall): void {
  exposure.waitMs += waitMs;
  // Who left without any wait had not queued (gone while the menu spoke), so it says nothing about patience in a queue.
  if (outcome === 'abandoned' && waitMs > 0) exposure.abandonments += 1;
}

function meanOf({ waitMs, abandonments }: Exposure, abandonmentsMin: number): number | undefined {
  return abandonments >= abandonmentsMin ? waitMs / abandonments : undefined;
}
