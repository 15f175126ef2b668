import type { Callback } from '../../lib/core/callback/callback';
import type { AgentActivity } from '../connect/types';

/**
 * The idle time callbacks cause: the integral over time of min(free agents, callbacks requested, due and not yet with
 * an agent). An agent who is free while nobody waits to be called is not idle because of callbacks.
 */
export interface IdleMeter {
  readonly onAgent: (agentId: string, state: AgentActivity) => void;
  readonly onCallback: (callback: Callback) => void;
  readonly idleMs: () => number;
}

export function createIdleMeter(nowMs: () => number): IdleMeter {
  const free = new Set<string>();
  const pending = new Set<string>();
  let sinceMs = nowMs();
  let idleMs = 0;

  function account(): void {
    const atMs = nowMs();
    idleMs += (atMs - sinceMs) * Math.min(free.size, pending.size);
    sinceMs = atMs;
  }

  return {
    onAgent: (agentId, state) => {
      account();
      if (state === 'available') free.add(agentId);
      else free.delete(agentId);
    },
    onCallback: ({ id, state }) => {
      account();
      const isPending = state === 'waiting' || state === 'offered' || state === 'dialing' || state === 'answered';
      if (isPending) pending.add(id);
      else pending.delete(id);
    },
    idleMs: () => {
      account();
      return idleMs;
    },
  };
}
