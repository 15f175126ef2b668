import { activityOf, OFFLINE } from './agent';
import type { Agent, AgentContact, AgentContactState } from './agent';
import { figuresOf, NO_AGENTS, replaceFigures } from './agent-figures';
import type { AgentFigures } from './agent-figures';
import { CHANNELS } from './channel';
import type { Channel } from './channel';
import { createMetricLog } from './metric-log';
import type { MetricLog } from './metric-log';
import type { AgentSetup, Instance } from './setup';
import type { CentreChange } from './types';

/** The agents, indexed by who may take a contact now. */
export interface Roster {
  /** Throws on an id that is not in the setup. */
  readonly get: (agentId: string) => Agent;
  readonly has: (agentId: string) => boolean;
  readonly all: () => Iterable<Agent>;
  /** At once for an agent without contacts, else when the last of them is over. */
  readonly setStatus: (agent: Agent, status: string) => void;
  /** The agent has the contact from now on, as offered. */
  readonly engage: (agent: Agent, contact: Pick<AgentContact, 'contactId' | 'channel'>) => AgentContact;
  readonly accept: (agent: Agent, contactId: string) => void;
  readonly change: (agent: Agent, contactId: string, state: AgentContactState) => void;
  /** The agent no longer has the contact. */
  readonly leave: (agent: Agent, contactId: string) => void;
  /** The agents of a routing profile who may be routed a contact of the channel, the longest available first. */
  readonly freeIn: (profileId: string, channel: Channel) => ReadonlySet<Agent>;
  readonly figuresOf: (profileId: string) => MetricLog<AgentFigures>;
}

export interface RosterDeps {
  readonly nowMs: () => number;
  readonly instance: Instance;
  readonly onChange: (change: CentreChange) => void;
}

interface ProfileRoster {
  readonly free: Readonly<Record<Channel, Set<Agent>>>;
  readonly figures: MetricLog<AgentFigures>;
}

function createAgent(instance: Instance, setup: AgentSetup): Agent {
  return {
    setup,
    media: instance.mediaOf(setup.routingProfileId),
    status: OFFLINE,
    statusSinceMs: 0,
    nextStatus: undefined,
    contacts: [],
    state: 'offline',
    sinceMs: 0,
    contactId: undefined,
    availableOrder: 0,
    figures: NO_AGENTS,
  };
}

function createProfiles(instance: Instance): (profileId: string) => ProfileRoster {
  const profiles = new Map<string, ProfileRoster>(
    instance.setup.routingProfiles.map(({ id }) => [
      id,
      { free: { VOICE: new Set(), TASK: new Set() }, figures: createMetricLog(NO_AGENTS) },
    ]),
  );
  return (profileId) => {
    const profile = profiles.get(profileId);
    if (profile === undefined) throw new Error(`unknown routing profile ${profileId}`);
    return profile;
  };
}

type Update = (
  agent: Agent,
  change: Partial<Pick<Agent, 'status' | 'statusSinceMs' | 'nextStatus' | 'contacts'>>,
) => void;

/** Everything that follows from status and contacts is put right at once, and told if it shows. */
function createUpdate({ nowMs, onChange }: RosterDeps, profileOf: (profileId: string) => ProfileRoster): Update {
  let availableOrder = 0;
  return (agent, change) => {
    const atMs = nowMs();
    const { free, figures } = profileOf(agent.setup.routingProfileId);
    Object.assign(agent, change);
    availableOrder += 1;
    agent.availableOrder = availableOrder;
    const before = agent.figures;
    agent.figures = figuresOf(agent);
    for (const channel of CHANNELS) {
      free[channel].delete(agent);
      if (agent.figures[channel].available > 0) free[channel].add(agent);
    }
    figures.append(atMs, replaceFigures(figures.current(), before, agent.figures));
    const { state, contactId } = activityOf(agent);
    if (state === agent.state && contactId === agent.contactId) return;
    agent.state = state;
    agent.sinceMs = atMs;
    agent.contactId = contactId;
    const agentId = agent.setup.id;
    onChange({ kind: 'agent_state', atMs, agentId, state, ...(contactId === undefined ? {} : { contactId }) });
  };
}

/** Starts with everybody offline. A change costs the same however many agents and queues there are. */
export function createRoster(deps: RosterDeps): Roster {
  const { nowMs, instance } = deps;
  const agents = new Map(instance.setup.agents.map((setup) => [setup.id, createAgent(instance, setup)]));
  const profileOf = createProfiles(instance);
  const update = createUpdate(deps, profileOf);
  const enter = (agent: Agent, status: string, contacts: readonly AgentContact[]): void =>
    update(agent, { contacts, status, statusSinceMs: nowMs(), nextStatus: undefined });

  return {
    get: (agentId) => {
      const agent = agents.get(agentId);
      if (agent === undefined) throw new Error(`unknown agent ${agentId}`);
      return agent;
    },
    has: (agentId) => agents.has(agentId),
    all: () => agents.values(),
    setStatus: (agent, status) => {
      if (agent.contacts.length === 0) {
        if (status !== agent.status) enter(agent, status, []);
        return;
      }
      const nextStatus = status === agent.status ? undefined : status;
      if (nextStatus !== agent.nextStatus) update(agent, { nextStatus });
    },
    engage: (agent, { contactId, channel }) => {
      const contact: AgentContact = { contactId, channel, state: 'offered', sinceMs: nowMs(), hasAccepted: false };
      // Offered anew to an agent who has just missed it, it is in one state only.
      update(agent, { contacts: [...agent.contacts.filter((one) => one.contactId !== contactId), contact] });
      return contact;
    },
    accept: (agent, contactId) => {
      const contact = agent.contacts.find((one) => one.contactId === contactId);
      if (contact !== undefined) contact.hasAccepted = true;
    },
    change: (agent, contactId, state) => {
      const contact = agent.contacts.find((one) => one.contactId === contactId);
      if (contact === undefined) return;
      contact.state = state;
      contact.sinceMs = nowMs();
      update(agent, {});
    },
    leave: (agent, contactId) => {
      const contacts = agent.contacts.filter((one) => one.contactId !== contactId);
      if (contacts.length === 0 && agent.nextStatus !== undefined) enter(agent, agent.nextStatus, contacts);
      else update(agent, { contacts });
    },
    freeIn: (profileId, channel) => profileOf(profileId).free[channel],
    figuresOf: (profileId) => profileOf(profileId).figures,
  };
}
