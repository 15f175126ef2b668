import type { CallbackTask, Origin } from '../callback/callback';
import { byPlace, lineKey } from '../callback/line-order';
import type { PickUp } from '../wait/pool-statistics';
import type { AgentOutlook, PoolTimes } from './expected-agents';
import type { Holders } from './holders';
import { dueOffers, newTasks, uselessTasks } from './keeping';
import { agesSinceMs, turnMs, type QueueRules } from './queue-rules';
import { isShareSpent } from './shares';
import { answerChance, holdersAhead, keptAgents, supplyFor, type Expected, type QueueSupply } from './supply';
import type { Way } from './ways';

/** A callback in a line, as the index proposes it. */
export interface LineEntry {
  readonly id: string;
  readonly number: string;
  readonly queue: string;
  readonly class: string;
  readonly origin: Origin;
  readonly placeMs: number;
  readonly inLineSinceMs: number;
  /** Agents who were asked for this attempt and did not take it. */
  readonly askedInVain?: readonly string[];
}

/** A dial that is offered, ringing or answered and not yet with an agent. */
export interface DialInFlight {
  readonly id: string;
  readonly queue: string;
  readonly class: string;
  readonly origin: Origin;
  readonly placeMs: number;
  readonly state: 'offered' | 'dialing' | 'answered';
  readonly startedAtMs: number;
  readonly pickedUpAtMs?: number;
  readonly readyAtMs?: number;
  readonly task?: CallbackTask;
}

/** Everything one pass knows of one pool; no agent is counted twice. */
export interface PlanInput {
  readonly nowMs: number;
  readonly agents: readonly AgentOutlook[];
  readonly times: PoolTimes;
  /** By the name of the queue. */
  readonly rules: ReadonlyMap<string, QueueRules>;
  /** Holders by queue, less our own answered contacts, which `inFlight` counts. */
  readonly holders: readonly Holders[];
  readonly inFlight: readonly DialInFlight[];
  /** The heads of the pool's lines, each line in order. */
  readonly line: readonly LineEntry[];
  readonly pickUps: readonly PickUp[];
}

/**
 * A dial that the plan asks for. `covered`: expected agents suffice. `overtaken`: agents have just taken later callers
 * while this one headed the line and nothing was dialed, so it is dialed at once; without that rule callbacks starve.
 */
export interface PlannedDial {
  readonly entry: LineEntry;
  readonly rule: 'covered' | 'overtaken';
  readonly way: Way;
  /** Who is asked by a task; empty where none is made, or anybody of the queue may take it. */
  readonly agentIds: readonly string[];
  /** Who could be asked in that way, that agent too, as far as the plan goes, the soonest free first: routing chooses. */
  readonly openIds?: readonly string[];
  /** Dials in flight that the pool can bear for this queue, this one included. */
  readonly capacity: number;
  readonly inFlight: number;
}

/** A dial in flight that an agent is to be kept for from now on: a task is made for it. */
export interface PlannedTask {
  readonly id: string;
  readonly agentIds: readonly string[];
  /** Who could be asked for it, that agent too, and nobody whom the plan needs for another: routing chooses. */
  readonly openIds: readonly string[];
}

/** What one pass is to do for a pool. */
export interface Plan {
  /** In the order in which they are to be made. */
  readonly dials: readonly PlannedDial[];
  readonly tasks: readonly PlannedTask[];
  /** Ids of offered callbacks whose agent has accepted and will be free by the time their callers are ready. */
  readonly dialNow: readonly string[];
  /** Ids of dials in flight whose agents are of more use to others: their tasks end. */
  readonly letGo: readonly string[];
  /** Heads that later ones of their line pass, because holders are to have their part first. */
  readonly passedOver: readonly LineEntry[];
}

/** Pick-ups of later callers that make an undialed head overtaken, and the time within which they count. */
const OVERTAKES_MIN = 2;
const OVERTAKEN_WITHIN_MS = 60_000;

/** Where agents are asked first, a later caller for each of them is a sign that none can be foreseen; 32 pick-ups are known. */
const STARVED_MIN = 4;
const STARVED_MAX = 24;

/** So many who were asked and did not take it are enough: the caller is dialed without asking. */
const IN_VAIN_MAX = 2;

/** Less after-contact work than this may be over before the task has come, and the agent with another caller. */
const SURE_MS = 3_000;

/**
 * Decides whom to dial now, in the order of the places. A callback is dialed when the agents expected free by the time
 * its caller is ready cover the holders who came before it, the dials in flight and the callbacks ahead of it. A line
 * is served strictly in order: where its head must wait, all behind it wait.
 */
