import type { Roster, RosterStore } from '../../ports/roster-store';

/** The last reading of agents, in memory. */
export function createMemoryRosterStore(): RosterStore {
  let kept: Roster | undefined;
  return {
    get: async () => kept,
    put: async (roster) => {
      if (kept === undefined || kept.readAtMs < roster.readAtMs) kept = roster;
    },
  };
}
