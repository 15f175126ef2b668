import { endOfDayMs } from './days-to-count';
import type { FcrCount, FcrRules } from './fcr-call';
import type { FcrDay } from './fcr-ranking';

/** What an agent's days come to: as counted, and with less weight the longer ago. */
export interface WeighedCount {
  readonly count: FcrCount;
  readonly weighted: FcrCount;
  /** Handled ones once more, by the squares of their weights: they tell how many unweighted ones the weighted are worth. */
  readonly squared: number;
}

const none: FcrCount = { handled: 0, repeats: 0 };
const nothing: WeighedCount = { count: none, weighted: none, squared: 0 };

/**
 * Adds up the days of a queue by agent, each day weighed by 2^(-age / half-life), where its age is from its end to `asOfMs`. Days
 * that had ended a horizon ago or earlier are not looked at. An agent without a conversation in them is not in the result.
 */
export function weighDays(days: readonly FcrDay[], rules: FcrRules, asOfMs: number): Map<string, WeighedCount> {
  const agents = new Map<string, WeighedCount>();
  for (const { day, agents: counted } of days) {
    const ageMs = Math.max(0, asOfMs - endOfDayMs(day));
    if (ageMs >= rules.horizonMs) continue;
    const weight = 2 ** (-ageMs / rules.halfLifeMs);
    for (const [agentId, count] of Object.entries(counted)) {
      if (count.handled === 0) continue;
      const { count: sum, weighted, squared } = agents.get(agentId) ?? nothing;
      agents.set(agentId, {
        count: plus(sum, count, 1),
        weighted: plus(weighted, count, weight),
        squared: squared + count.handled * weight * weight,
      });
    }
  }
  return agents;
}

function plus(sum: FcrCount, { handled, repeats }: FcrCount, weight: number): FcrCount {
  return { handled: sum.handled + handled * weight, repeats: sum.repeats + repeats * weight };
}