export function planDials(input: PlanInput): Plan {
  const planned: PlannedDial[] = [];
  const stopped = new Set<string>();
  const kept: LineEntry[] = [];
  const letGo = uselessTasks(input);
  const back = input.inFlight.filter(({ id, state }) => state === 'offered' && letGo.includes(id));
  const supplies = new Map<string, QueueSupply>();
  for (const entry of inTurn(input)) {
    const lineName = lineKey(entry);
    const dials = [...input.inFlight, ...planned.map((dial) => dial.entry)];
    // Who goes back to the line stands before those behind, which the next pass sees.
    if (back.some((one) => lineKey(one) === lineName && byPlace(one, entry) < 0)) stopped.add(lineName);
    if (stopped.has(lineName)) continue;
    // Lost calls that have had their part keep nobody else of their line waiting.
    if (isShareSpent(entry, input, dials)) {
      kept.push(entry);
      continue;
    }
    const ofLike = `${entry.origin}#${entry.queue}`;
    const supply = supplies.get(ofLike) ?? supplyFor(entry, input);
    supplies.set(ofLike, supply);
    const dial = decide(entry, supply, input, planned);
    if (dial === undefined) stopped.add(lineName);
    else planned.push(dial);
  }
  const tasks = newTasks(input, planned);
  const tasked = new Set(tasks.flatMap(({ agentIds }) => agentIds));
  return {
    dials: planned.map(({ openIds, ...dial }) =>
      openIds === undefined ? dial : { ...dial, openIds: openIds.filter((agentId) => !tasked.has(agentId)) },
    ),
    tasks,
    dialNow: dueOffers(input).filter((id) => !letGo.includes(id)),
    letGo,
    passedOver: kept.filter((one) =>
      planned.some(({ entry }) => lineKey(entry) === lineKey(one) && byPlace(one, entry) < 0),
    ),
  };
}

/** All lines of the pool as one. */
function inTurn({ line, rules, nowMs }: PlanInput): readonly LineEntry[] {
  const turns = new Map(line.map((entry) => [entry, turnMs(entry, rules.get(entry.queue), nowMs)]));
  return line.toSorted((a, b) => {
    const difference = (turns.get(a) ?? 0) - (turns.get(b) ?? 0) || a.placeMs - b.placeMs;
    if (difference !== 0 || a.id === b.id) return difference;
    return a.id < b.id ? -1 : 1;
  });
}

function decide(
  entry: LineEntry,
  supply: QueueSupply,
  input: PlanInput,
  planned: readonly PlannedDial[],
): PlannedDial | undefined {
  const { shareOf } = supply;
  const dials = [...input.inFlight, ...planned.map((dial) => dial.entry)];
  const inFlight = Math.ceil(sum(dials.map((dial) => shareOf(dial.queue))) - 1e-9) + 1;
  // Shares are averages: where three queues overlap, only the pool's own total keeps one agent from counting twice.
  if (inFlight > supply.signedIn || dials.length >= input.agents.length) return undefined;
  const { maxInFlight = Number.POSITIVE_INFINITY } = input.rules.get(entry.queue) ?? {};
  if (dials.filter((dial) => dial.queue === entry.queue).length >= maxInFlight) return undefined;
  const need: Need = { entry, supply, input, planned, inFlight };
  const isNobodyWilling = (entry.askedInVain ?? []).length >= IN_VAIN_MAX;
  return supply.way === 'customer-first' || isNobodyWilling ? lookAhead(need) : askAgent(need);
}

/** What is to be decided of one callback. */
interface Need {
  readonly entry: LineEntry;
  readonly supply: QueueSupply;
  readonly input: PlanInput;
  readonly planned: readonly PlannedDial[];
  readonly inFlight: number;
}

/** Dialed when those expected free cover all who come before. */
function lookAhead({ entry, supply, input, planned, inFlight }: Need): PlannedDial | undefined {
  const dial = { entry, way: 'customer-first', agentIds: [], inFlight } as const;
  const unkept = [...input.inFlight.filter((one) => keptAgents(one).length === 0), ...planned.map((one) => one.entry)];
  const taking = Math.ceil(sum(unkept.map((one) => supply.shareOf(one.queue))) - 1e-9) + 1;
  const expected = supply.expected.length + supply.completions + unlikely(input, supply);
  // Dials that an agent is kept for take nobody from the others: what they add to the one side they add to the other.
  const bound = inFlight - taking;
  const covered = Math.floor(expected - holdersAhead(entry, supply, input) + 1e-9) + bound;
  // A spare agent and the one dial that keeps that agent are both counted, and are one agent all the same.
  const capacity = Math.min(supply.signedIn, covered);
  if (inFlight <= capacity) return { ...dial, rule: 'covered', capacity };
  const need = { entry, supply, input, planned, inFlight };
  return dialedAtOnce(need, { overtakes: OVERTAKES_MIN, withinMs: OVERTAKEN_WITHIN_MS });
}

