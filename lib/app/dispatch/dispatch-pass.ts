import { STANDARD_CLASS } from '../../core/callback/request';
import { planDials, type LineEntry, type PlannedDial } from '../../core/dispatch/plan';
import { poolGroups } from '../../core/dispatch/pool-groups';
import type { Deps } from '../deps';
import { dialCallback, type DialStep } from './dial-callback';
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

/** One pass: promote and settle what is due, end long rings, read capacity once for all queues, plan, dial. Nothing more is settled after `untilMs`. */
export async function dispatchPass(deps: Deps, untilMs = Number.POSITIVE_INFINITY): Promise<PassResult> {
  const isMoreDue = (await settleDue(deps, untilMs)) >= DUE_PER_PASS;
  const heads = Math.max(LINE_HEADS_MIN, deps.policy.dialing.burst);
  const lines = await Promise.all(
    deps.policy.queues.map((queue) => deps.store.callbacks.line({ queue: queue.name, class: STANDARD_CLASS }, heads)),
  );
  const line = lines.flat();
  const flights = await deps.store.callbacks.inFlight();
  await endLongRings(deps, flights, untilMs);
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
  for (const pools of poolGroups(deps.policy.queues, reading.agents)) {
    const entries = line.filter((entry) => pools.includes(poolOf(deps, entry)));
    if (entries.length === 0) continue;
    const planned = planDials(await planInputFor(deps, pools, { reading, flights, line: entries }));
    const granted = planned.length === 0 ? 0 : await takeDialTokens(deps, planned.length);
    for (const dial of planned.slice(0, granted)) {
      const step = await dialOrSkip(deps, dial);
      if (step === 'throttled') return { isWorkLeft: true, dialed };
      if (step === 'dialed') dialed += 1;
    }
  }
  const isSomebodyThere = reading.agents.some((agent) => agent.state !== 'unavailable');
  return { isWorkLeft: isRinging || isMoreDue || dialed > 0 || isSomebodyThere, dialed };
}

/** One callback that cannot be read or claimed is passed over; the others of the pass are dialed. */
async function dialOrSkip(deps: Deps, dial: PlannedDial): Promise<DialStep> {
  try {
    return await dialCallback(deps, dial);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown fault';
    deps.journal.note({ kind: 'fault', where: 'dial', reason });
    deps.journal.note({ kind: 'skipped', callbackId: dial.entry.id, queue: dial.entry.queue, rule: 'fault' });
    return 'skipped';
  }
}

function poolOf(deps: Deps, entry: LineEntry): string {
  return deps.policy.queues.find((queue) => queue.name === entry.queue)?.pool ?? entry.queue;
}
