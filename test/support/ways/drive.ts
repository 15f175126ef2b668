import { bringToAgents } from '../../../lib/app/dispatch/bring-to-agents';
import { dialAccepted } from '../../../lib/app/dispatch/dial-accepted';
import { dialCallback } from '../../../lib/app/dispatch/dial-callback';
import { endLongRings } from '../../../lib/app/dispatch/ring-limit';
import { settleDue } from '../../../lib/app/dispatch/settle-due';
import type { Deps } from '../../../lib/app/deps';
import type { Way } from '../../../lib/core/dispatch/ways';
import { plannedFor } from '../builders/planned';
import type { WaysCentre } from './centre';

/** Runs passes once a second in which every agent who is free and not kept for anybody is planned for, in order. */
export function drivePasses(centre: WaysCentre, way: Way): void {
  centre.clock.after(1_000, async () => {
    drivePasses(centre, way);
    await settleAll(centre.deps);
    await dialNext(centre, way);
  });
}

/** All that a pass does but plan. */
export async function settleAll(deps: Deps): Promise<void> {
  await settleDue(deps);
  const flights = await deps.store.callbacks.inFlight();
  await endLongRings(deps, flights, Number.POSITIVE_INFINITY);
  await dialAccepted(deps, flights);
  await bringToAgents(deps, await deps.store.callbacks.inFlight());
}

/** Plans the head of the line for each free agent, and dials it. */
export async function dialNext({ deps, agentIds, simulation }: WaysCentre, way: Way): Promise<void> {
  const line = await deps.store.callbacks.line({ queue: 'support', class: 'standard' }, 9);
  const flights = await deps.store.callbacks.inFlight();
  const kept = new Set(flights.flatMap(({ task }) => [...(task?.agentIds ?? []), task?.agentId]));
  const free = agentIds.filter((id) => !kept.has(id) && simulation.emulator.agentState(id).contacts.length === 0);
  for (const [index, entry] of line.slice(0, free.length - (flights.length - countKept(flights))).entries()) {
    const callback = (await deps.store.callbacks.get(entry))?.value;
    const agent = free[index];
    if (callback === undefined || agent === undefined) continue;
    await dialCallback(deps, plannedFor(callback, { way, agentIds: [agent], capacity: free.length }));
  }
}

function countKept(flights: readonly { readonly task?: unknown }[]): number {
  return flights.filter(({ task }) => task !== undefined).length;
}
