import { METRIC_HISTORY_MS } from './metric-log';
import type { Roster } from './roster';
import type { Router } from './router';
import type { Instance } from './setup';
import type { QueueReading } from './types';

/** Figures of one queue, or of several taken together, each agent counted once. */
export interface QueueFigures {
  readonly agentsOnline: number;
  readonly agentsAvailable: number;
  /** Includes after-contact work, as Connect's own metric does. */
  readonly agentsOnContact: number;
  readonly agentsAfterContactWork: number;
  /** In the few seconds after an offer that they did not accept. */
  readonly agentsMissed: number;
  readonly contactsInQueue: number;
  readonly oldestContactAgeMs: number;
}

/** Figures of one queue as flows get them; that Busy includes after-contact work, as the API's figure does, is assumed. */
export function toQueueReading(figures: QueueFigures): QueueReading {
  return {
    size: figures.contactsInQueue,
    oldestContactAgeSeconds: Math.floor(figures.oldestContactAgeMs / 1_000),
    agentsOnline: figures.agentsOnline,
    agentsAvailable: figures.agentsAvailable,
    agentsStaffed: figures.agentsOnline,
    agentsAfterContactWork: figures.agentsAfterContactWork,
    agentsBusy: figures.agentsOnContact,
    ...(figures.agentsMissed === 0 ? {} : { agentsMissed: figures.agentsMissed }),
  };
}

/**
 * Stands for Connect's forecast, which cannot be had here: the next caller waits as long as the oldest one has waited so
 * far, and not at all when nobody waits and an agent is free. Otherwise, and without agents, there is nothing to go by.
 */
export function estimateWaitSeconds(figures: QueueFigures): number | undefined {
  if (figures.agentsOnline === 0) return undefined;
  if (figures.contactsInQueue > 0) return Math.floor(figures.oldestContactAgeMs / 1_000);
  return figures.agentsAvailable > 0 ? 0 : undefined;
}

/** Reads figures as late as Connect publishes them. */
export interface QueueMetrics {
  /** The instant that figures read now are of; it never goes backwards. */
  readonly snapshotAtMs: () => number;
  /** Undefined when no agent of the queues was signed in and no contact waited. An agent's own queue has no agents here. */
  readonly read: (queueIds: readonly string[], atMs?: number) => QueueFigures | undefined;
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

  const readAgents = (queueIds: readonly string[], atMs: number) => {
    const profileIds = new Set(
      queueIds.flatMap((id) => instance.profilesOfQueue(id).map(({ profileId }) => profileId)),
    );
    const sum = { online: 0, available: 0, onContact: 0, afterContactWork: 0, missed: 0 };
    for (const profileId of profileIds) {
      const figures = roster.figuresOf(profileId).at(atMs);
      const working = figures.on_contact + figures.after_contact_work;
      sum.available += figures.available;
      sum.onContact += working;
      sum.afterContactWork += figures.after_contact_work;
      sum.missed += figures.missed;
      sum.online += figures.available + figures.offered + figures.missed + working;
    }
    return sum;
  };

  return {
    snapshotAtMs,
    read: (queueIds, atMs = snapshotAtMs()) => {
      const agents = readAgents(queueIds, atMs);
      const lines = queueIds.map((id) => router().lineOf(id).figures.at(atMs));
      const contactsInQueue = lines.reduce((sum, line) => sum + line.size, 0);
      if (agents.online === 0 && contactsInQueue === 0) return undefined;
      const oldestMs = Math.min(atMs, ...lines.map((line) => line.oldestEnqueuedAtMs ?? atMs));
      return {
        agentsOnline: agents.online,
        agentsAvailable: agents.available,
        agentsOnContact: agents.onContact,
        agentsAfterContactWork: agents.afterContactWork,
        agentsMissed: agents.missed,
        contactsInQueue,
        oldestContactAgeMs: atMs - oldestMs,
      };
    },
  };
}
