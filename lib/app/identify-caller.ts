import { factsOf, type Callback } from '../core/callback/callback';
import type { Holders } from '../core/dispatch/holders';
import { parsePhoneNumber, type PhoneRefusal } from '../core/phone-number';
import type { QueuePolicy } from '../core/policy/policy';
import type { Deps } from './deps';
import { holdBack } from './hold-back';
import { predictWait, type WaitPrediction } from './predict-wait';

export type IdentifyDeps = Pick<Deps, 'store' | 'dialer' | 'capacity' | 'wakes' | 'journal' | 'clock' | 'policy'>;

/** Who is on the line, and what may be offered. */
export type Identified =
  | { readonly kind: 'no_number'; readonly refusal: PhoneRefusal; readonly wait: WaitPrediction }
  | { readonly kind: 'new'; readonly number: string; readonly wait: WaitPrediction; readonly isOfferDue: boolean }
  | { readonly kind: 'has_callback'; readonly callback: Callback; readonly wait: WaitPrediction };

/** An inbound call as its flow presents it. */
export interface InboundCall {
  readonly contactId: string;
  readonly from: string | null | undefined;
  readonly queue: QueuePolicy;
  readonly holdersHint?: Holders;
}

/**
 * Remembers an inbound call, says whether its caller has an open callback in this queue, and holds back every open
 * callback of that caller while the call lasts: nobody is dialed while talking to us. A dial under way is stopped.
 */
export async function identifyCaller(deps: IdentifyDeps, call: InboundCall): Promise<Identified> {
  const { queue, contactId } = call;
  const nowMs = deps.clock.nowMs();
  const parsed = parsePhoneNumber(call.from, deps.policy.country);
  const callbacks = parsed.ok ? await deps.store.callbacks.ofCaller(parsed.value) : [];
  const open = callbacks.map((stored) => stored.value).filter((callback) => callback.state !== 'closed');
  for (const callback of open) await holdBack(deps, callback, contactId);
  const mine = open.find((callback) => callback.queue === queue.name);
  const place = mine === undefined ? { placeMs: nowMs, id: contactId } : factsOf(mine);
  const wait = await predictWait(deps, queue, place, call.holdersHint);
  await deps.store.contacts.remember(
    {
      kind: 'inbound',
      contactId,
      ...(parsed.ok ? { number: parsed.value } : {}),
      queue: queue.name,
      enteredAtMs: nowMs,
      ...(wait.waitMs === undefined ? {} : { expectedWaitMs: wait.waitMs }),
    },
    nowMs,
  );
  if (!parsed.ok) return { kind: 'no_number', refusal: parsed.error, wait };
  if (mine !== undefined) return { kind: 'has_callback', callback: mine, wait };
  return { kind: 'new', number: parsed.value, wait, isOfferDue: (wait.waitMs ?? 0) > queue.offerWaitMs };
}
