import { isOpen } from '../../core/hours';
import type { QueuePolicy } from '../../core/policy/policy';
import type { CapacityReading } from '../../ports/capacity';
import type { Deps } from '../deps';
import { orUnknown } from './or-unknown';
import { isInboundRouted, isAnybodyRouted } from './steps-asked';

type RosterDeps = Pick<Deps, 'store' | 'capacity' | 'clock' | 'journal' | 'policy'>;

/** Far below the age up to which a roster is trusted, and few enough writes. */
const KEEP_EVERY_MS = 15_000;

/** Keeps readings of agents for those who route callers, for the length of one run. Never throws. */
export interface RosterKeeper {
  /** Keeps what was read to plan by, unless one has been kept just now. */
  readonly keep: (reading: CapacityReading) => Promise<void>;
  /** Reads and keeps where callers who ring in are routed and nothing was kept just now: nobody else may read for them. */
  readonly keepForInbound: () => Promise<void>;
  /** Whether such callers may come at any moment, so that a run goes on for their sake. */
  readonly isNeeded: () => boolean;
}

/** The next run comes within a minute: one that ends now leaves its reading to callers who come until then. */
const NEXT_RUN_MS = 60_000;

/** A keeper that has kept nothing yet. */
export function createRosterKeeper(deps: RosterDeps): RosterKeeper {
  const { policy, store, capacity, clock } = deps;
  const isRouted = isAnybodyRouted(policy);
  let keptAtMs = Number.NEGATIVE_INFINITY;

  async function keep({ readAtMs, agents }: CapacityReading): Promise<void> {
    if (!isRouted || readAtMs - keptAtMs < KEEP_EVERY_MS) return;
    // Kept or not: a store that does not answer is not asked again with every pass.
    keptAtMs = readAtMs;
    await orUnknown(deps, 'roster', () => store.roster.put({ readAtMs, agents }));
  }

  return {
    keep,
    keepForInbound: async () => {
      const nowMs = clock.nowMs();
      if (!policy.queues.some(isInboundRouted) || nowMs - keptAtMs < KEEP_EVERY_MS) return;
      const reading = await orUnknown(deps, 'roster', capacity.read);
      if (reading === undefined) keptAtMs = nowMs;
      else await keep(reading);
    },
    isNeeded: () => {
      const nowMs = clock.nowMs();
      const isOpenSoon = ({ hours }: QueuePolicy) => isOpen(hours, nowMs) || isOpen(hours, nowMs + NEXT_RUN_MS);
      return policy.queues.some((queue) => isInboundRouted(queue) && isOpenSoon(queue));
    },
  };
}
