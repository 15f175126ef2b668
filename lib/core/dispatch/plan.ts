import { byPlace } from '../callback/line-order';
import type { PickUp } from '../wait/pool-statistics';
import type { AgentOutlook } from './expected-agents';
import { holdersBefore, type Holders } from './holders';
import { completionsToCountOn } from './poisson';

/** A callback in a line, as the index proposes it. */
export interface LineEntry {
  readonly id: string;
  readonly number: string;
  readonly queue: string;
  readonly class: string;
  readonly placeMs: number;
  readonly inLineSinceMs: number;
}

/** A dial that is offered, ringing or answered and not yet with an agent. */
export interface DialInFlight {
  readonly id: string;
  readonly queue: string;
  readonly placeMs: number;
  readonly startedAtMs: number;
}

/** Everything one pass knows of one pool; no agent is counted twice. */
export interface PlanInput {
  readonly nowMs: number;
  readonly agents: readonly AgentOutlook[];
  /** Holders by queue, less our own answered contacts, which `inFlight` counts. */
  readonly holders: readonly Holders[];
  readonly inFlight: readonly DialInFlight[];
  /** The heads of the pool's lines, each line in order. */
  readonly line: readonly LineEntry[];
  readonly pickUps: readonly PickUp[];
}

/**
 * A dial that the plan asks for. `covered`: expected agents suffice. `overtaken`: an agent has just taken a later caller
 * while this one headed the line, so it is dialed at once; without that rule callbacks starve.
 */
export interface PlannedDial {
  readonly entry: LineEntry;
  readonly rule: 'covered' | 'overtaken';
  /** Dials in flight that the pool can bear for this queue, this one included. */
  readonly capacity: number;
  readonly inFlight: number;
}

/**
 * How likely completions must be to be counted on. With nobody reserved for a ringing caller, counting on less likely ones
 * makes ready callers wait and leave; the rule for overtaken heads makes up for what this misses.
 */
const CONFIDENCE = 0.5;

/** An overtaking pick-up is answered by a dial in the passes right after it; events arrive within seconds. */
const OVERTAKEN_WITHIN_MS = 10_000;

/**
 * Decides whom to dial now, in the order of the places. A callback is dialed when the agents expected free by the time
 * its caller is ready cover the holders who came before it, the dials in flight and the callbacks ahead of it. A line
 * is served strictly in order: where its head must wait, all behind it wait.
 */
export function planDials(input: PlanInput): readonly PlannedDial[] {
  const planned: PlannedDial[] = [];
  const stopped = new Set<string>();
  const supplies = new Map<string, QueueSupply>();
  for (const entry of input.line.toSorted(byPlace)) {
    const lineName = `${entry.queue}#${entry.class}`;
    if (stopped.has(lineName)) continue;
    const supply = supplies.get(entry.queue) ?? supplyFor(entry.queue, input.agents);
    supplies.set(entry.queue, supply);
    const dial = decide(entry, supply, input, planned);
    if (dial === undefined) stopped.add(lineName);
    else planned.push(dial);
  }
  return planned;
}

/** The agents who serve one queue, and how much each other queue competes for them. */
interface QueueSupply {
  readonly signedIn: number;
  readonly capacity: number;
  readonly shareOf: (queue: string) => number;
}

function supplyFor(queue: string, agents: readonly AgentOutlook[]): QueueSupply {
  const serving = agents.filter((agent) => agent.queues.includes(queue));
  const certain = serving.filter((agent) => agent.isExpectedFree).length;
  const completions = serving.reduce((sum, agent) => sum + agent.completionsExpected, 0);
  const shares = new Map<string, number>([[queue, 1]]);
  return {
    signedIn: serving.length,
    capacity: certain + completionsToCountOn(completions, CONFIDENCE),
    shareOf: (other) => {
      const known = shares.get(other);
      if (known !== undefined) return known;
      const able = agents.filter((agent) => agent.queues.includes(other));
      const shared = able.filter((agent) => agent.queues.includes(queue)).length;
      const share = able.length === 0 ? 0 : shared / able.length;
      shares.set(other, share);
      return share;
    },
  };
}

function decide(
  entry: LineEntry,
  supply: QueueSupply,
  input: PlanInput,
  planned: readonly PlannedDial[],
): PlannedDial | undefined {
  const holdersAhead = input.holders.reduce(
    (sum, holders) => sum + holdersBefore(holders, entry.placeMs, input.nowMs) * supply.shareOf(holders.queue),
    0,
  );
  const dials = [...input.inFlight, ...planned.map((dial) => dial.entry)];
  const competing = dials.reduce((sum, dial) => sum + supply.shareOf(dial.queue), 0);
  const inFlight = Math.ceil(competing - 1e-9) + 1;
  // Shares are averages: where three queues overlap, only the pool's own total keeps one agent from counting twice.
  if (inFlight > supply.signedIn || dials.length >= input.agents.length) return undefined;
  const capacity = Math.floor(supply.capacity - holdersAhead + 1e-9);
  if (inFlight <= capacity) return { entry, rule: 'covered', capacity, inFlight };
  const owed = overtakesOf(entry, input) - freshDials(supply, input, planned);
  return owed > 0 ? { entry, rule: 'overtaken', capacity: inFlight, inFlight } : undefined;
}

/** Pick-ups of later callers, by agents of this queue, moments ago while this callback was in the line. */
function overtakesOf(entry: LineEntry, input: PlanInput): number {
  const sinceMs = Math.max(entry.inLineSinceMs, input.nowMs - OVERTAKEN_WITHIN_MS);
  const serving = new Set(
    input.agents.filter((agent) => agent.queues.includes(entry.queue)).map((agent) => agent.agentId),
  );
  return input.pickUps.filter((one) => one.atMs > sinceMs && one.placeMs > entry.placeMs && serving.has(one.agentId))
    .length;
}

/** Dials already made in answer to those pick-ups, whichever queue of the pool they were for: one agent frees once. */
function freshDials(supply: QueueSupply, input: PlanInput, planned: readonly PlannedDial[]): number {
  const sinceMs = input.nowMs - OVERTAKEN_WITHIN_MS;
  const fresh = input.inFlight.filter((dial) => dial.startedAtMs > sinceMs && supply.shareOf(dial.queue) > 0);
  return fresh.length + planned.filter((dial) => supply.shareOf(dial.entry.queue) > 0).length;
}
