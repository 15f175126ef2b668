import type { AttemptOutcome } from '../../lib/core/callback/attempt';
import type { Callback, ClosedOutcome } from '../../lib/core/callback/callback';
import { dialAttributes } from '../../lib/app/find-dial';
import type { CallbackStore } from '../../lib/ports/callback-store';
import type { JournalEntry } from '../../lib/ports/journal';
import type { CentreChange, ContactView } from '../connect/types';
import { stageAttribute } from '../flows/fixed-flows';
import { createDialCheck } from './dial-check';
import { createIdleMeter } from './idle-meter';
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
): RunObserver {
  const order = createOrderCheck();
  const dials = createDialCheck();
  const idle = createIdleMeter(nowMs);
  const latest = new Map<string, Callback>();
  const registered = new Set<string>();
  const dialed = new Set<string>();
  const queuedAtMs = new Map<string, number>();
  const waitsToAgentMs: number[] = [];
  const waitsAfterReadyMs: number[] = [];
  const outcomes: Record<AttemptOutcome, number> = {
    reached: 0,
    no_answer: 0,
    busy: 0,
    voicemail: 0,
    invalid_number: 0,
    failed: 0,
    left_after_ready: 0,
    stopped: 0,
  };
  const calls = { offered: 0, answered: 0, lost: 0 };
  let holdMs = 0;

  function onCallback(callback: Callback): void {
    latest.set(callback.id, callback);
    order.onCallback(callback);
    idle.onCallback(callback);
  }

  /** The time in the queue is over, with an agent or without. */
  function leaveQueue(contact: ContactView, atMs: number): void {
    const sinceMs = queuedAtMs.get(contact.contactId);
    if (sinceMs === undefined) return;
    queuedAtMs.delete(contact.contactId);
    holdMs += atMs - sinceMs;
    if (contact.initiationMethod === 'API') waitsAfterReadyMs.push(atMs - sinceMs);
  }

  function meetAgent(contact: ContactView, atMs: number): void {
    leaveQueue(contact, atMs);
    if (contact.initiationMethod === 'INBOUND') {
      calls.answered += 1;
      waitsToAgentMs.push(atMs - contact.initiatedAtMs);
      return;
    }
    const callback = latest.get(contact.attributes[dialAttributes.callbackId] ?? 'none');
    if (callback !== undefined) waitsToAgentMs.push(atMs - callback.placeMs);
  }

  function end(contact: ContactView, atMs: number, hadAgent: boolean): void {
    leaveQueue(contact, atMs);
    dials.ended(contact.contactId);
    // A caller who asked for a callback, or who rang to hear of one, is not lost: that callback's end decides.
    const isSpokenFor = contact.attributes[stageAttribute] !== undefined;
    if (contact.initiationMethod === 'INBOUND' && !hadAgent && !isSpokenFor) calls.lost += 1;
  }

  function onChange(change: CentreChange): void {
    if (change.kind === 'agent_state') return idle.onAgent(change.agentId, change.state);
    const contact = contactOf(change.contactId);
    if (contact === undefined) return;
    if (change.kind === 'contact_started') {
      if (contact.initiationMethod === 'INBOUND') calls.offered += 1;
      else dials.started(contact);
    }
    if (change.kind === 'contact_queued') queuedAtMs.set(change.contactId, change.atMs);
    if (change.kind === 'agent_connected') meetAgent(contact, change.atMs);
    if (change.kind === 'contact_ended') end(contact, change.atMs, change.agentId !== undefined);
  }

  async function report(callbacks: Pick<CallbackStore, 'find'>): Promise<RunReport> {
    const found: (Callback | undefined)[] = [];
    for (const id of registered) found.push(await callbacks.find(id));
    const known = found.filter((callback) => callback !== undefined);
    const closed = known.filter((callback) => callback.state === 'closed');
    const reached = closed.filter((callback) => callback.outcome === 'completed').length;
    const talking = known.filter((callback) => callback.state === 'talking').length;
    return {
      callsOffered: calls.offered,
      callsAnswered: calls.answered + reached + talking,
      callsLost: calls.lost + closed.filter((callback) => unserved.has(callback.outcome)).length,
      callbacksRequested: registered.size,
      callbacksDialed: dialed.size,
      callbacksReached: reached + talking,
      callbacksOpen: known.length - closed.length,
      callbacksLost: found.length - known.length,
      doubleDials: dials.doubles(),
      orderInversions: order.inversions(),
      holdMinutes: tenth(holdMs / 60_000),
      waitToAgentSeconds: spreadOf(waitsToAgentMs),
      waitAfterReadySeconds: spreadOf(waitsAfterReadyMs),
      agentIdleSecondsPerCallback: tenth(idle.idleMs() / 1000 / Math.max(1, reached + talking)),
      dialOutcomes: { ...outcomes },
    };
  }

  return {
    onChange,
    onBusySignal: () => {
      calls.offered += 1;
      calls.lost += 1;
    },
    onJournal: (entry) => {
      order.onJournal(entry);
      if (entry.kind === 'registered') registered.add(entry.callbackId);
      if (entry.kind === 'dialed') dialed.add(entry.callbackId);
      if (entry.kind === 'attempt_ended') outcomes[entry.outcome] += 1;
    },
    watcher: { onCallback, onPassBegins: order.onPassBegins, onLineSeen: order.onLineSeen },
    report,
    glance: () => report({ find: async (id) => latest.get(id) }),
  };
}
