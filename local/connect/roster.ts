import { createMetricLog } from './metric-log';
import type { MetricLog } from './metric-log';
import type { AgentSetup, Instance } from './setup';
import type { AgentActivity, CentreChange } from './types';

/** One agent at work; `contactId` is the contact offered, missed, talked to or worked on after. */
export interface Agent {
  readonly setup: AgentSetup;
  state: AgentActivity;
  sinceMs: number;
  /** When the present status (signed in) began. */
  signedInAtMs: number;
  isSigningOut: boolean;
  contactId: string | undefined;
  /** Grows with each time an agent becomes available: the smallest has been available longest. */
  availableOrder: number;
}

/** How many signed-in agents of one routing profile are in each state. */
export type AgentFigures = Readonly<Record<Exclude<AgentActivity, 'offline'>, number>>;

const NO_AGENTS: AgentFigures = { available: 0, offered: 0, missed: 0, on_contact: 0, after_contact_work: 0 };

/** The agents, indexed by who may take a contact now. */
export interface Roster {
  /** Throws on an id that is not in the setup. */
  readonly get: (agentId: string) => Agent;
  readonly has: (agentId: string) => boolean;
  readonly all: () => Iterable<Agent>;
  readonly setState: (agent: Agent, state: AgentActivity, contactId?: string) => void;
  /** The available agents of a routing profile, the longest available first. */
  readonly availableIn: (profileId: string) => ReadonlySet<Agent>;
  readonly figuresOf: (profileId: string) => MetricLog<AgentFigures>;
}

export interface RosterDeps {
  readonly nowMs: () => number;
  readonly instance: Instance;
  readonly onChange: (change: CentreChange) => void;
}

interface ProfileRoster {
  readonly available: Set<Agent>;
  readonly figures: MetricLog<AgentFigures>;
}

function shift(figures: AgentFigures, from: AgentActivity, to: AgentActivity): AgentFigures {
  const next: Record<Exclude<AgentActivity, 'offline'>, number> = { ...figures };
  if (from !== 'offline') next[from] -= 1;
  if (to !== 'offline') next[to] += 1;
  return next;
}

function createAgent(setup: AgentSetup): Agent {
  return {
    setup,
    state: 'offline',
    sinceMs: 0,
    signedInAtMs: 0,
    isSigningOut: false,
    contactId: undefined,
    availableOrder: 0,
  };
}

/** Starts with everybody offline. A change of state costs the same however many agents and queues there are. */
export function createRoster({ nowMs, instance, onChange }: RosterDeps): Roster {
  const agents = new Map(instance.setup.agents.map((setup) => [setup.id, createAgent(setup)]));
  const profiles = new Map<string, ProfileRoster>(
    instance.setup.routingProfiles.map(({ id }) => [id, { available: new Set(), figures: createMetricLog(NO_AGENTS) }]),
  );
  let availableOrder = 0;
  const profileOf = (profileId: string): ProfileRoster => {
    const profile = profiles.get(profileId);
    if (profile === undefined) throw new Error(`unknown routing profile ${profileId}`);
    return profile;
  };

  return {
    get: (agentId) => {
      const agent = agents.get(agentId);
      if (agent === undefined) throw new Error(`unknown agent ${agentId}`);
      return agent;
    },
    has: (agentId) => agents.has(agentId),
    all: () => agents.values(),
    setState: (agent, state, contactId) => {
      const atMs = nowMs();
      const { available, figures } = profileOf(agent.setup.routingProfileId);
      figures.append(atMs, shift(figures.current(), agent.state, state));
      available.delete(agent);
      if (agent.state === 'offline') agent.signedInAtMs = atMs;
      agent.state = state;
      agent.sinceMs = atMs;
      agent.contactId = contactId;
      if (state === 'available') {
        availableOrder += 1;
        agent.availableOrder = availableOrder;
        available.add(agent);
      }
      onChange({
        kind: 'agent_state',
        atMs,
        agentId: agent.setup.id,
        state,
        ...(contactId === undefined ? {} : { contactId }),
      });
    },
    availableIn: (profileId) => profileOf(profileId).available,
    figuresOf: (profileId) => profileOf(profileId).figures,
  };
}
