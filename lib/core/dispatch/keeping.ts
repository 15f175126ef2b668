import { byPlace } from '../callback/line-order';
import type { AgentOutlook } from './expected-agents';
import { holdersBefore } from './holders';
import type { DialInFlight, PlanInput, PlannedDial, PlannedTask } from './plan';
import { standingAmongHolders } from './queue-rules';
import { holdersAhead, isUnanswered, keptAgents, supplyFor } from './supply';

/** An agent who accepted during after-contact work is kept until its end; the caller is rung when that is one ring away. */
export function dueOffers(input: PlanInput): readonly string[] {
  const { inFlight, agents, times } = input;
  const leadMs = times.ringToReadyMs + times.leadOffsetMs;
  const outlooks = new Map(agents.map((agent) => [agent.agentId, agent]));
  return inFlight
    .filter(({ state, task }) => state === 'offered' && task?.agentId !== undefined)
    .filter(({ task }) => (outlooks.get(task?.agentId ?? '')?.freeInMs ?? 0) <= leadMs)
    .filter((dial) => !inFlight.some((other) => other !== dial && isThere(other) && isSameAgent(other, dial)))
    .map((dial) => dial.id);
}

/** Nobody is kept who was taken by a call before the task came, nor, before anybody is rung, one whom an earlier caller needs. */
export function uselessTasks({ agents, inFlight, holders, rules, nowMs }: PlanInput): readonly string[] {
  const outlooks = new Map(agents.map((agent) => [agent.agentId, agent]));
  return inFlight
    .filter((dial) => {
      if (dial.state === 'answered') return false;
      const kept = keptAgents(dial).flatMap((agentId) => outlooks.get(agentId) ?? []);
      if (kept.some((agent) => agent.isTalking)) return true;
      const isIdle = dial.task?.agentId !== undefined && kept.some(isIdleNow);
      const standing = standingAmongHolders(dial, rules.get(dial.queue));
      const ahead = holders
        .filter(({ queue }) => kept.some((agent) => agent.queues.includes(queue)))
        .reduce((sum, one) => sum + holdersBefore(one, standing, nowMs), 0);
      return dial.state === 'offered' && isIdle && ahead >= 1;
    })
    .map((dial) => dial.id);
}

/** Callers who are being rung and for whom nobody is kept: whoever is next to come free after those ahead of them. */
export function newTasks(input: PlanInput, planned: readonly PlannedDial[]): readonly PlannedTask[] {
  const tasks: PlannedTask[] = [];
  const chosen = new Set(planned.flatMap((dial) => dial.agentIds));
  const unkept = input.inFlight.filter((dial) => keptAgents(dial).length === 0 && dial.state !== 'offered');
  for (const dial of unkept.toSorted(byPlace)) {
    const supply = supplyFor(dial, input);
    if (supply.way === 'customer-first') continue;
    const open = supply.expected.filter((agent) => !chosen.has(agent.agentId) && !agent.isFree);
    const unneeded = open.slice(Math.round(holdersAhead(dial, supply, input))).map(({ agentId }) => agentId);
    const [agentId] = unneeded;
    if (agentId === undefined) continue;
    // One who is ready already is as good as promised the next agent: nobody else is to be given that one.
    chosen.add(agentId);
    const isToBeAsked = dial.state === 'dialing' && !isUnanswered(dial, input);
    if (isToBeAsked) tasks.push({ id: dial.id, agentIds: [agentId], openIds: unneeded });
  }
  return tasks.map((task) => ({
    ...task,
    openIds: task.openIds.filter((agentId) => task.agentIds.includes(agentId) || !chosen.has(agentId)),
  }));
}

/** Somebody has picked up. */
function isThere({ state, pickedUpAtMs }: DialInFlight): boolean {
  return state === 'answered' || pickedUpAtMs !== undefined;
}

function isSameAgent(a: DialInFlight, b: DialInFlight): boolean {
  return a.task?.agentId !== undefined && a.task.agentId === b.task?.agentId;
}

/** Through with everything but the task. */
function isIdleNow({ isFree, freeInMs, isTalking }: AgentOutlook): boolean {
  return isFree || (freeInMs === undefined && !isTalking);
}
