import type { FlowEntry, FlowLeg } from '../../connect/types';
import { FlowError } from './flow-error';
import type { PlayEnd, Telephone } from './types';

/** How the flows that Connect itself would play appear to an observer. */
const flow = 'default';

/** Music is played in pieces of this length, since a caller's leaving is noticed at the end of one. */
const pieceMs = 30_000;

/** Plays what Connect plays when no flow is set: music in a queue, and nothing before two people are joined. */
export async function playDefaultFlow(leg: FlowLeg, entry: FlowEntry, telephone: Telephone): Promise<PlayEnd> {
  switch (entry.kind) {
    case 'customer_queue':
      return playMusic(leg, telephone);
    case 'agent_whisper':
    case 'customer_whisper':
      return { kind: 'terminal', flow, action: 'whisper', type: 'EndFlowExecution' };
    case 'inbound':
    case 'outbound':
      throw new FlowError(`an ${entry.kind} contact begins with a flow that is named, and none is`);
  }
}

async function playMusic(leg: FlowLeg, telephone: Telephone): Promise<PlayEnd> {
  const { contactId } = leg;
  const { LanguageCode: language } = leg.contactData();
  telephone.hears({ contactId, flow, action: 'music', text: '', source: 'music', language, keys: [] });
  while (leg.isLive()) await leg.wait(pieceMs);
  return { kind: 'gone', flow, action: 'music' };
}
