import type { AttemptOutcome } from '../../lib/core/callback/attempt';
import type { Callback, ClosedOutcome } from '../../lib/core/callback/callback';
import { contactAttributes } from '../../lib/core/contact-attributes';
import type { CallbackStore } from '../../lib/ports/callback-store';
import type { JournalEntry } from '../../lib/ports/journal';
import type { AgentStateView, CentreChange, ContactView } from '../connect/types';
import { createCallTally, type Tally } from './call-tally';
import { createDialCheck } from './dial-check';
import { createIdleAgents } from './idle-agents';
import { createLostTally, isReached } from './lost-tally';
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
  const lost = createLostTally();
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
    const known = found.filter((callback) => callback !== undefined);
    return {
      ...callFigures(calls.tally(), known),
      callbacksRequested: registered.size - known.filter(({ origin }) => origin === 'lost').length,
      callbacksDialed: dialed.size,
      callbacksReached: known.filter(isReached).length,
      callbacksOpen: known.filter(({ state }) => state !== 'closed').length,
      callbacksLost: found.length - known.length,
      doubleDials: dials.doubles(),
      orderInversions: order.inversions(),
      ...waitFigures(calls.tally()),
      agentIdleSecondsPerCallback: tenth(idle.idleMs() / 1000 / Math.max(1, known.filter(isReached).length)),
      dialOutcomes: { ...outcomes },
      lost: lost.figures(known),
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
    watcher: {
      onCallback,
      onRegistered: ({ id }) => void registered.add(id),
      onPassBegins: order.onPassBegins,
      onLineSeen: order.onLineSeen,
      ...lost.watcher,
    },
    report,
    glance: () => report({ find: async (id) => latest.get(id) }),
  };
}

/** A call that was lost stays lost, whatever becomes of the callback that nobody asked for. */
function callFigures(
  { offered, answered, lost }: Tally,
  callbacks: readonly Callback[],
): Pick<RunReport, 'callsOffered' | 'callsAnswered' | 'callsLost'> {
  const requested = callbacks.filter(({ origin }) => origin === 'requested');
  const unreached = requested.filter((callback) => callback.state === 'closed' && unserved.has(callback.outcome));
  return {
    callsOffered: offered,
    callsAnswered: answered + requested.filter(isReached).length,
    callsLost: lost + unreached.length,
  };
}

function waitFigures(tally: Tally): Pick<RunReport, 'holdMinutes' | 'waitToAgentSeconds' | 'waitAfterReadySeconds'> {
  return {
    holdMinutes: tenth(tally.holdMs / 60_000),
    waitToAgentSeconds: spreadOf(tally.waitsToAgentMs),
    waitAfterReadySeconds: spreadOf(tally.waitsAfterReadyMs),
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
