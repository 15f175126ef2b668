import type { AttemptOutcome } from '../../lib/core/callback/attempt';
import type { Callback, ClosedOutcome } from '../../lib/core/callback/callback';
import { contactAttributes } from '../../lib/core/contact-attributes';
import type { CallbackStore } from '../../lib/ports/callback-store';
import type { JournalEntry } from '../../lib/ports/journal';
import type { AgentStateView, CentreChange, ContactView } from '../connect/types';
import { createCallTally } from './call-tally';
import { createDialCheck } from './dial-check';
import { createIdleAgents } from './idle-agents';
import { createOrderCheck } from './order-check';
import { spreadOf, tenth, type RunReport } from './report';
import type { StoreWatcher } from './watched-store';

/** Watches a run from outside: the centre as it really was, the store as it really changed, the journal as it was told. */
export interface RunObserver {
  readonly onChange: (change: CentreChange) => void;
  readonly onJournal: (entry: JournalEntry) => void;
  readonly onBusySignal: () => void;
  readonly watcher: StoreWatcher;
  /** What the run came to so far; asks the store for every callback that was ever registered. */
  readonly report: (callbacks: Pick<CallbackStore, 'find'>) => Promise<RunReport>;
  /** The same from what was seen alone, for a screen: it cannot tell that the store has lost something. */
  readonly glance: () => Promise<RunReport>;
}

/** Ends of a callback that served nobody: the caller counts as lost. */
const unserved: ReadonlySet<ClosedOutcome> = new Set(['exhausted', 'expired', 'refused', 'cancelled']);

export function createRunObserver(
  nowMs: () => number,
  contactOf: (contactId: string) => ContactView | undefined,
  agentOf: (agentId: string) => Pick<AgentStateView, 'contacts'> = () => ({ contacts: [] }),
): RunObserver {
  const order = createOrderCheck();
  const dials = createDialCheck();
  const idle = createIdleAgents(nowMs, contactOf, agentOf);
  const latest = new Map<string, Callback>();
  const registered = new Set<string>();
  const dialed = new Set<string>();
  const outcomes = noOutcomes();
  const calls = createCallTally({ nowMs, contactOf, callbackOf: (id) => latest.get(id) });

  function onCallback(callback: Callback): void {
    latest.set(callback.id, callback);
    order.onCallback(callback);
    idle.onCallback(callback);
  }

  function onChange(change: CentreChange): void {
    if (change.kind === 'agent_state') return idle.onAgent(change);
    const contact = contactOf(change.contactId);
    // A task is neither a call nor a dial, and nobody waits on it.
    if (contact?.channel === 'TASK') return;
    idle.onCall(change);
    if (change.kind === 'contact_started' && contact?.initiationMethod === 'API') {
      dials.started(contact);
      dialed.add(contact.attributes[contactAttributes.callbackId] ?? 'none');
    }
    if (change.kind === 'contact_ended') dials.ended(change.contactId);
    calls.onChange(change);
  }

  async function report(callbacks: Pick<CallbackStore, 'find'>): Promise<RunReport> {
    const found: (Callback | undefined)[] = [];
    for (const id of registered) found.push(await callbacks.find(id));
    const tally = calls.tally();
    const known = found.filter((callback) => callback !== undefined);
    const closed = known.filter((callback) => callback.state === 'closed');
    const reached = closed.filter((callback) => callback.outcome === 'completed').length;
    const talking = known.filter((callback) => callback.state === 'talking').length;
    return {
      callsOffered: tally.offered,
      callsAnswered: tally.answered + reached + talking,
      callsLost: tally.lost + closed.filter((callback) => unserved.has(callback.outcome)).length,
      callbacksRequested: registered.size,
      callbacksDialed: dialed.size,
      callbacksReached: reached + talking,
      callbacksOpen: known.length - closed.length,
      callbacksLost: found.length - known.length,
      doubleDials: dials.doubles(),
      orderInversions: order.inversions(),
      holdMinutes: tenth(tally.holdMs / 60_000),
      waitToAgentSeconds: spreadOf(tally.waitsToAgentMs),
      waitAfterReadySeconds: spreadOf(tally.waitsAfterReadyMs),
      agentIdleSecondsPerCallback: tenth(idle.idleMs() / 1000 / Math.max(1, reached + talking)),
      dialOutcomes: { ...outcomes },
    };
  }

  return {
    onChange,
    onBusySignal: calls.onBusySignal,
    onJournal: (entry) => {
      order.onJournal(entry);
      idle.onJournal(entry);
      if (entry.kind === 'registered') registered.add(entry.callbackId);
      if (entry.kind === 'attempt_ended') outcomes[entry.outcome] += 1;
    },
    watcher: { onCallback, onPassBegins: order.onPassBegins, onLineSeen: order.onLineSeen },
    report,
    glance: () => report({ find: async (id) => latest.get(id) }),
  };
}

/** Every outcome, so that one that never happened is told as 0. */
function noOutcomes(): Record<AttemptOutcome, number> {
  return {
    reached: 0,
    no_answer: 0,
    busy: 0,
    voicemail: 0,
    invalid_number: 0,
    failed: 0,
    left_after_ready: 0,
    stopped: 0,
  };
}
