import { STANDARD_CLASS } from '../../core/callback/request';
import { planDials, type LineEntry } from '../../core/dispatch/plan';
import type { Deps } from '../deps';
import { dialCallback } from './dial-callback';
import { takeDialTokens } from './dial-rate';
import { planInputFor } from './pools';
import { endLongRings } from './ring-limit';
import { DUE_PER_PASS, settleDue } from './settle-due';

/** Heads of a line that a pass looks at: at least as many as the burst of dials that one pass may start. */
const LINE_HEADS_MIN = 20;

/** `isWorkLeft`: something may be dialed or settled a second from now, so another pass is worth it. */
export interface PassResult {
  readonly isWorkLeft: boolean;
  readonly dialed: number;
}

/** One pass: promote and settle what is due, end long rings, read capacity once for all queues, plan, dial. */
export async function dispatchPass(deps: Deps): Promise<PassResult> {
  const isMoreDue = (await settleDue(deps)) >= DUE_PER_PASS;
  const heads = Math.max(LINE_HEADS_MIN, deps.policy.dialing.burst);
  const lines = await Promise.all(
    deps.policy.queues.map((queue) => deps.store.callbacks.line({ queue: queue.name, class: STANDARD_CLASS }, heads)),
  );
  const line = lines.flat();
  const flights = await deps.store.callbacks.inFlight();
  await endLongRings(deps, flights);
  const isRinging = flights.some((flight) => flight.state === 'dialing');
  if (line.length === 0) return { isWorkLeft: isRinging || isMoreDue, dialed: 0 };
  const reading = await deps.capacity.read();
  if (reading === undefined) {
    deps.journal.note({
      kind: 'fault',
      where: 'capacity',
      reason: 'Connect did not say who is there; nothing is dialed',
    });
    return { isWorkLeft: true, dialed: 0 };
  }
  let dialed = 0;
  for (const [pool, entries] of byPool(deps, line)) {
    const planned = planDials(await planInputFor(deps, pool, { reading, flights, line: entries }));
    const granted = planned.length === 0 ? 0 : await takeDialTokens(deps, planned.length);
    for (const dial of planned.slice(0, granted)) {
      const step = await dialCallback(deps, dial);
      if (step === 'throttled') return { isWorkLeft: true, dialed };
      if (step === 'dialed') dialed += 1;
    }
  }
  const isSomebodyThere = reading.agents.some((agent) => agent.state !== 'unavailable');
  return { isWorkLeft: isRinging || isMoreDue || dialed > 0 || isSomebodyThere, dialed };
}

function byPool(deps: Deps, line: readonly LineEntry[]): ReadonlyMap<string, readonly LineEntry[]> {
  const pools = new Map<string, readonly LineEntry[]>();
  for (const entry of line) {
    const pool = deps.policy.queues.find((queue) => queue.name === entry.queue)?.pool ?? entry.queue;
    pools.set(pool, [...(pools.get(pool) ?? []), entry]);
  }
  return pools;
}
