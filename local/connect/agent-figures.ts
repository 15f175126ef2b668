import { isActive, AVAILABLE, OFFLINE, slotsAvailable, slotsAvailableInAll } from './agent';
import type { Agent } from './agent';
import { CHANNELS } from './channel';
import type { Channel } from './channel';

/** Figures of agents as to one channel, or to all of them together. */
export interface ChannelFigures {
  /** Signed in, in whatever status, and open to the channel. */
  readonly online: number;
  /** Online, and not in a custom status. */
  readonly staffed: number;
  readonly available: number;
  /** Talking or working on after. */
  readonly onContact: number;
  /** Counts contacts, whatever the name of the metric says. */
  readonly afterContactWork: number;
  /** In the few seconds after an offer that they did not accept. */
  readonly missed: number;
  readonly slotsAvailable: number;
  readonly slotsActive: number;
}

export type AgentFigures = Readonly<Record<Channel | 'all', ChannelFigures>>;

const NONE: ChannelFigures = {
  online: 0,
  staffed: 0,
  available: 0,
  onContact: 0,
  afterContactWork: 0,
  missed: 0,
  slotsAvailable: 0,
  slotsActive: 0,
};

/** Nobody at all. */
export const NO_AGENTS: AgentFigures = { VOICE: NONE, TASK: NONE, all: NONE };

/** What one agent adds, as of now. */
export function figuresOf(agent: Agent): AgentFigures {
  const { slots } = agent.media;
  const isOpen = CHANNELS.some((channel) => slots[channel] > 0);
  const free = { VOICE: slotsAvailable(agent, 'VOICE'), TASK: slotsAvailable(agent, 'TASK') };
  return {
    VOICE: figuresFrom(agent, 'VOICE', slots.VOICE > 0, free.VOICE),
    TASK: figuresFrom(agent, 'TASK', slots.TASK > 0, free.TASK),
    all: figuresFrom(agent, 'all', isOpen, slotsAvailableInAll(agent, free)),
  };
}

function figuresFrom(
  { status, contacts }: Agent,
  channel: Channel | 'all',
  isOpen: boolean,
  slots: number,
): ChannelFigures {
  let active = 0;
  let afterContactWork = 0;
  let hasMissed = false;
  // Worked out at every change of every agent, so without lists in between.
  for (const contact of contacts) {
    if (channel !== 'all' && contact.channel !== channel) continue;
    if (isActive(contact)) active += 1;
    if (contact.state === 'after_contact_work') afterContactWork += 1;
    if (contact.state === 'missed' || contact.state === 'rejected') hasMissed = true;
  }
  return {
    online: Number(isOpen && status !== OFFLINE),
    staffed: Number(isOpen && status === AVAILABLE),
    available: Number(slots > 0),
    onContact: Number(active > 0),
    afterContactWork,
    missed: Number(hasMissed),
    slotsAvailable: slots,
    slotsActive: active,
  };
}

/** The figures of one channel of several agents, or of several groups of them, together. */
export function sumFigures(parts: readonly ChannelFigures[]): ChannelFigures {
  return parts.reduce((sum, part) => moved(sum, NONE, part), NONE);
}

/** The figures of a routing profile after one of its agents has changed. */
export function replaceFigures(sum: AgentFigures, before: AgentFigures, after: AgentFigures): AgentFigures {
  return {
    VOICE: moved(sum.VOICE, before.VOICE, after.VOICE),
    TASK: moved(sum.TASK, before.TASK, after.TASK),
    all: moved(sum.all, before.all, after.all),
  };
}

/** A sum after one of its parts has changed. */
function moved(sum: ChannelFigures, before: ChannelFigures, after: ChannelFigures): ChannelFigures {
  return {
    online: sum.online - before.online + after.online,
    staffed: sum.staffed - before.staffed + after.staffed,
    available: sum.available - before.available + after.available,
    onContact: sum.onContact - before.onContact + after.onContact,
    afterContactWork: sum.afterContactWork - before.afterContactWork + after.afterContactWork,
    missed: sum.missed - before.missed + after.missed,
    slotsAvailable: sum.slotsAvailable - before.slotsAvailable + after.slotsAvailable,
    slotsActive: sum.slotsActive - before.slotsActive + after.slotsActive,
  };
}
