import type { ShareCount } from './routing-knowledge';

/** A callback that was promised to somebody and has reached nobody for so long reaches nobody any more. */
const PROMISE_MS = 300_000;

interface Noted {
  readonly callbackId: string;
  readonly attempt: number;
}

/** What is noted of lost-call callbacks of one queue and day. */
export interface SharesNoted {
  readonly promised: readonly (Noted & { readonly atMs: number })[];
  readonly taken: readonly (Noted & { readonly agentId: string })[];
}

/** Counts what agents have had, and what was sent to the best and is still under way. */
export function countShares({ promised, taken }: SharesNoted, nowMs: number): ShareCount {
  const isTaken = new Set(taken.map(keyOf));
  const underWay = promised.filter((one) => one.atMs > nowMs - PROMISE_MS && !isTaken.has(keyOf(one))).length;
  const byAgent = new Map<string, number>();
  for (const { agentId } of taken) byAgent.set(agentId, (byAgent.get(agentId) ?? 0) + 1);
  return { all: taken.length + underWay, byAgent: Object.fromEntries(byAgent), promisedToBest: underWay };
}

function keyOf({ callbackId, attempt }: Noted): string {
  return `${callbackId}#${attempt}`;
}
