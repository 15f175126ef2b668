import { defaultFlowId, type FlowEntry, type FlowLeg, type FlowPlayer } from '../../connect/types';
import type { FlowRunnerOptions, Play } from './action';
import { createCallStates } from './call-states';
import { playDefaultFlow } from './default-flows';
import { FlowError } from './flow-error';
import { createFlowLibrary } from './flow-library';
import { playFlow } from './play-flow';
import type { PlayEnd } from './types';

/**
 * Plays flows in Amazon Connect's flow language on the legs of calls. A play ends with a PlayEnd, of which the observer
 * is told, or with a FlowError when the flow itself cannot be played.
 */
export function createFlowRunner(options: FlowRunnerOptions): FlowPlayer {
  const library = createFlowLibrary(options.shelf);
  const states = createCallStates();

  function playNamed(play: Play, entry: FlowEntry): Promise<PlayEnd> {
    const flow = library.flow(entry.flowId);
    if (flow === undefined) throw new FlowError(`flow ${entry.flowId}: there is no such flow`);
    return playFlow(play, flow);
  }

  return {
    play: async (leg, entry) => {
      const callId = callIdOf(leg);
      const telephone = options.telephone(leg, entry);
      const state = states.of(callId);
      const play: Play = { options, library, leg, telephone, state, lambdaChainMs: 0, promptsSaid: 0, invocations: 0 };
      const isDefault = entry.flowId === defaultFlowId;
      const end = await (isDefault ? playDefaultFlow(leg, entry, telephone) : playNamed(play, entry));
      if (end.kind === 'unhandled') leg.disconnect();
      if (isCallOver(entry, end)) states.forget(callId);
      options.observer?.ended?.(leg.contactId, end);
    },
  };
}

/** The first contact of the chain stands for the whole call. */
function callIdOf(leg: FlowLeg): string {
  return leg.contactData().InitialContactId;
}

/** A contact that leaves an inbound or outbound flow other than into a queue is over; one in a queue may go on. */
function isCallOver(entry: FlowEntry, end: PlayEnd): boolean {
  if (end.kind === 'unhandled') return true;
  if (entry.kind === 'inbound' || entry.kind === 'outbound') return end.kind !== 'queued';
  return end.kind === 'terminal' && end.type === 'DisconnectParticipant';
}
