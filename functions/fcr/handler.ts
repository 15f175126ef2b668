import middy from '@middy/core';
import * as z from 'zod/mini';
import { countableDays } from '../../lib/core/fcr/days-to-count';
import { show } from '../../lib/core/policy/refusals';
import { refreshFcr, type FcrDeps, type Refreshed } from '../../lib/app/fcr/refresh-fcr';
import { noEarlyTimeout } from '../shared/no-early-timeout';

/** No days are begun after this share of the time a run has (15 minutes): a few days of a large centre take one or two. */
const RUN_SHARE = 2 / 3;

/** What the scheduler sends besides is of no interest. */
const eventSchema = z.object({ recountFrom: z.optional(z.iso.date()) });

interface Asked {
  readonly recountFrom?: string;
}

/**
 * Counts the days whose windows have closed since the last run, and ranks the agents. By hand, `recountFrom` has all days from
 * that one on counted anew, as after a change of what is counted. A fault is thrown, and the run comes again.
 */
export function createHandler(deps: FcrDeps) {
  return middy<unknown, Refreshed>(noEarlyTimeout).handler(async (event, context) => {
    const nowMs = deps.clock.nowMs();
    const asked = countable(askedIn(event), countableDays(deps.policy.fcr, nowMs));
    return refreshFcr(deps, { untilMs: nowMs + RUN_SHARE * context.getRemainingTimeInMillis(), ...asked });
  });
}

/** A day that no run counts was a mistake: nothing would be counted anew, or everything. */
function countable(asked: Asked, { fromDay, toDay }: ReturnType<typeof countableDays>): Asked {
  const { recountFrom } = asked;
  if (recountFrom === undefined || (recountFrom >= fromDay && recountFrom <= toDay)) return asked;
  throw new Error(`recountFrom: got "${recountFrom}", allowed is a day from "${fromDay}" to "${toDay}"`);
}

function askedIn(event: unknown): Asked {
  const parsed = eventSchema.safeParse(event ?? {});
  if (parsed.success) {
    const { recountFrom } = parsed.data;
    return recountFrom === undefined ? {} : { recountFrom };
  }
  const isField = typeof event === 'object' && event !== null && 'recountFrom' in event;
  throw new Error(
    isField
      ? `recountFrom: got ${show(event.recountFrom)}, allowed is a day such as "2026-03-02"`
      : `event: got ${show(event)}, allowed is an object, with recountFrom where days are to be counted anew`,
  );
}
