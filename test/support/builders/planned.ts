import type { Callback } from '../../../lib/core/callback/callback';
import type { PlannedDial } from '../../../lib/core/dispatch/plan';
import type { FlightProposal } from '../../../lib/ports/callback-store';
import { createWorld, type World, type WorldOptions } from './world';
import { flowId } from './policies';

/** The dial of a callback as a plan would ask for it. */
export function plannedFor(callback: Callback, changes: Partial<PlannedDial> = {}): PlannedDial {
  const { id, number, queue, origin, placeMs } = callback;
  const entry = { id, number, queue, class: callback.class, origin, placeMs, inLineSinceMs: placeMs };
  return { entry, rule: 'covered', way: 'customer-first', agentIds: [], capacity: 1, inFlight: 1, ...changes };
}

/** A world with a flow for tasks, in which ready callers may be given to agents by name, unless the configuration says otherwise. */
export async function worldWithTasks(
  callbacks: readonly Callback[],
  { config, ...options }: WorldOptions = {},
): Promise<World> {
  const world = createWorld({ ...options, config: { taskFlowId: flowId, dispatch: { reserved: true }, ...config } });
  await world.keep(...callbacks);
  return world;
}

/** What the index proposes of the only dial in flight. */
export async function onlyFlight({ store }: World): Promise<FlightProposal> {
  const [flight, ...others] = await store.callbacks.inFlight();
  if (flight === undefined || others.length > 0) throw new Error(`${others.length + 1} dials in flight, or none`);
  return flight;
}
