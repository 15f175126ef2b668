import { CHANNELS } from './channel';
import type { Channel, Media } from './channel';
import type { AgentFigures } from './agent-figures';
import type { AgentSetup } from './setup';
import type { AgentActivity } from './types';

/** `rejected` and `missed` keep the agent from being routed anything for a while; an agent can also be offered what is not routed. */
export type AgentContactState = 'offered' | 'missed' | 'rejected' | 'on_contact' | 'after_contact_work';

/** One contact that an agent has, in whatever state. */
export interface AgentContact {
  readonly contactId: string;
  readonly channel: Channel;
  state: AgentContactState;
  sinceMs: number;
  /** Still `offered` while whispers play, or while the customer of a native callback is dialed. */
  hasAccepted: boolean;
}

/** The status that makes an agent routable, and the one of who is not there. Any other one is a custom status. */
export const AVAILABLE = 'Available';
export const OFFLINE = 'Offline';

/** One agent at work. */
export interface Agent {
  readonly setup: AgentSetup;
  readonly media: Media;
  /** As the agent has set it: contacts do not change it. */
  status: string;
  statusSinceMs: number;
  /** Takes effect when the last contact is over; until then nothing is routed to the agent. */
  nextStatus: string | undefined;
  /** In the order in which they were offered. */
  contacts: readonly AgentContact[];
  /** What status and contacts come to, since when, and the contact that it is because of. */
  state: AgentActivity;
  sinceMs: number;
  contactId: string | undefined;
  /** Grows with each change: of two available agents the one with the smaller has been so longer. */
  availableOrder: number;
  /** What the agent adds to the figures of the routing profile. */
  figures: AgentFigures;
}

/** Whether this contact is one that the agent works on: talks, or works on after. */
export function isActive({ state }: AgentContact): boolean {
  return state === 'on_contact' || state === 'after_contact_work';
}

/** Whether the agent can be routed a contact of the channel now. */
export function isFree(agent: Agent, channel: Channel): boolean {
  return slotsAvailable(agent, channel) > 0;
}

/** How many contacts of the channel could be routed to the agent now. */
export function slotsAvailable({ status, nextStatus, contacts, media }: Agent, channel: Channel): number {
  if (status !== AVAILABLE || nextStatus !== undefined) return 0;
  // One contact that was not taken closes the agent for all of them, until it is cleared.
  if (contacts.some(({ state }) => state === 'missed' || state === 'rejected')) return 0;
  if (contacts.some((contact) => contact.channel !== channel && !media.allowsOthers[contact.channel])) return 0;
  const taken = contacts.filter((contact) => contact.channel === channel).length;
  return Math.max(0, media.slots[channel] - taken);
}

/** How many contacts of any channel, from how many of each: where one channel closes the other, only those of one of them. */
export function slotsAvailableInAll({ media }: Agent, slots: Readonly<Record<Channel, number>>): number {
  const isEither = CHANNELS.some((channel) => !media.allowsOthers[channel]);
  return isEither ? Math.max(slots.VOICE, slots.TASK) : slots.VOICE + slots.TASK;
}

/** Has somebody on the phone, or is about to: an agent can have several calls offered, but not talk in two. */
export function isTalking({ contacts }: Agent): boolean {
  return contacts.some(
    ({ channel, state, hasAccepted }) =>
      channel === 'VOICE' && (state === 'on_contact' || (state === 'offered' && hasAccepted)),
  );
}

const PRECEDENCE: readonly (readonly [AgentActivity, readonly AgentContactState[]])[] = [
  ['missed', ['missed', 'rejected']],
  ['on_contact', ['on_contact']],
  ['after_contact_work', ['after_contact_work']],
  ['offered', ['offered']],
];

/** What an agent does who may have several contacts: the documented order of precedence. */
export function activityOf({ contacts, status }: Agent): Pick<Agent, 'state' | 'contactId'> {
  for (const [state, because] of PRECEDENCE) {
    const contact = contacts.find((one) => because.includes(one.state));
    if (contact !== undefined) return { state, contactId: contact.contactId };
  }
  const idle = status === AVAILABLE ? 'available' : status === OFFLINE ? 'offline' : 'away';
  return { state: idle, contactId: undefined };
}
