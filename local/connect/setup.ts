import { CHANNELS, mediaFrom } from './channel';
import type { Channel, Media, MediaSetup } from './channel';
import type { HoursSetup } from './hours';
import type { NumberSetup } from './number-book';
import { ownerOf, PERSONAL_QUEUE_MAX } from './personal-queue';
import { checkProficiencies } from './proficiencies';
import type { Proficiency } from './proficiencies';

/** A standard queue; `callerId` is the number shown when a dial names this queue. */
export interface QueueSetup {
  readonly id: string;
  readonly name: string;
  readonly maxContacts?: number;
  readonly callerId?: string;
  readonly hoursId?: string;
}

/** A lower priority number is served first; `delaySeconds` is how long a contact waits before these agents may take it. */
export interface RoutingProfileSetup extends MediaSetup {
  readonly id: string;
  readonly name: string;
  readonly queues: readonly {
    readonly queueId: string;
    readonly priority: number;
    readonly delaySeconds: number;
    /** What these agents take from the queue; by default contacts of every channel. */
    readonly channels?: readonly Channel[];
  }[];
}

export interface AgentSetup {
  readonly id: string;
  readonly username: string;
  readonly routingProfileId: string;
  readonly proficiencies?: readonly Proficiency[];
}

/** One Connect instance: what an administrator would have configured in it. */
export interface InstanceSetup {
  readonly instanceId: string;
  readonly region: string;
  readonly accountId: string;
  readonly concurrentCallsMax: number;
  /** Tasks that are not over yet, scheduled ones included; default 2,500, the quota that a new account has. */
  readonly concurrentTasksMax?: number;
  /** E.164 prefixes that may be dialed; without it every destination is allowed. */
  readonly allowedPrefixes?: readonly string[];
  readonly flows: readonly { readonly id: string; readonly name: string }[];
  readonly hours?: readonly HoursSetup[];
  readonly phoneNumbers?: readonly NumberSetup[];
  readonly queues: readonly QueueSetup[];
  readonly routingProfiles: readonly RoutingProfileSetup[];
  readonly agents: readonly AgentSetup[];
}

/** The setup with its parts indexed by id, and the ARNs that Connect would give them. */
export interface Instance {
  readonly setup: InstanceSetup;
  readonly arn: string;
  readonly arnOf: (
    kind: 'agent' | 'agent-state' | 'contact' | 'contact-flow' | 'queue' | 'routing-profile',
    id: string,
  ) => string;
  readonly queues: ReadonlyMap<string, QueueSetup>;
  readonly profiles: ReadonlyMap<string, RoutingProfileSetup>;
  readonly agents: ReadonlyMap<string, AgentSetup>;
  /** What a routing profile says of channels. */
  readonly mediaOf: (profileId: string) => Media;
  readonly flowIds: ReadonlySet<string>;
  readonly hours: ReadonlyMap<string, HoursSetup>;
  /** How many contacts may wait in a queue, an agent's own included; undefined when there is no such queue. */
  readonly queueMax: (queueId: string) => number | undefined;
  /** Whether the instance may call the number at all. */
  readonly isDialable: (number: string) => boolean;
  /** The routing profiles that serve a queue, in the order of the setup. */
  readonly profilesOfQueue: (queueId: string) => readonly ProfileQueue[];
  /** After how long in a queue a contact may go to agents who may not take it at once; each such time once. */
  readonly delaysOfQueue: (queueId: string) => readonly number[];
}

export interface ProfileQueue {
  readonly profileId: string;
  readonly delayMs: number;
  readonly channels: readonly Channel[];
}

function indexById<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function checkHours(setup: InstanceSetup, hours: ReadonlyMap<string, HoursSetup>): void {
  for (const { id, hoursId } of setup.queues) {
    if (hoursId !== undefined && !hours.has(hoursId)) throw new Error(`queue ${id} names unknown hours ${hoursId}`);
  }
}

function delaysOf(serving: readonly ProfileQueue[]): readonly number[] {
  return [...new Set(serving.map(({ delayMs }) => delayMs))].filter((delayMs) => delayMs > 0);
}

/** Throws when an agent, a queue or a routing profile names something that is not in the setup, or that cannot be. */
export function createInstance(setup: InstanceSetup): Instance {
  const arn = `arn:aws:connect:${setup.region}:${setup.accountId}:instance/${setup.instanceId}`;
  const queues = indexById(setup.queues);
  const profiles = indexById(setup.routingProfiles);
  const agents = indexById(setup.agents);
  const hours = indexById(setup.hours ?? []);
  const media = new Map(setup.routingProfiles.map((profile) => [profile.id, mediaFrom(profile)]));
  checkHours(setup, hours);
  const serving = new Map<string, ProfileQueue[]>(setup.queues.map((queue) => [queue.id, []]));
  for (const profile of setup.routingProfiles) {
    for (const { queueId, delaySeconds, channels = CHANNELS } of profile.queues) {
      const list = serving.get(queueId);
      if (list === undefined) throw new Error(`routing profile ${profile.id} names unknown queue ${queueId}`);
      list.push({ profileId: profile.id, delayMs: delaySeconds * 1_000, channels });
    }
  }
  const delays = new Map([...serving].map(([queueId, list]) => [queueId, delaysOf(list)]));
  for (const agent of setup.agents) {
    if (!profiles.has(agent.routingProfileId)) {
      throw new Error(`agent ${agent.id} names unknown routing profile ${agent.routingProfileId}`);
    }
    checkProficiencies(agent.id, agent.proficiencies ?? []);
  }
  return {
    setup,
    arn,
    arnOf: (kind, id) => `${arn}/${kind}/${id}`,
    queues,
    profiles,
    agents,
    mediaOf: (profileId) => {
      const found = media.get(profileId);
      if (found === undefined) throw new Error(`unknown routing profile ${profileId}`);
      return found;
    },
    flowIds: new Set(setup.flows.map((flow) => flow.id)),
    hours,
    queueMax: (queueId) => {
      const queue = queues.get(queueId);
      if (queue !== undefined) return queue.maxContacts ?? Number.POSITIVE_INFINITY;
      return agents.has(ownerOf(queueId) ?? '') ? PERSONAL_QUEUE_MAX : undefined;
    },
    isDialable: (number) => setup.allowedPrefixes?.some((prefix) => number.startsWith(prefix)) ?? true,
    profilesOfQueue: (queueId) => serving.get(queueId) ?? [],
    delaysOfQueue: (queueId) => delays.get(queueId) ?? [],
  };
}
