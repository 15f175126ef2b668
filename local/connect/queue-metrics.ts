import { sumFigures } from './agent-figures';
import type { ChannelFigures } from './agent-figures';
import type { Channel } from './channel';
import { METRIC_HISTORY_MS } from './metric-log';
import { sumLines } from './queue-line';
import type { Roster } from './roster';
import type { Router } from './router';
import type { Instance } from './setup';
import type { QueueReading } from './types';

/** Figures of one queue, or of several taken together, each agent counted once. */
export interface QueueFigures {
  readonly agents: ChannelFigures;
  readonly contactsInQueue: number;
  readonly oldestContactAgeMs: number;
}

/** Figures of one queue as flows get them; that Busy includes after-contact work, as the API's figure does, is assumed. */
export function toQueueReading(figures: QueueFigures): QueueReading {
  return {
    size: figures.contactsInQueue,
    oldestContactAgeSeconds: Math.floor(figures.oldestContactAgeMs / 1_000),
    agentsOnline: figures.agents.online,
    agentsAvailable: figures.agents.available,
    agentsStaffed: figures.agents.staffed,
    agentsAfterContactWork: figures.agents.afterContactWork,
    agentsBusy: figures.agents.onContact,
    ...(figures.agents.missed === 0 ? {} : { agentsMissed: figures.agents.missed }),
  };
}

/**
 * Stands for Connect's forecast, which cannot be had here: the next caller waits as long as the oldest one has waited so
 * far, and not at all when nobody waits and an agent is free. Otherwise, and without agents, there is nothing to go by.
 */
export function estimateWaitSeconds(figures: QueueFigures): number | undefined {
  if (figures.agents.online === 0) return undefined;
  if (figures.contactsInQueue > 0) return Math.floor(figures.oldestContactAgeMs / 1_000);
  return figures.agents.available > 0 ? 0 : undefined;
}

/** Reads figures as late as Connect publishes them. */
export interface QueueMetrics {
  /** The instant that figures read now are of; it never goes backwards. */
  readonly snapshotAtMs: () => number;
  /** Undefined when no agent of the queues was signed in and no contact waited. An agent's own queue has no agents here. */
  readonly read: (queueIds: readonly string[], atMs?: number, channel?: Channel | 'all') => QueueFigures | undefined;
}

export interface QueueMetricsDeps {
  readonly nowMs: () => number;
  readonly lagMs: () => number;
  readonly instance: Instance;
  readonly roster: Roster;
  readonly router: () => Router;
}

/** Figures are put together on reading, from logs of the routing profiles and lines: a change costs one entry. */
export function createQueueMetrics({ nowMs, lagMs, instance, roster, router }: QueueMetricsDeps): QueueMetrics {
  let newestMs = Number.NEGATIVE_INFINITY;
  const snapshotAtMs = (): number => {
    newestMs = Math.max(newestMs, nowMs() - Math.min(METRIC_HISTORY_MS, Math.max(0, lagMs())));
    return newestMs;
  };

  const readAgents = (queueIds: readonly string[], atMs: number, channel: Channel | 'all'): ChannelFigures => {
    const profileIds = new Set(
      queueIds.flatMap((id) => instance.profilesOfQueue(id).map(({ profileId }) => profileId)),
    );
    return sumFigures([...profileIds].map((profileId) => roster.figuresOf(profileId).at(atMs)[channel]));
  };

  return {
    snapshotAtMs,
    read: (queueIds, atMs = snapshotAtMs(), channel = 'all') => {
      const agents = readAgents(queueIds, atMs, channel);
      const line = sumLines(queueIds.map((id) => router().lineOf(id).figures.at(atMs)[channel]));
      if (agents.online === 0 && line.size === 0) return undefined;
      return {
        agents,
        contactsInQueue: line.size,
        oldestContactAgeMs: atMs - Math.min(atMs, line.oldestEnqueuedAtMs ?? atMs),
      };
    },
  };
}
