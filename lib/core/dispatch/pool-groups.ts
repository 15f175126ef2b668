import type { AgentReading } from './expected-agents';

/**
 * Pools that share agents, put together: they are planned as one, so that no agent is counted twice. Pools as the
 * configuration names them are kept apart only while nobody serves two of them.
 */
export function poolGroups(
  queues: readonly { readonly name: string; readonly pool: string }[],
  agents: readonly AgentReading[],
): readonly (readonly string[])[] {
  let groups: readonly ReadonlySet<string>[] = [...new Set(queues.map((queue) => queue.pool))].map(
    (pool) => new Set([pool]),
  );
  const poolOf = new Map(queues.map((queue) => [queue.name, queue.pool]));
  for (const agent of agents) {
    const served = new Set(agent.queues.map((queue) => poolOf.get(queue)).filter((pool) => pool !== undefined));
    if (served.size < 2) continue;
    const touched = groups.filter((group) => [...served].some((pool) => group.has(pool)));
    if (touched.length < 2) continue;
    groups = [...groups.filter((group) => !touched.includes(group)), new Set(touched.flatMap((group) => [...group]))];
  }
  return groups.map((group) => [...group]);
}
