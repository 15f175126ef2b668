import { STANDARD_CLASS } from '../../core/callback/request';
import { planDials, type LineEntry, type Plan, type PlannedDial, type PlannedTask } from '../../core/dispatch/plan';
import { poolGroups } from '../../core/dispatch/pool-groups';
import type { DialGrant } from '../../core/dispatch/token-bucket';
import type { CapacityReading } from '../../ports/capacity';
import type { FlightProposal } from '../../ports/callback-store';
import type { Deps } from '../deps';
import { chooseAgents, chooseForTasks } from '../routing/choose-agent';
import { createRosterKeeper, type RosterKeeper } from '../routing/keep-roster';
import { bringToAgents } from './bring-to-agents';
import { dialAccepted } from './dial-accepted';
import { dialCallback, type DialStep } from './dial-callback';
import { agentsToAsk, takeDialTokens } from './dial-rate';
import { callsLeft } from './headroom';
import { keepAgentFor, letAgentGo } from './keep-agent';
import { planInputFor } from './pools';
import { endLongRings } from './ring-limit';
import { withGranted } from './sent-dials';
import { DUE_PER_PASS, settleDue } from './settle-due';

/** Heads of a line that a pass looks at: at least as many as the burst of dials that one pass may start. */
const LINE_HEADS_MIN = 20;

/** StartTaskContact is limited to 2 a second for the account and region. */
const TASKS_PER_PASS = 2;

/** `isWorkLeft`: something may be dialed or settled a second from now, so another pass is worth it. */
export interface PassResult {
  readonly isWorkLeft: boolean;
  readonly dialed: number;
}

/**
 * One pass: promote and settle what is due, end long rings, read capacity once for all queues, plan, dial. Nothing more
 * is settled after `untilMs`.
 */
export async function dispatchPass(
  deps: Deps,
  untilMs = Number.POSITIVE_INFINITY,
  roster: Pick<RosterKeeper, 'keep'> = createRosterKeeper(deps),
): Promise<PassResult> {
  const isMoreDue = (await settleDue(deps, untilMs)) >= DUE_PER_PASS;
  const line = await headsOfLines(deps);
  const flights = await deps.store.callbacks.inFlight();
  await orNote(deps, 'ring limit', () => endLongRings(deps, flights, untilMs));
  await orNote(deps, 'task', () => bringToAgents(deps, flights));
  const isUnderWay = flights.some((flight) => flight.state === 'dialing' || flight.task !== undefined);
  if (line.length === 0 && !isUnderWay) return { isWorkLeft: isMoreDue, dialed: 0 };
  const reading = await deps.capacity.read();
  if (reading === undefined) {
    const reason = 'Connect did not say who is there; nothing is dialed';
    deps.journal.note({ kind: 'fault', where: 'capacity', reason });
    return { isWorkLeft: true, dialed: 0 };
  }
  const dialed = await planAndDial(deps, { reading, flights, line }, untilMs);
  await roster.keep(reading);
  const isSomebodyThere = line.length > 0 && reading.agents.some((agent) => agent.state !== 'unavailable');
  return { isWorkLeft: isUnderWay || isMoreDue || dialed > 0 || isSomebodyThere, dialed };
}

async function headsOfLines({ store, policy }: Deps): Promise<readonly LineEntry[]> {
  const heads = Math.max(LINE_HEADS_MIN, policy.dialing.burst);
  const lines = policy.queues.flatMap(({ name: queue, classes }) =>
    [STANDARD_CLASS, ...classes.map((one) => one.name)].map((name) =>
      store.callbacks.line({ queue, class: name }, heads),
    ),
  );
  return (await Promise.all(lines)).flat();
}

/** Returns how many were dialed. */
async function planAndDial(
  deps: Deps,
  known: {
    readonly reading: CapacityReading;
    readonly flights: readonly FlightProposal[];
    readonly line: readonly LineEntry[];
  },
  untilMs: number,
): Promise<number> {
  const { reading, flights, line } = known;
  let left = callsLeft(deps.policy, reading, flights);
  // The hour is that of the instance, and so are those for whom agents are asked already, whatever their pool.
  let asked = flights.filter(({ state }) => state === 'offered').length;
  let dialed = 0;
  for (const pools of inTurn(poolGroups(deps.policy.queues, reading.agents), deps.clock.nowMs())) {
    const ofPool = line.filter((entry) => pools.includes(poolOf(deps, entry)));
    const inFlight = flights.filter((flight) => pools.includes(poolOf(deps, flight)));
    if (ofPool.length === 0 && inFlight.length === 0) continue;
    const plan = planDials(await planInputFor(deps, pools, { reading, flights, line: ofPool }));
    notePassedOver(deps, plan);
    const tasks = await chooseForTasks(deps, plan.tasks.slice(0, TASKS_PER_PASS), inFlight, reading);
    await changeTasks(deps, { tasks, letGo: plan.letGo }, inFlight, untilMs);
    const accepted = inFlight.filter((flight) => plan.dialNow.includes(flight.id) || flight.state !== 'offered');
    const first = await dialAccepted(deps, accepted, left);
    left -= first;
    asked -= first;
    const wanted = plan.dials.slice(0, Math.max(0, left));
    const grant = await grantFor(deps, wanted);
    const more = await withGranted(deps, grant, async (counted) => {
      const dials = await within(deps, wanted, { grant, asked });
      const chosen = await chooseAgents(deps, withoutTasked(dials, tasks), reading);
      return dialAll({ deps, counted }, chosen, untilMs);
    });
    left -= more.dialed;
    asked += more.asked;
    dialed += first + more.dialed;
    if (more.isThrottled) break;
  }
  return dialed;
}

