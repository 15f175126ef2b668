/** How a contact reaches an agent. */
export type Channel = 'VOICE' | 'TASK';

/** Every channel there is here. */
export const CHANNELS = ['VOICE', 'TASK'] as const satisfies readonly Channel[];

/** What an agent who is on one channel may be offered of the others. */
export type CrossChannelBehavior = 'ROUTE_CURRENT_CHANNEL_ONLY' | 'ROUTE_ANY_CHANNEL';

/** What a routing profile says of channels, with nothing left open. */
export interface Media {
  /** How many contacts of a channel an agent may have at a time. */
  readonly slots: Readonly<Record<Channel, number>>;
  /** Whether an agent who is on this channel may be offered contacts of the other. */
  readonly allowsOthers: Readonly<Record<Channel, boolean>>;
}

/** The part of a routing profile that is about channels. */
export interface MediaSetup {
  /** How many contacts of a channel an agent may have at a time: at most 1 call and 10 tasks; 0 closes a channel. Default 1 of each. */
  readonly concurrency?: Readonly<Partial<Record<Channel, number>>>;
  /**
   * By the channel that the agent is on. What Connect takes where nothing is said is not documented, so it is the
   * stricter one: ROUTE_CURRENT_CHANNEL_ONLY.
   */
  readonly crossChannel?: Readonly<Partial<Record<Channel, CrossChannelBehavior>>>;
}

const SLOTS_MAX: Readonly<Record<Channel, number>> = { VOICE: 1, TASK: 10 };

function slotsOf({ concurrency = {} }: MediaSetup, channel: Channel): number {
  const slots = concurrency[channel] ?? 1;
  if (Number.isInteger(slots) && slots >= 0 && slots <= SLOTS_MAX[channel]) return slots;
  throw new Error(`${slots} contacts at a time are not possible on ${channel}`);
}

/** Fills in what a setup leaves open; throws for a number of contacts that Connect does not take. */
export function mediaFrom(setup: MediaSetup): Media {
  const { crossChannel = {} } = setup;
  return {
    slots: { VOICE: slotsOf(setup, 'VOICE'), TASK: slotsOf(setup, 'TASK') },
    allowsOthers: {
      VOICE: crossChannel.VOICE === 'ROUTE_ANY_CHANNEL',
      TASK: crossChannel.TASK === 'ROUTE_ANY_CHANNEL',
    },
  };
}