/** The head of a line that is overtaken while nothing is dialed: without this rule callbacks starve, in every way. */
function dialedAtOnce(
  { entry, input, planned, inFlight }: Need,
  { overtakes, withinMs }: { readonly overtakes: number; readonly withinMs: number },
): PlannedDial | undefined {
  const isOvertaken = inFlight === 1 && planned.length === 0 && overtakesOf(entry, input, withinMs) >= overtakes;
  if (!isOvertaken) return undefined;
  return { entry, rule: 'overtaken', way: 'customer-first', agentIds: [], capacity: inFlight, inFlight };
}

/** Of the dials that ring, those who will not answer: they need no agent. */
function unlikely(input: PlanInput, { shareOf }: QueueSupply): number {
  const ringing = input.inFlight.filter(
    (dial) => dial.state === 'dialing' && dial.pickedUpAtMs === undefined && keptAgents(dial).length === 0,
  );
  return sum(ringing.map((dial) => (1 - answerChance(dial, input)) * shareOf(dial.queue)));
}

/** The agent who comes free after those who are needed for everybody ahead is asked, and kept. */
function askAgent({ entry, supply, input, planned, inFlight }: Need): PlannedDial | undefined {
  const { shareOf, way } = supply;
  const chosen = new Set(planned.flatMap((dial) => dial.agentIds));
  const { askedInVain = [] } = entry;
  const open = supply.expected.filter((agent) => !chosen.has(agent.agentId));
  // Dials that an agent is kept for take nobody from the others, and that agent is not among the open ones.
  const unkept = [
    ...input.inFlight.filter((dial) => keptAgents(dial).length === 0),
    ...planned.filter((dial) => dial.agentIds.length === 0).map((dial) => dial.entry),
  ];
  // Whoever is free takes a caller who holds, whatever that one's place: nobody is kept for a callback until asked.
  const holding = sum(input.holders.map((holders) => holders.count * shareOf(holders.queue)));
  const taken = Math.min(open.filter((agent) => agent.isFree).length, Math.round(holding));
  const ahead =
    Math.max(0, holdersAhead(entry, supply, input) - taken) + sum(unkept.map((dial) => shareOf(dial.queue)));
  const room = open.length - taken - Math.round(ahead);
  const unneeded = open.slice(taken + Math.round(ahead));
  const agent = unneeded.find((one) => isWilling(one, askedInVain));
  // Those who are there do not want to be asked, or nobody is to be expected at all.
  const need = { entry, supply, input, planned, inFlight };
  const agentsMany = Math.min(STARVED_MAX, Math.max(STARVED_MIN, supply.signedIn));
  const starved = { overtakes: agentsMany, withinMs: Number.POSITIVE_INFINITY };
  if (agent === undefined) return room > 0 ? lookAhead(need) : dialedAtOnce(need, starved);
  const capacity = Math.min(supply.signedIn, inFlight - 1 + room);
  const chosenWay = way === 'reserved' && !isSure(agent, supply) ? 'agent-first' : way;
  // Whoever is asked for an earlier dial of this pass is open too, should that one ask another instead.
  const openIds = supply.expected
    .filter((one) => unneeded.includes(one) || chosen.has(one.agentId))
    .filter((one) => isWilling(one, askedInVain) && (chosenWay !== 'reserved' || isSure(one, supply)))
    .map((one) => one.agentId);
  return { entry, rule: 'covered', way: chosenWay, agentIds: [agent.agentId], openIds, capacity, inFlight };
}

/** Another call may come first to an agent who is about to be free: then nobody is rung before the task is accepted. */
function isSure({ isFree, isSpare = false, freeInMs = 0 }: Expected, { leadMs }: QueueSupply): boolean {
  return !isSpare && !isFree && freeInMs >= SURE_MS && freeInMs <= leadMs;
}

/** Gets tasks, and has not left one for this caller lying. */
function isWilling({ agentId, takesTasks = true }: AgentOutlook, askedInVain: readonly string[]): boolean {
  return takesTasks && !askedInVain.includes(agentId);
}

/** Pick-ups of later callers, by agents of this queue, while this callback was in the line. */
function overtakesOf(entry: LineEntry, input: PlanInput, withinMs: number): number {
  const sinceMs = Math.max(entry.inLineSinceMs, input.nowMs - withinMs);
  const serving = new Set(
    input.agents.filter((agent) => agent.queues.includes(entry.queue)).map((agent) => agent.agentId),
  );
  const agedSinceMs = agesSinceMs(entry, input.rules.get(entry.queue));
  return input.pickUps.filter(
    (one) =>
      one.atMs > sinceMs && one.placeMs > (one.isCallback ? entry.placeMs : agedSinceMs) && serving.has(one.agentId),
  ).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
