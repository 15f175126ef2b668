import { createRng } from '../../../lib/core/rng';
import { createSteppedClock } from '../../../local/clock/stepped-clock';
import { createConnectEmulator } from '../../../local/connect/emulator';
import type { CentreChange, ConnectEmulator, FlowLeg, InstanceSetup } from '../../../local/connect/types';
import { CALL_FLOW, DIAL_FLOW, QUEUE_ID, TASK_FLOW, type Delays, type Desk, type DeskDeps } from './desk';
import { drawDay, scene, type CallDraw } from './scene';
import { createTally, type Totals } from './tally';

/** One day of one policy. */
export interface DayOptions {
  readonly agents: number;
  readonly seed: number;
  readonly day: number;
  readonly delays: Delays;
  readonly desk: (deps: DeskDeps) => Desk;
}

const FIRST_DAY_MS = Date.UTC(2026, 2, 2, 8);

/** Everybody who waits at closing is still served: the day ends when the last one is. */
const LAST_MS = scene.dayMs + 6 * 3_600_000;

/** Plays a day on the emulated centre and adds what happened to the totals. */
export async function playDay(options: DayOptions, totals: Totals): Promise<void> {
  const { agents, seed, day, delays } = options;
  const calls = drawDay(agents, seed, day);
  // What was learned on one day is old on the next.
  const startMs = FIRST_DAY_MS + day * 86_400_000;
  const clock = createSteppedClock({ startMs });
  const rng = createRng(seed * 7_919 + day);
  const tally = createTally(totals, agents, calls, clock.nowMs);
  const callOf = (number: string): CallDraw => {
    const call = calls[Number(number.slice(-6))];
    if (call === undefined) throw new Error(`nobody has the number of call ${number.slice(-6)}`);
    return call;
  };
  const numberOf = ({ index }: CallDraw): string => `+44163296${String(index).padStart(6, '0')}`;
  const between = ({ from, to }: { readonly from: number; readonly to: number }): number =>
    from + Math.floor(rng.next() * (to - from + 1));
  const dials = new Map<number, number>();
  let ids = 0;
  const desk = options.desk({ clock, between, agents, emulator: () => emulator, tally, delays, callOf, numberOf });

  /** Somebody on the line gives up after a while, unless served before. */
  function loses(contactId: string, afterMs: number, call: CallDraw): void {
    clock.after(afterMs, () => {
      const view = emulator.contact(contactId);
      const isWaiting = view?.stage === 'queued' || view?.stage === 'offered';
      if (!isWaiting) return;
      tally.leaves(call);
      emulator.hangUp(contactId);
    });
  }

  function enter(leg: FlowLeg): void {
    const call = callOf(leg.contactData().CustomerEndpoint?.Address ?? '');
    const { waiting, ringing } = desk.standing();
    const inQueue = emulator.core.centre.router.lineOf(QUEUE_ID).figures.current().VOICE.size + waiting + ringing;
    const isBusy = tally.freeAgents() <= ringing;
    const expectedMs = isBusy ? ((inQueue + 1) * scene.handleMs) / agents : 0;
    if (desk.isOffering && call.takes && expectedMs >= scene.offerFromMs) {
      tally.takesCallback(call);
      desk.take(leg, call);
      return;
    }
    leg.setTargetQueue(QUEUE_ID);
    leg.transferToQueue();
    loses(leg.contactId, call.patienceMs, call);
  }

  function onChange(change: CentreChange): void {
    desk.onChange(change);
    if (change.kind === 'agent_state') tally.offered(change.agentId, change.state === 'offered');
    if (change.kind !== 'agent_connected') return;
    const view = emulator.contact(change.contactId);
    if (view === undefined || view.channel === 'TASK') return;
    const call = callOf(view.customerNumber ?? '');
    tally.startsWork(change.agentId);
    tally.served(call);
    clock.after(call.talkMs + call.afterContactWorkMs, () => tally.endsWork(change.agentId));
  }

  const emulator: ConnectEmulator = createConnectEmulator({
    clock,
    rng,
    uuid: () => `id-${(ids += 1)}`,
    setup: setupOf(agents),
    flows: {
      play: async (leg, entry) => {
        if (entry.kind === 'inbound' && entry.flowId === CALL_FLOW) enter(leg);
        else await desk.play(leg, entry);
        const view = emulator.contact(leg.contactId);
        const isReady = entry.kind === 'outbound' && view?.stage === 'queued';
        if (isReady) {
          const call = callOf(view.customerNumber ?? '');
          loses(leg.contactId, call.readyPatienceMs, call);
        }
      },
    },
    network: {
      dial: ({ to, contactId }) => {
        // On a native callback an agent has accepted, and idles from now on.
        const agentId = emulator.core.book.running(contactId)?.offeredToAgentId;
        if (agentId !== undefined) tally.offered(agentId, false);
        const call = callOf(to);
        const at = dials.get(call.index) ?? 0;
        dials.set(call.index, at + 1);
        tally.dials(call);
        const ring = call.rings[Math.min(at, call.rings.length - 1)];
        if (ring?.answers === true) return { kind: 'answers', afterMs: ring.afterMs, who: 'person' };
        return { kind: 'no_answer', afterMs: scene.noAnswerMs };
      },
    },
    talk: (contact) => {
      const { talkMs, afterContactWorkMs } = callOf(contact.customerNumber ?? '');
      return { talkMs, afterContactWorkMs, endedBy: 'customer' };
    },
    timing: { acceptMs: () => delays.acceptMs, taskAfterContactWorkMs: () => 0, metricsLagMs: () => 0 },
    onChange,
    limits: 'none',
  });
  for (let index = 0; index < agents; index += 1) emulator.signIn(agentIdOf(index));
  for (const call of calls) {
    clock.at(startMs + call.atMs, () => {
      emulator.callIn({ from: numberOf(call), to: '+441632960999', flowId: CALL_FLOW });
    });
  }
  await clock.runUntil(startMs + LAST_MS);
  tally.close();
}

function agentIdOf(index: number): string {
  return `agent-${index}`;
}

function setupOf(agents: number): InstanceSetup {
  return {
    instanceId: 'bench',
    region: 'eu-west-2',
    accountId: '111122223333',
    concurrentCallsMax: 100_000,
    flows: [CALL_FLOW, DIAL_FLOW, TASK_FLOW].map((id) => ({ id, name: id })),
    queues: [{ id: QUEUE_ID, name: QUEUE_ID, callerId: '+441632960999', maxContacts: 100_000 }],
    routingProfiles: [
      {
        id: 'profile',
        name: 'profile',
        queues: [{ queueId: QUEUE_ID, priority: 1, delaySeconds: 0 }],
        // A task may come during after-contact work, and no call comes while there is a task.
        concurrency: { VOICE: 1, TASK: 2 },
        crossChannel: { VOICE: 'ROUTE_ANY_CHANNEL', TASK: 'ROUTE_CURRENT_CHANNEL_ONLY' },
      },
    ],
    agents: Array.from({ length: agents }, (_, index) => ({
      id: agentIdOf(index),
      username: agentIdOf(index),
      routingProfileId: 'profile',
    })),
  };
}
