import type { RoutingPolicy, Strategy } from '../../../lib/core/routing/routing-policy';

/** How callbacks of lost calls are routed in one row; callers who ring in go to the longest idle always. */
export interface RoutingStrategy {
  readonly name: string;
  readonly policy: RoutingPolicy;
  /** Where the ranking of agents by first call resolution comes from. */
  readonly ranking: 'none' | 'learned' | 'true' | 'reversed';
}

/** As a policy has it that says nothing of routing. */
const STEP_MS = 30_000;

/** What the cap of a row with one is. */
export const SHARE_MAX = 0.4;

function strategy(name: string, ranking: RoutingStrategy['ranking'], ...kinds: readonly Strategy[]): RoutingStrategy {
  return { name, ranking, policy: kinds.map((kind) => ({ strategy: kind, forMs: STEP_MS })) };
}

const best = { kind: 'best_fcr', agents: 5 } as const;

export const longestIdle = strategy('longest-idle', 'none');
export const bestFcr = strategy('best-fcr', 'learned', best);
export const allKnowing = strategy('all-knowing', 'true', best);

/** What is compared. */
export const strategies: readonly RoutingStrategy[] = [
  longestIdle,
  bestFcr,
  allKnowing,
  strategy('best-fcr of 10', 'learned', { ...best, agents: 10 }),
  strategy('best-fcr, cap 40%', 'learned', { ...best, shareMax: SHARE_MAX }),
  strategy('best-fcr of 8', 'learned', { ...best, agents: 8 }),
  strategy('best-fcr of 8, cap 40%', 'learned', { ...best, agents: 8, shareMax: SHARE_MAX }),
  strategy('best-fcr of 10, cap 40%', 'learned', { ...best, agents: 10, shareMax: SHARE_MAX }),
  strategy('fewest-calls', 'none', { kind: 'fewest_calls', agents: 1 }),
  strategy('least-talk-time', 'none', { kind: 'least_talk_time', agents: 1 }),
];

/** A ranking that is wrong about everybody. */
export const worstFirst = strategy('worst first', 'reversed', best);
