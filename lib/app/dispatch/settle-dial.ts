import type { ContactFacts } from '../../core/callback/attempt';
import type { Callback } from '../../core/callback/callback';
import { attemptInProgress } from '../../core/callback/dialing';
import type { ContactLookup } from '../../ports/contacts';
import type { Deps } from '../deps';
import { observeAndNote } from '../observe-and-note';
import { endTaskOfOther } from './bring-to-agents';

/** A dial whose outcome never came: Connect is asked, and what it says is what happened. */
export async function settleDial(deps: Deps, callback: Callback, contactId: string): Promise<Callback | undefined> {
  const lookup = await deps.contacts.describe(contactId);
  return applyLookup(deps, callback, { attempt: attemptInProgress(callback), contactId, lookup });
}

/** Brings a callback up to date with Connect's answer about one of its dials. As it is then; undefined when it is gone. */
export async function applyLookup(
  deps: Omit<Deps, 'ids' | 'capacity'>,
  callback: { readonly id: string; readonly number: string; readonly queue: string },
  dial: { readonly attempt: number; readonly contactId: string; readonly lookup: ContactLookup },
): Promise<Callback | undefined> {
  const { attempt, contactId, lookup } = dial;
  const factsFor = (current: Callback, nowMs: number) => factsOf(settled(lookup, current, nowMs), contactId, nowMs);
  const changed = await observeAndNote(deps, callback, { attempt, facts: factsFor });
  if (changed.kind === 'gone') return undefined;
  await endTaskOfOther(deps, changed.callback);
  return changed.callback;
}

/** What Connect will not say for a day after the deadline it will never say. */
const SILENCE_MS = 86_400_000;

function settled(lookup: ContactLookup, callback: Callback, nowMs: number): ContactLookup {
  const isPastWaiting = nowMs >= callback.deadlineMs + SILENCE_MS;
  return lookup.kind === 'unavailable' && isPastWaiting ? { kind: 'not_found' } : lookup;
}

function factsOf(lookup: ContactLookup, contactId: string, nowMs: number): ContactFacts {
  switch (lookup.kind) {
    case 'found':
      return lookup.facts;
    case 'not_found':
      // A contact that Connect no longer knows has ended; how is not known, so it counts as failed and is tried again.
      return { contactId, disconnectedAtMs: nowMs, disconnectReason: 'TELECOM_PROBLEM' };
    case 'unavailable':
      // Nothing is known: the lease is renewed, so that this one is asked for again later and others come first.
      return { contactId };
  }
}
