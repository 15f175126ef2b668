import type { SteppedClock } from '../clock/stepped-clock';
import type { Contact } from './contact';
import type { PlayFlow } from './flow-legs';
import type { FlowHook } from './types';

const WHISPER_MS_MAX = 120_000;
const HOOKS = { agent_whisper: 'AgentWhisper', customer_whisper: 'CustomerWhisper' } as const satisfies Readonly<
  Record<string, FlowHook>
>;

/** Plays those of the whispers that were set, one after the other, and then goes on; without any it goes on at once. */
export type Whisper = (contact: Contact, kinds: readonly (keyof typeof HOOKS)[], goOn: () => void) => void;

export interface WhispersDeps {
  readonly clock: SteppedClock;
  readonly play: PlayFlow;
  readonly end: (contact: Contact, reason: string) => void;
}

/**
 * The contact stays `offered` meanwhile, and so does its agent: AgentContactState is CONNECTED only with a
 * ConnectedToAgentTimestamp, and that is the end of the whispers. A customer who hangs up frees the agent as during the offer.
 */
export function createWhispers({ clock, play, end }: WhispersDeps): Whisper {
  const whisper: Whisper = (contact, kinds, goOn) => {
    const [kind, ...later] = kinds;
    if (kind === undefined) return goOn();
    const flowId = contact.hooks[HOOKS[kind]];
    if (flowId === undefined) return whisper(contact, later, goOn);
    // No documented reason is about this one.
    const limit = clock.after(WHISPER_MS_MAX, () => end(contact, 'OTHER'));
    contact.stageTimer = limit;
    play(contact, { kind, flowId }, () => {
      clock.cancel(limit);
      contact.stageTimer = undefined;
      whisper(contact, later, goOn);
    });
  };
  return whisper;
}
