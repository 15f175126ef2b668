import type { ContactFacts } from '../../../lib/core/callback/attempt';
import { noonMs } from './callbacks';

/** How far a dial gets before it ends. */
export type DialStory = 'rings_out' | 'busy' | 'voicemail' | 'leaves_queue' | 'reaches_agent';

export const dialStories: readonly DialStory[] = ['rings_out', 'busy', 'voicemail', 'leaves_queue', 'reaches_agent'];

/** One thing that Connect tells of a dial, with all that is known by then. */
export interface ToldFacts {
  readonly kind: 'initiated' | 'connected_to_system' | 'queued' | 'connected_to_agent' | 'disconnected' | 'completed';
  readonly facts: ContactFacts;
}

const isPickedUp = (story: DialStory) => story !== 'rings_out' && story !== 'busy';
const isQueued = (story: DialStory) => story === 'leaves_queue' || story === 'reaches_agent';

/** The events of one dial as Connect builds them: each repeats what the earlier ones said. */
export function toldOf(story: DialStory, contactId = 'dial-1', startedAtMs = noonMs): readonly ToldFacts[] {
  const initiated = { contactId };
  const system = { ...initiated, connectedToSystemAtMs: startedAtMs + 10_000 };
  const queued = { ...system, enqueuedAtMs: startedAtMs + 15_000 };
  const agent = { ...queued, connectedToAgentAtMs: startedAtMs + 20_000, agentId: 'agent-1' };
  const told: ToldFacts[] = [{ kind: 'initiated', facts: initiated }];
  if (isPickedUp(story)) told.push({ kind: 'connected_to_system', facts: system });
  if (isQueued(story)) told.push({ kind: 'queued', facts: queued });
  if (story === 'reaches_agent') told.push({ kind: 'connected_to_agent', facts: agent });
  const last = told.at(-1)?.facts ?? initiated;
  const reason = story === 'busy' ? { disconnectReason: 'TELECOM_BUSY' } : {};
  const over = { ...last, ...reason, disconnectedAtMs: startedAtMs + 25_000 };
  told.push({ kind: 'disconnected', facts: over });
  const work = story === 'reaches_agent' ? { afterContactWorkEndedAtMs: startedAtMs + 40_000 } : {};
  return [...told, { kind: 'completed', facts: { ...over, ...work } }];
}
