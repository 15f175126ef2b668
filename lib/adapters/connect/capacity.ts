import type { ConnectClient } from '@aws-sdk/client-connect';
import type { AgentReading } from '../../core/dispatch/expected-agents';
import type { Policy } from '../../core/policy/policy';
import type { Capacity, CapacityReading } from '../../ports/capacity';
import type { Clock } from '../../ports/clock';
import type { Journal } from '../../ports/journal';
import { readAgents } from './agents';
import { createProficiencies } from './proficiencies';
import { readHolders } from './queue-metrics';
import { createRoutingProfiles } from './routing-profiles';

/** Metrics are 5 to 10 s late anyway; reading them more often would only spend quota. */
const READ_EVERY_MS = 5_000;

/**
 * Reads who is there and who holds. One reading serves every caller for five seconds; a failed one is not repeated
 * sooner either, so that a throttled API is left alone. The journal is told where proficiencies stay unknown.
 */
export function createConnectCapacity(
  client: ConnectClient,
  policy: Policy,
  clock: Clock,
  journal?: Journal,
): Capacity {
  const profiles = createRoutingProfiles(client, policy, clock);
  const proficiencies = createProficiencies(client, policy, { clock, journal });
  const holders = kept(clock, () => readHolders(client, policy, clock.nowMs()));
  const agents = kept(clock, () => readAgents(client, policy, { profiles, proficiencies }, clock));
  return {
    holders: async () => (await holders.read())?.holders,
    read: async (): Promise<CapacityReading | undefined> => {
      const queues = await holders.read();
      const people: readonly AgentReading[] | undefined = await agents.read();
      if (queues === undefined || people === undefined) return undefined;
      return { readAtMs: agents.readAtMs(), holdersAsOfMs: queues.asOfMs, holders: queues.holders, agents: people };
    },
  };
}

/** Keeps one answer for a while, and shares a read that is under way. */
function kept<T>(
  clock: Clock,
  load: () => Promise<T | undefined>,
): { readonly read: () => Promise<T | undefined>; readonly readAtMs: () => number } {
  let answer: Promise<T | undefined> | undefined;
  let atMs = 0;
  return {
    readAtMs: () => atMs,
    read: () => {
      if (answer === undefined || clock.nowMs() - atMs >= READ_EVERY_MS) {
        atMs = clock.nowMs();
        answer = load();
      }
      return answer;
    },
  };
}
