import type { Desk, DeskDeps } from '../desk';
import { QUEUE_ID } from '../desk';
import { scene } from '../scene';

/** Connect's own queued callbacks: the place is kept, an agent accepts and waits while the caller is rung. */
export function createNativeAgentFirst({ clock, emulator, tally, callOf }: DeskDeps): Desk {
  const attempts = new Map<number, number>();
  return {
    isOffering: true,
    // They stand in the queue themselves.
    standing: () => ({ waiting: 0, ringing: 0 }),
    take: (leg, call) => {
      leg.setTargetQueue(QUEUE_ID);
      leg.createCallback({
        initialDelaySeconds: 1,
        attemptsMax: scene.attemptsMax,
        retryDelaySeconds: scene.retryAfterMs / 1_000,
      });
      attempts.set(call.index, 0);
      tally.pending(1);
      leg.disconnect();
    },
    play: async () => undefined,
    onChange: (change) => {
      if (change.kind !== 'contact_ended' && change.kind !== 'agent_connected') return;
      const view = emulator().contact(change.contactId);
      if (view?.initiationMethod !== 'CALLBACK') return;
      const call = callOf(view.customerNumber ?? '');
      if (change.kind === 'agent_connected') {
        tally.pending(-1);
      } else if (view.connectedToAgentAtMs === undefined) {
        const made = (attempts.get(call.index) ?? 0) + 1;
        attempts.set(call.index, made);
        tally.pending(-1);
        if (made < scene.attemptsMax) clock.after(scene.retryAfterMs, () => tally.pending(1));
        else tally.unreached();
      }
    },
  };
}
