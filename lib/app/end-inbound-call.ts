import type { ContactFacts } from '../core/callback/attempt';
import type { Callback } from '../core/callback/callback';
import { withdraw } from '../core/callback/closing';
import { release } from '../core/callback/holding';
import { queueByName } from '../core/policy/policy';
import { changeCallback } from './change-callback';
import type { Deps } from './deps';

export type EndInboundDeps = Pick<Deps, 'store' | 'dialer' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy'>;

/** A call with a caller is over, and what was remembered of it says whose it was. */
export async function endInboundCall(deps: EndInboundDeps, facts: ContactFacts): Promise<void> {
  const remembered = await deps.store.contacts.get(facts.contactId);
  const number = remembered?.kind === 'inbound' ? remembered.number : undefined;
  if (number !== undefined) await endCallOf(deps, number, facts);
}

/**
 * A call with this caller is over: one who was served, by ringing in or by an agent's own dial, needs no callback any
 * more; one who was not goes back to the place.
 */
export async function endCallOf(deps: EndInboundDeps, number: string, facts: ContactFacts): Promise<void> {
  const callbacks = await deps.store.callbacks.ofCaller(number);
  for (const { value } of callbacks) {
    if (value.state !== 'closed') await settleAfterCall(deps, value, facts);
  }
}

async function settleAfterCall(deps: EndInboundDeps, callback: Callback, facts: ContactFacts): Promise<void> {
  const isServed = isServedBy(deps, callback, facts);
  const changed = await changeCallback(deps, callback, (current, nowMs) =>
    isServed ? withdraw(current, facts.disconnectedAtMs ?? nowMs) : release(current, facts.contactId, nowMs),
  );
  if (!isServed || changed.kind !== 'changed' || changed.callback.state !== 'dialing') return;
  if (changed.callback.contactId !== undefined) await deps.dialer.stop(changed.callback.contactId);
}

/** Whether an agent talked with the caller long enough, in a call that was not over before the request was made. */
function isServedBy(deps: EndInboundDeps, callback: Callback, facts: ContactFacts): boolean {
  if (facts.connectedToAgentAtMs === undefined) return false;
  const servedAfterMs = queueByName(deps.policy, callback.queue)?.servedAfterMs ?? 0;
  return talkMs(facts) >= servedAfterMs && (facts.disconnectedAtMs ?? 0) >= callback.requestedAtMs;
}

/** From when both were there: the agent, and a caller who had picked up. */
function talkMs({ connectedToAgentAtMs, connectedToSystemAtMs, disconnectedAtMs }: ContactFacts): number {
  if (connectedToAgentAtMs === undefined || disconnectedAtMs === undefined) return 0;
  return disconnectedAtMs - Math.max(connectedToAgentAtMs, connectedToSystemAtMs ?? 0);
}
