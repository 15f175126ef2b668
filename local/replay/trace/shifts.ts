import type { TraceCall, TraceDay } from './trace';
import { TraceError } from './trace-error';

/** What an agent does after each hang-up before being ready again, in ms: the median gap under backlog of a real centre. */
export const AFTER_CONTACT_WORK_MS = 5_000;

/** A longer gap between a hang-up and the agent's next answer counts as time away, in ms. */
const GAP_MS_MAX = 15 * 60_000;

/** When one agent of one day could take calls, and from which queues. */
export interface Shift {
  readonly agent: string;
  readonly queues: readonly string[];
  readonly onMs: number;
  readonly offMs: number;
  /** Times away within the shift, in order, none overlapping. */
  readonly breaks: readonly { readonly fromMs: number; readonly toMs: number }[];
  /** How many calls the agent answered that day. */
  readonly callCount: number;
}

/** Rebuilds who worked when: from first answer to last hang-up, away in gaps over 15 minutes; ordered by agent. */
export function rebuildShifts(day: TraceDay): readonly Shift[] {
  const byAgent = new Map<string, Served[]>();
  for (const call of day.calls) {
    const { agent, answeredAtMs } = call;
    if (agent === undefined || answeredAtMs === undefined) continue;
    const served = byAgent.get(agent);
    if (served === undefined) byAgent.set(agent, [{ ...call, answeredAtMs }]);
    else served.push({ ...call, answeredAtMs });
  }
  return [...byAgent].map(([agent, served]) => shiftOf(agent, served)).toSorted(byName);
}

/** Keeps the agents with most calls, ties by name; more agents than the day had are copies of the busiest. */
export function limitAgents(shifts: readonly Shift[], agents: number | undefined): readonly Shift[] {
  if (agents === undefined) return shifts;
  if (!Number.isInteger(agents) || agents < 1) {
    throw new TraceError({
      field: 'agents',
      value: `${agents}`,
      reason: 'not a count',
      allowed: 'a whole number from 1',
    });
  }
  const busiest = shifts.toSorted((a, b) => b.callCount - a.callCount || byName(a, b));
  const kept = busiest.slice(0, agents);
  // The suffix counts from 2, since the first of a name is the agent of the trace.
  for (let round = 2; kept.length < agents && busiest.length > 0; round += 1) {
    const copies = busiest.slice(0, agents - kept.length);
    kept.push(...copies.map((shift) => ({ ...shift, agent: `${shift.agent}#${round}` })));
  }
  return kept.toSorted(byName);
}

type Served = TraceCall & { readonly answeredAtMs: number };

function shiftOf(agent: string, served: readonly Served[]): Shift {
  const inOrder = served.toSorted((a, b) => a.answeredAtMs - b.answeredAtMs || a.row - b.row);
  const onMs = inOrder[0]?.answeredAtMs ?? 0;
  const breaks: { readonly fromMs: number; readonly toMs: number }[] = [];
  // The last hang-up so far, not that of the call before: calls of one agent may overlap in a trace (a consultation).
  let offMs = onMs;
  for (const { answeredAtMs, endedAtMs } of inOrder) {
    if (answeredAtMs - offMs > GAP_MS_MAX) breaks.push({ fromMs: offMs, toMs: answeredAtMs });
    offMs = Math.max(offMs, endedAtMs);
  }
  const queues = [...new Set(inOrder.map(({ queue }) => queue))].toSorted();
  return { agent, queues, onMs, offMs, breaks, callCount: inOrder.length };
}

function byName(a: Shift, b: Shift): number {
  if (a.agent === b.agent) return 0;
  return a.agent < b.agent ? -1 : 1;
}
