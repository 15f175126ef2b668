import type { WaysAllowed } from '../../../../../lib/core/dispatch/ways';
import type { FlowLeg } from '../../../../../local/connect/types';
import { QUEUE_ID, TASK_FLOW, type Desk, type DeskDeps } from '../../desk';
import { bringToAgent } from './bring-to-agent';
import { createDispatcher } from './dispatcher';
import { createEntryBook } from './entries';
import { createKnowledge, type PoolMemory } from './knowledge';
import { createObserver } from './observer';
import { createTaskDesk } from './tasks';

/** Holdfree's planner on the emulated centre: what it knows is as late as in Connect, and what it plans is done at once. */
export function createHoldfree(deps: DeskDeps, ways: WaysAllowed, memory: PoolMemory): Desk {
  const { clock, delays, tally, callOf, emulator } = deps;
  const book = createEntryBook();
  const rules = { ways, weight: 1, keptForHolders: { requested: 0, lost: 0.5 }, headStartMs: {} };
  const parts = { book, tasks: createTaskDesk(deps), knowledge: createKnowledge(deps, rules, memory) };
  const dispatcher = createDispatcher(deps, parts);
  const onChange = createObserver(deps, { ...parts, dispatcher });

  async function playDial(leg: FlowLeg): Promise<void> {
    const call = callOf(leg.contactData().CustomerEndpoint?.Address ?? '');
    const entry = book.of(call.index);
    if ((await leg.wait(delays.pressMs)) === 'gone') return;
    entry.state = 'answered';
    entry.readyAtMs = clock.nowMs();
    tally.ready(call);
    const ms = clock.nowMs() - entry.startedAtMs;
    parts.knowledge.wasReady({ contactId: leg.contactId, ms, ringMs: ms - delays.pressMs });
    if (entry.task !== undefined && entry.task.agentId === undefined) parts.tasks.end(entry);
    leg.setTargetQueue(QUEUE_ID);
    leg.setRouting({ adjustmentSeconds: Math.round((clock.nowMs() - entry.placeMs) / 1_000) });
    leg.transferToQueue();
  }

  /** The flow of a ready caller who waits asks for the agent first of all. */
  async function playHold(leg: FlowLeg): Promise<void> {
    const view = emulator().contact(leg.contactId);
    if (view?.initiationMethod !== 'API' || view.channel === 'TASK') return;
    if (delays.functionMs > 0 && (await leg.wait(delays.functionMs)) === 'gone') return;
    bringToAgent(deps, parts, book.of(callOf(view.customerNumber ?? '').index));
  }

  return {
    isOffering: true,
    standing: () => ({ waiting: book.in('line', 'offered').length, ringing: book.in('dialing').length }),
    take: (leg, call) => {
      const entry = book.add(call, clock.nowMs());
      leg.disconnect();
      dispatcher.enterLine(entry);
    },
    play: async (leg, entry) => {
      if (entry.flowId === TASK_FLOW && entry.kind === 'inbound') parts.tasks.play(leg);
      else if (entry.kind === 'outbound') await playDial(leg);
      else if (entry.kind === 'customer_queue') await playHold(leg);
    },
    onChange,
  };
}
