import type { CapacityReading } from '../../ports/capacity';
import type { Deps } from '../deps';
import { orUnknown } from './or-unknown';
import { isAnybodyRouted } from './steps-asked';

type RosterDeps = Pick<Deps, 'store' | 'capacity' | 'journal' | 'policy'>;

/** Far below the age up to which a roster is trusted, and few enough writes. */
const KEEP_EVERY_MS = 15_000;

/** Keeps readings of agents for those who route callers, for the length of one run. Never throws. */
export interface RosterKeeper {
  /** Keeps what was read to plan by, unless one has been kept just now. */
  readonly keep: (reading: CapacityReading) => Promise<void>;
  /** Reads and keeps where callers who ring in are routed, and this run has kept none: nobody else reads for them. */
  readonly keepForInbound: () => Promise<void>;
}

/** A keeper that has kept nothing yet. */
export function createRosterKeeper(deps: RosterDeps): RosterKeeper {
  const { policy, store, capacity } = deps;
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
      if (!isAnybodyRouted(policy, ['inbound']) || keptAtMs !== Number.NEGATIVE_INFINITY) return;
      const reading = await orUnknown(deps, 'roster', capacity.read);
      if (reading !== undefined) await keep(reading);
    },
  };
}
