import type { PresentAgent } from './routing-knowledge';

/** Whoever has waited longest for a contact comes first, those who are not free yet last; ids settle what is left. */
export function byLongestIdle(a: PresentAgent, b: PresentAgent): number {
  return (
    ascending(a.idleSinceMs ?? Number.POSITIVE_INFINITY, b.idleSinceMs ?? Number.POSITIVE_INFINITY) ||
    ascending(a.agentId, b.agentId)
  );
}

/** The order of numbers, infinite ones too, and of ids. */
export function ascending<Key extends number | string>(a: Key, b: Key): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Those who have waited longest for a contact. */
export function longestIdle(free: readonly PresentAgent[], agents: number): readonly string[] {
  return free
    .toSorted(byLongestIdle)
    .slice(0, agents)
    .map(({ agentId }) => agentId);
}
