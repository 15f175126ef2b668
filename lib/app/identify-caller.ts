import type { Callback } from '../core/callback/callback';
import type { Holders } from '../core/dispatch/holders';
import { isOpen, upcomingSpans } from '../core/hours';
import { parsePhoneNumber, type PhoneRefusal } from '../core/phone-number';
import type { QueuePolicy } from '../core/policy/policy';
import type { Deps } from './deps';
import { holdBackCaller } from './hold-back';
import { predictWait, standingOf, type WaitPrediction } from './predict-wait';

export type IdentifyDeps = Pick<
  Deps,
  'store' | 'dialer' | 'capacity' | 'tasks' | 'wakes' | 'journal' | 'clock' | 'policy'
>;

/** Who is on the line, and what may be offered. */
export type Identified = Entered &
  (
    | { readonly kind: 'no_number'; readonly refusal: PhoneRefusal }
    | { readonly kind: 'new'; readonly number: string; readonly isOfferDue: boolean }
    | { readonly kind: 'has_callback'; readonly callback: Callback }
  );

/** What is said to every caller. */
interface Entered {
  readonly wait: WaitPrediction;
  /** When this call first asked; asked again later, the caller has been waiting since then. */
  readonly enteredAtMs: number;
  /** By the queue's hours in the policy, now. */
  readonly isOpen: boolean;
  /** When a closed queue opens next; absent when it is open, or not to open within a week. */
  readonly opensAtMs?: number;
}

/** An inbound call as its flow presents it. */
export interface InboundCall {
  readonly contactId: string;
  readonly from: string | null | undefined;
  readonly queue: QueuePolicy;
  readonly holdersHint?: Holders;
}

/**
 * Remembers an inbound call, says whether its caller has asked for a callback in this queue that is open, and holds back
 * every open callback of that caller while the call lasts: nobody is dialed while talking to us. A dial under way is stopped.
 */
export async function identifyCaller(deps: IdentifyDeps, call: InboundCall): Promise<Identified> {
  const { queue, contactId } = call;
  const nowMs = deps.clock.nowMs();
  const parsed = parsePhoneNumber(call.from, deps.policy.country);
  // Kept before callbacks are looked for: whoever registers one at this moment looks after storing it, and one sees the other.
  if (parsed.ok) await deps.store.callers.noteCall(parsed.value, { contactId, atMs: nowMs });
  const open = parsed.ok ? await holdBackCaller(deps, parsed.value, contactId) : [];
  // Who was lost has asked for nothing, and hears nothing of what was registered for them.
  const mine = open.find((callback) => callback.queue === queue.name && callback.origin === 'requested');
  const remembered = await deps.store.contacts.get(contactId);
  const enteredAtMs = remembered?.kind === 'inbound' ? remembered.enteredAtMs : nowMs;
  const line = { holdersHint: call.holdersHint };
  const wait =
    mine === undefined
      ? await predictWait(deps, queue, { placeMs: enteredAtMs, id: contactId }, line)
      : await standingOf(deps, queue, mine, line);
  if (remembered === undefined) {
    const number = parsed.ok ? { number: parsed.value } : {};
    const isOfCallback = mine !== undefined && wait.waitMs !== undefined;
    if (isOfCallback) await deps.store.contacts.noteReturn(mine.requestContactId, contactId);
    await deps.store.contacts.remember(
      { kind: 'inbound', contactId, ...number, queue: queue.name, enteredAtMs, ...keptOf(wait, isOfCallback) },
      nowMs,
    );
  }
  const entered = { wait, enteredAtMs, ...openingOf(queue, nowMs) };
  if (!parsed.ok) return { kind: 'no_number', refusal: parsed.error, ...entered };
  if (mine !== undefined) return { kind: 'has_callback', callback: mine, ...entered };
  return { kind: 'new', number: parsed.value, isOfferDue: (wait.waitMs ?? 0) > queue.offerWaitMs, ...entered };
}

/** What is kept of a wait until its outcome is known. For the place of a callback it says nothing of those who join the line now. */
function keptOf({ waitMs, range, told }: WaitPrediction, isOfCallback: boolean) {
  return {
    ...(waitMs === undefined ? {} : { expectedWaitMs: waitMs }),
    ...(range === undefined ? {} : { expectedRange: range }),
    ...(told === undefined || isOfCallback ? {} : { told }),
  };
}

function openingOf({ hours }: QueuePolicy, nowMs: number): Pick<Entered, 'isOpen' | 'opensAtMs'> {
  if (isOpen(hours, nowMs)) return { isOpen: true };
  const opensAtMs = upcomingSpans(hours, nowMs)[0]?.fromMs;
  return { isOpen: false, ...(opensAtMs === undefined ? {} : { opensAtMs }) };
}
