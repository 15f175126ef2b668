import { byPlace } from '../../../../lib/core/callback/line-order';
import type { FlowLeg } from '../../../../local/connect/types';
import { DIAL_FLOW, QUEUE_ID, type Desk, type DeskDeps } from '../desk';
import { scene, type CallDraw } from '../scene';

/**
 * Customer-first without look-ahead, as Connect's own is understood to be: when an agent comes free and a callback heads
 * the line, it is dialed; that agent takes the next live caller. The caller waits from being ready, at the old place.
 */
export function createTurn({ clock, emulator, tally, callOf, numberOf, delays }: DeskDeps): Desk {
  const line: { readonly placeMs: number; readonly id: string; readonly call: CallDraw }[] = [];
  const attempts = new Map<number, number>();
  const places = new Map<number, number>();
  let ringing = 0;

  function join(call: CallDraw): void {
    line.push({ placeMs: places.get(call.index) ?? 0, id: String(call.index).padStart(9, '0'), call });
    line.sort(byPlace);
    tally.pending(1);
    dialIfFree();
  }

  function holderBefore(placeMs: number): boolean {
    const { oldestEnqueuedAtMs } = emulator().core.centre.router.lineOf(QUEUE_ID).figures.current().VOICE;
    return oldestEnqueuedAtMs !== undefined && oldestEnqueuedAtMs < placeMs;
  }

  function dial(): void {
    const head = line.shift();
    if (head === undefined) return;
    ringing += 1;
    const attributes = {};
    emulator().core.outbound({
      to: numberOf(head.call),
      flowId: DIAL_FLOW,
      queueId: QUEUE_ID,
      attributes,
      references: {},
    });
  }

  /** Somebody is free and nobody waits who could be taken: no turn is lost. */
  function dialIfFree(): void {
    while (line.length > 0 && emulator().queueState(QUEUE_ID).agentsAvailable > ringing) dial();
  }

  /** A dial is over without an agent. */
  function failed(call: CallDraw, wasAnswered: boolean): void {
    tally.pending(-1);
    if (wasAnswered) return;
    ringing -= 1;
    const made = (attempts.get(call.index) ?? 0) + 1;
    attempts.set(call.index, made);
    if (made < scene.attemptsMax) clock.after(scene.retryAfterMs, () => join(call));
    else tally.unreached();
  }

  /** Work is over: it is the turn of whoever heads the line, to be dialed or taken. */
  function comesFree(): void {
    const head = line[0];
    if (head !== undefined && !holderBefore(head.placeMs)) dial();
  }

  async function playDial(leg: FlowLeg): Promise<void> {
    const call = callOf(leg.contactData().CustomerEndpoint?.Address ?? '');
    if ((await leg.wait(delays.pressMs)) === 'gone') return;
    ringing -= 1;
    tally.ready(call);
    leg.setTargetQueue(QUEUE_ID);
    leg.setRouting({ adjustmentSeconds: Math.round((clock.nowMs() - (places.get(call.index) ?? 0)) / 1_000) });
    leg.transferToQueue();
  }

  return {
    isOffering: true,
    standing: () => ({ waiting: line.length, ringing }),
    take: (leg, call) => {
      places.set(call.index, clock.nowMs());
      leg.disconnect();
      join(call);
    },
    play: async (leg, entry) => {
      if (entry.kind === 'outbound') await playDial(leg);
    },
    onChange: (change) => {
      if (change.kind === 'agent_state' && change.state === 'available') comesFree();
      if (change.kind !== 'contact_ended' && change.kind !== 'agent_connected') return;
      const view = emulator().contact(change.contactId);
      if (view?.initiationMethod !== 'API') return;
      if (change.kind === 'agent_connected') tally.pending(-1);
      else if (view.connectedToAgentAtMs === undefined) {
        failed(callOf(view.customerNumber ?? ''), view.connectedToSystemAtMs !== undefined);
      }
    },
  };
}
