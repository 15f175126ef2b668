import type { Callback } from '../../lib/core/callback/callback';
import { contactAttributes, type Stage } from '../../lib/core/contact-attributes';
import type { CentreChange, ContactView } from '../connect/types';

/** What became of calls, and how long people waited on the line. Milliseconds. */
export interface Tally {
  readonly offered: number;
  readonly answered: number;
  readonly lost: number;
  readonly holdMs: number;
  readonly waitsToAgentMs: readonly number[];
  readonly waitsAfterReadyMs: readonly number[];
}

export interface CallTally {
  readonly onChange: (change: CentreChange) => void;
  /** A caller met a busy signal: offered, and lost. */
  readonly onBusySignal: () => void;
  readonly tally: () => Tally;
}

interface CallTallyDeps {
  readonly nowMs: () => number;
  readonly contactOf: (contactId: string) => ContactView | undefined;
  readonly callbackOf: (callbackId: string) => Callback | undefined;
}

/** Stages of callers whose callback decides what became of them. */
const spokenFor: ReadonlySet<string> = new Set([
  'took_callback',
  'told_of_callback',
  'changed_callback',
  'cancelled_callback',
] satisfies readonly Stage[]);

/** Counts calls and waits from what really happened in the centre. */
export function createCallTally({ nowMs, contactOf, callbackOf }: CallTallyDeps): CallTally {
  const queuedAtMs = new Map<string, number>();
  const waitsToAgentMs: number[] = [];
  const waitsAfterReadyMs: number[] = [];
  const calls = { offered: 0, answered: 0, lost: 0 };
  /** Contacts whose callers wait on in another queue, as another contact. */
  const movedOn = new Set<string>();
  let holdMs = 0;

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
    if (hasRungIn(contact)) {
      calls.answered += 1;
      waitsToAgentMs.push(atMs - (firstOf(contact)?.initiatedAtMs ?? contact.initiatedAtMs));
      return;
    }
    const callback = callbackOf(contact.attributes[contactAttributes.callbackId] ?? 'none');
    if (callback !== undefined) waitsToAgentMs.push(atMs - callback.placeMs);
  }

  function end(contact: ContactView, atMs: number, hadAgent: boolean): void {
    leaveQueue(contact, atMs);
    // A caller who asked for a callback, or who rang to hear of one, is not lost: that callback's end decides.
    const isSpokenFor = spokenFor.has(contact.attributes[contactAttributes.stage] ?? 'none');
    const isWaitingOn = movedOn.delete(contact.contactId);
    if (hasRungIn(contact) && !hadAgent && !isSpokenFor && !isWaitingOn) calls.lost += 1;
  }

  function firstOf({ initialContactId }: ContactView): ContactView | undefined {
    return initialContactId === undefined ? undefined : contactOf(initialContactId);
  }

  /** Also in another queue than the first one. */
  function hasRungIn(contact: ContactView): boolean {
    return (firstOf(contact) ?? contact).initiationMethod === 'INBOUND' && contact.initiationMethod !== 'CALLBACK';
  }

  return {
    onChange: (change) => {
      if (change.kind === 'agent_state') return;
      const contact = contactOf(change.contactId);
      if (contact === undefined) return;
      if (change.kind === 'contact_started' && contact.initiationMethod === 'INBOUND') calls.offered += 1;
      if (change.kind === 'contact_transferred') movedOn.add(change.fromContactId);
      if (change.kind === 'contact_queued') queuedAtMs.set(change.contactId, change.atMs);
      if (change.kind === 'agent_connected') meetAgent(contact, change.atMs);
      if (change.kind === 'contact_ended') end(contact, change.atMs, change.agentId !== undefined);
    },
    onBusySignal: () => {
      calls.offered += 1;
      calls.lost += 1;
    },
    tally: () => {
      // Those who are still in a queue have held until now.
      const stillMs = [...queuedAtMs.values()].reduce((sum, sinceMs) => sum + nowMs() - sinceMs, 0);
      return { ...calls, holdMs: holdMs + stillMs, waitsToAgentMs, waitsAfterReadyMs };
    },
  };
}
