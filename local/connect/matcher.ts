import type { SteppedClock } from '../clock/stepped-clock';
import { isFree } from './agent';
import type { Agent } from './agent';
import { CHANNELS } from './channel';
import { channelOf } from './contact';
import type { Contact } from './contact';
import { admitsNow } from './criteria-steps';
import { ownerOf } from './personal-queue';
import { compareOrder } from './queue-line';
import type { QueueLine } from './queue-line';
import type { Roster } from './roster';
import type { Instance } from './setup';

/** Finds for one side who of the other is next. */
export interface Matcher {
  readonly agentFor: (contact: Contact) => Agent | undefined;
  readonly contactFor: (agent: Agent) => Contact | undefined;
}

export interface MatcherDeps {
  readonly clock: SteppedClock;
  readonly instance: Instance;
  readonly roster: Roster;
}

/** Contacts of all channels stand in one line: an agent takes the first of those that he is free for. */
export function createMatcher(
  { clock, instance, roster }: MatcherDeps,
  lineOf: (queueId: string) => QueueLine,
  personalLineOf: (agent: Agent) => QueueLine | undefined,
): Matcher {
  const hasWaited = (contact: Contact, delayMs: number): boolean =>
    clock.nowMs() >= (contact.view.enqueuedAtMs ?? 0) + delayMs;

  return {
    agentFor: (contact) => {
      const channel = channelOf(contact.view);
      const ownerId = ownerOf(contact.view.queueId);
      if (ownerId !== undefined) {
        const owner = roster.get(ownerId);
        return isFree(owner, channel) ? owner : undefined;
      }
      let best: Agent | undefined;
      for (const { profileId, delayMs, channels } of instance.profilesOfQueue(contact.view.queueId ?? '')) {
        if (!channels.includes(channel) || !hasWaited(contact, delayMs)) continue;
        for (const agent of roster.freeIn(profileId, channel)) {
          if (best !== undefined && best.availableOrder < agent.availableOrder) break;
          if (!admitsNow(contact, agent.setup)) continue;
          best = agent;
          break;
        }
      }
      return best;
    },
    contactFor: (agent) => {
      const free = CHANNELS.filter((channel) => isFree(agent, channel));
      if (free.length === 0) return undefined;
      const canTake = ({ view }: Contact): boolean => free.includes(channelOf(view));
      // An agent's own queue comes before every standard one.
      const personal = personalLineOf(agent)?.find(canTake);
      if (personal !== undefined) return personal;
      let best: Contact | undefined;
      let bestPriority = Number.POSITIVE_INFINITY;
      const { queues = [] } = instance.profiles.get(agent.setup.routingProfileId) ?? {};
      for (const { queueId, priority, delaySeconds, channels = CHANNELS } of queues) {
        if (priority > bestPriority) continue;
        const delayMs = delaySeconds * 1_000;
        const head = lineOf(queueId).find(
          (contact) =>
            canTake(contact) &&
            channels.includes(channelOf(contact.view)) &&
            hasWaited(contact, delayMs) &&
            admitsNow(contact, agent.setup),
        );
        if (head === undefined) continue;
        if (best !== undefined && priority === bestPriority && compareAge(best, head) <= 0) continue;
        best = head;
        bestPriority = priority;
      }
      return best;
    },
  };
}

// Across queues only age counts; a contact's own priority orders it within its queue.
function compareAge(a: Contact, b: Contact): number {
  return a.order.effectiveEnqueuedAtMs - b.order.effectiveEnqueuedAtMs || compareOrder(a, b);
}
