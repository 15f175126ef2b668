import middy from '@middy/core';
import * as z from 'zod/mini';
import { refreshFcr, type FcrDeps, type Refreshed } from '../../lib/app/fcr/refresh-fcr';
import { noEarlyTimeout } from '../shared/no-early-timeout';

/** No days are begun after so long: Lambda ends the run after 15 minutes, and a few days of a large centre take one or two. */
const RUN_MS = 10 * 60_000;

/** What the scheduler sends besides is of no interest. */
const eventSchema = z.object({ recountFrom: z.optional(z.iso.date()) });

/**
 * Counts the days whose windows have closed since the last run, and ranks the agents. By hand, `recountFrom` has all days from
 * that one on counted anew, as after a change of what is counted. A fault is thrown, and the run comes again.
 */
export function createHandler(deps: FcrDeps) {
  return middy<unknown, Refreshed>(noEarlyTimeout).handler(async (event) =>
    refreshFcr(deps, { untilMs: deps.clock.nowMs() + RUN_MS, ...askedIn(event) }),
  );
}

function askedIn(event: unknown): { readonly recountFrom?: string } {
  const parsed = eventSchema.safeParse(event ?? {});
  if (parsed.success) {
    const { recountFrom } = parsed.data;
    return recountFrom === undefined ? {} : { recountFrom };
  }
  const isField = typeof event === 'object' && event !== null && 'recountFrom' in event;
  throw new Error(
    isField
      ? `recountFrom: got ${JSON.stringify(event.recountFrom)}, allowed is a day such as "2026-03-02"`
      : `event: got ${JSON.stringify(event)}, allowed is an object, with recountFrom where days are to be counted anew`,
  );
}
