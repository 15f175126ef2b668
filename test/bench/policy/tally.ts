import type { CallDraw } from './scene';

/** What one policy did in all days together. Times in milliseconds. */
export interface Totals {
  arrivals: number;
  served: number;
  abandoned: number;
  callbacksTaken: number;
  callbacksServed: number;
  unreached: number;
  readyWaitsMs: number[];
  lost: number;
  idleMs: number;
  latenessMs: number[];
  overtakes: number;
  holdMs: number;
  dials: number;
  lateBy: { inversions: number; pairs: number };
}

export function emptyTotals(): Totals {
  return {
    arrivals: 0,
    served: 0,
    abandoned: 0,
    callbacksTaken: 0,
    callbacksServed: 0,
    unreached: 0,
    readyWaitsMs: [],
    lost: 0,
    idleMs: 0,
    latenessMs: [],
    overtakes: 0,
    holdMs: 0,
    dials: 0,
    lateBy: { inversions: 0, pairs: 0 },
  };
}

/** Watches one day. */
export interface Tally {
  /** Agents who neither talk nor work on after. */
  readonly freeAgents: () => number;
  /** A contact is on its way to this agent, or is not any more: nothing else could be served meanwhile. */
  readonly offered: (agentId: string, isOffered: boolean) => void;
  readonly startsWork: (agentId: string) => void;
  readonly endsWork: (agentId: string) => void;
  readonly takesCallback: (call: CallDraw) => void;
  /** From now on, or not, this many callbacks more are due and not in service. */
  readonly pending: (change: 1 | -1) => void;
  readonly dials: (call: CallDraw) => void;
  readonly ready: (call: CallDraw) => void;
  readonly served: (call: CallDraw) => void;
  readonly leaves: (call: CallDraw) => void;
  readonly unreached: () => void;
  readonly close: () => void;
}

export function createTally(totals: Totals, agents: number, calls: readonly CallDraw[], nowMs: () => number): Tally {
  const working = new Set<string>();
  const engaged = new Set<string>();
  const taken = new Set<number>();
  const attempts = new Map<number, number>();
  const readyAt = new Map<number, number>();
  const starts = new Map<number, number>();
  const startMs = nowMs();
  let pending = 0;
  let lastMs = startMs;

  function account(): void {
    const atMs = nowMs();
    totals.idleMs += (atMs - lastMs) * Math.min(agents - working.size - engaged.size, pending);
    lastMs = atMs;
  }
  const arrivedMs = (call: CallDraw): number => startMs + call.atMs;

  totals.arrivals += calls.length;
  return {
    freeAgents: () => agents - working.size,
    offered: (agentId, isOffered) => {
      account();
      if (isOffered && !working.has(agentId)) engaged.add(agentId);
      else engaged.delete(agentId);
    },
    startsWork: (agentId) => {
      account();
      engaged.delete(agentId);
      working.add(agentId);
    },
    endsWork: (agentId) => {
      account();
      working.delete(agentId);
    },
    takesCallback: (call) => {
      totals.callbacksTaken += 1;
      taken.add(call.index);
    },
    pending: (change) => {
      account();
      pending += change;
    },
    dials: (call) => {
      totals.dials += 1;
      attempts.set(call.index, (attempts.get(call.index) ?? 0) + 1);
    },
    ready: (call) => void readyAt.set(call.index, nowMs()),
    served: (call) => {
      const atMs = nowMs();
      starts.set(call.index, atMs);
      totals.served += 1;
      if (taken.has(call.index)) {
        totals.callbacksServed += 1;
        const waitMs = atMs - (readyAt.get(call.index) ?? atMs);
        totals.readyWaitsMs.push(waitMs);
        totals.holdMs += waitMs;
      } else {
        totals.holdMs += atMs - arrivedMs(call);
      }
    },
    leaves: (call) => {
      if (taken.has(call.index)) {
        const waitMs = nowMs() - (readyAt.get(call.index) ?? nowMs());
        totals.lost += 1;
        totals.readyWaitsMs.push(waitMs);
        totals.holdMs += waitMs;
      } else {
        totals.abandoned += 1;
        totals.holdMs += nowMs() - arrivedMs(call);
      }
    },
    unreached: () => void (totals.unreached += 1),
    close: () => {
      account();
      const served = calls.filter((call) => starts.has(call.index));
      served.forEach((call, at) => {
        const servedMs = starts.get(call.index) ?? 0;
        let earliestMs = servedMs;
        let overtakes = 0;
        for (let later = at + 1; later < served.length; later += 1) {
          const other = served[later];
          if (other === undefined || arrivedMs(other) > servedMs) break;
          const otherMs = starts.get(other.index) ?? servedMs;
          if (otherMs >= servedMs) continue;
          overtakes += 1;
          earliestMs = Math.min(earliestMs, otherMs);
        }
        totals.lateBy.inversions += overtakes;
        const isFirstAttempt = taken.has(call.index) && (attempts.get(call.index) ?? 1) <= 1;
        if (!isFirstAttempt) return;
        totals.overtakes += overtakes;
        totals.latenessMs.push(servedMs - earliestMs);
      });
      totals.lateBy.pairs += (served.length * (served.length - 1)) / 2;
    },
  };
}
