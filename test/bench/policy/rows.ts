import { emptyPoolStatistics } from '../../../lib/core/wait/pool-statistics';
import type { WaysAllowed } from '../../../lib/core/dispatch/ways';
import type { Delays, Desk, DeskDeps } from './desk';
import { createHoldfree } from './desks/holdfree/holdfree';
import type { PoolMemory } from './desks/holdfree/knowledge';
import { createNativeAgentFirst } from './desks/native-agent-first';
import { createPlainHold } from './desks/plain-hold';
import { createTurn } from './desks/turn';
import { playDay } from './play-day';
import { emptyTotals, type Totals } from './tally';

/** What is compared. */
export const policies = ['plainHold', 'nativeAgentFirst', 'turn', 'auto', 'autoReserved'] as const;
export type PolicyName = (typeof policies)[number];

/** How late things are known in Connect, and how long agents and callers take. */
export const asInConnect: Delays = {
  metricsMs: { from: 5_000, to: 10_000 },
  eventMs: { from: 100, to: 1_500 },
  functionMs: 200,
  acceptMs: 2_000,
  pressMs: 6_000,
};

/** What the published figures assume: everything is known, accepted and pressed at once. */
export const atOnce: Delays = {
  metricsMs: { from: 0, to: 0 },
  eventMs: { from: 0, to: 0 },
  functionMs: 0,
  acceptMs: 0,
  pressMs: 0,
};

/** One row: a policy at one number of agents. */
export interface RowRequest {
  readonly agents: number;
  readonly policy: PolicyName;
  readonly delays: Delays;
  readonly seed: number;
  /** Days are played until so many callbacks were served, or until `days` are over where nobody is called back. */
  readonly callbacks: number;
  readonly days?: number;
}

/** What all days of a row came to. */
export interface RowResult {
  readonly totals: Totals;
  readonly days: number;
}

export async function playRow({ agents, policy, delays, seed, callbacks, days }: RowRequest): Promise<RowResult> {
  const totals = emptyTotals();
  // A pool learns from one day to the next.
  const desk = deskOf(policy, { statistics: emptyPoolStatistics });
  let day = 0;
  const isDone = (): boolean => (days === undefined ? totals.callbacksServed >= callbacks : day >= days);
  for (; !isDone(); day += 1) await playDay({ agents, seed, day, delays, desk }, totals);
  return { totals, days: day };
}

function deskOf(policy: PolicyName, memory: PoolMemory): (deps: DeskDeps) => Desk {
  const auto = (isReservedOn: boolean): WaysAllowed => ({ mode: 'auto', isReservedOn, hasTasks: true });
  switch (policy) {
    case 'plainHold':
      return createPlainHold;
    case 'nativeAgentFirst':
      return createNativeAgentFirst;
    case 'turn':
      return createTurn;
    case 'auto':
      return (deps) => createHoldfree(deps, auto(false), memory);
    case 'autoReserved':
      return (deps) => createHoldfree(deps, auto(true), memory);
  }
}