/** Pools that share nobody take turns at being first, so that none uses up the dial rate of the others. */
function inTurn(groups: readonly (readonly string[])[], nowMs: number): readonly (readonly string[])[] {
  const first = groups.length === 0 ? 0 : Math.floor(nowMs / 1000) % groups.length;
  return [...groups.slice(first), ...groups.slice(0, first)];
}

/** The dials of a plan that are made at once; whoever is asked first is not dialed yet, and takes nothing of the dial rate. */
async function grantFor(deps: Deps, dials: readonly PlannedDial[]): Promise<DialGrant | undefined> {
  const wanted = dials.filter((dial) => dial.way !== 'agent-first').length;
  return wanted === 0 ? undefined : takeDialTokens(deps, wanted);
}

/** What the dial rate allows, in order. `asked` are those for whom agents are asked already. */
async function within(
  deps: Deps,
  dials: readonly PlannedDial[],
  { grant, asked }: { readonly grant: DialGrant | undefined; readonly asked: number },
): Promise<readonly PlannedDial[]> {
  let granted = grant?.granted ?? 0;
  const isAsking = dials.some((dial) => dial.way === 'agent-first');
  let tasks = isAsking ? await agentsToAsk(deps, { most: TASKS_PER_PASS, asked }) : 0;
  const end = dials.findIndex((dial) => (dial.way === 'agent-first' ? (tasks -= 1) < 0 : (granted -= 1) < 0));
  return end < 0 ? dials : dials.slice(0, end);
}

function notePassedOver(deps: Deps, { passedOver }: Plan): void {
  for (const { id: callbackId, queue } of passedOver) {
    deps.journal.note({ kind: 'skipped', callbackId, queue, rule: 'kept_for_holders' });
  }
}

/** Who is asked for somebody whose telephone rings is not open to be asked for a dial. */
function withoutTasked(dials: readonly PlannedDial[], tasks: readonly PlannedTask[]): readonly PlannedDial[] {
  const tasked = tasks.flatMap(({ agentIds }) => agentIds);
  return dials.map((dial) => {
    const openIds = dial.openIds?.filter((agentId) => !tasked.includes(agentId));
    return openIds === undefined ? dial : { ...dial, openIds };
  });
}

async function changeTasks(
  deps: Deps,
  { tasks, letGo }: Pick<Plan, 'tasks' | 'letGo'>,
  flights: readonly FlightProposal[],
  untilMs: number,
): Promise<void> {
  for (const flight of flights) {
    if (deps.clock.nowMs() >= untilMs) return;
    const task = tasks.find((one) => one.id === flight.id);
    try {
      if (letGo.includes(flight.id)) await letAgentGo(deps, flight);
      if (task !== undefined) await keepAgentFor(deps, flight, task.agentIds);
    } catch (error) {
      // One whose task cannot be changed must not keep the others from being dialed.
      const reason = error instanceof Error ? error.message : 'unknown fault';
      deps.journal.note({ kind: 'fault', where: 'task', reason });
    }
  }
}

/** How many were dialed; those for whom agents were asked are among them, and counted apart as well. */
async function dialAll(
  { deps, counted }: { readonly deps: Deps; readonly counted: Deps },
  dials: readonly PlannedDial[],
  untilMs: number,
): Promise<{ readonly dialed: number; readonly asked: number; readonly isThrottled: boolean }> {
  let dialed = 0;
  let asked = 0;
  let isThrottled = false;
  for (const dial of dials) {
    if (deps.clock.nowMs() >= untilMs) break;
    // Who is asked first, and then dialed after all, has taken a dial of its own.
    const step = await dialOrSkip(dial.way === 'agent-first' ? deps : counted, dial);
    isThrottled = step === 'throttled';
    if (isThrottled) break;
    if (step !== 'dialed') continue;
    dialed += 1;
    if (dial.way === 'agent-first') asked += 1;
  }
  return { dialed, asked, isThrottled };
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

function poolOf(deps: Deps, entry: { readonly queue: string }): string {
  return deps.policy.queues.find((queue) => queue.name === entry.queue)?.pool ?? entry.queue;
}

/** What can wait for the next pass must not keep this one from dialing. */
async function orNote(deps: Deps, where: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    deps.journal.note({ kind: 'fault', where, reason: error instanceof Error ? error.message : 'unknown fault' });
  }
}
