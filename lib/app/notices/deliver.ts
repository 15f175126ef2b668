import type { CaseEvent } from '../../core/events/domain-event';
import { AdapterError } from '../../ports/adapter-error';
import type { Delivery } from '../../ports/delivery-store';
import type { SendOutcome } from '../../ports/messages';
import type { NoticeDeps } from './notice-deps';

/** Longer than one send and the reads before it can take, and shorter than the minute after which Lambda brings an event again. */
const LEASE_MS = 45_000;

/** After so many it is set aside, to be seen. */
const TRIES_MAX = 5;

/** Lambda brings an event three times; two tries each time make the five. */
const TRIES_AT_ONCE = 2;
const PAUSE_MS = 1_000;

export type LedgerDeps = Pick<NoticeDeps, 'store' | 'clock' | 'journal'>;

/** What is to go to whom. */
export type Outgoing = Pick<Delivery, 'id' | 'caseId' | 'channel' | 'to' | 'about'>;

/** `skipped`: there is no reason to send it, and none will come. */
export type Sent = SendOutcome | { readonly kind: 'skipped'; readonly why: string };

/** How it stands with one that is being sent: an earlier try may have arrived without our knowing. */
export interface Try {
  readonly mayHaveArrived: boolean;
}

/** The id of what an event has sent to one receiver: a repeat of the event finds it, and so does nobody else. */
export function deliveryId(
  { caseId, after }: Pick<CaseEvent['detail'], 'caseId' | 'after'>,
  channel: Delivery['channel'],
  to: string,
  what: string,
): string {
  return [caseId, after, channel, to, what].join(':');
}

/** Which of a case's events: `7.case.opened`, by the version of the case and the type. */
export function whatOf({ id, caseId }: Pick<CaseEvent['detail'], 'id' | 'caseId'>): string {
  return id.slice(caseId.length + 1).replaceAll(':', '.');
}

/**
 * Sends once: taken in the ledger before, noted after. What is not settled is thrown as a fault that may pass, so that the
 * event comes again; what was refused, or tried often enough, is set aside where `DeliveryStore.failed` shows it.
 */
export async function deliver(
  deps: LedgerDeps,
  outgoing: Outgoing,
  send: (turn: Try) => Promise<Sent>,
): Promise<Delivery> {
  for (let turn = 1; ; turn += 1) {
    const known = await deps.store.deliveries.get(outgoing.id);
    const nowMs = deps.clock.nowMs();
    const sending: Delivery = {
      ...outgoing,
      state: 'sending',
      tries: 0,
      atMs: nowMs,
      leaseUntilMs: nowMs + LEASE_MS,
    };
    const taken = await deps.store.deliveries.take(sending, nowMs);
    if (taken.kind === 'settled') return taken.delivery;
    if (taken.kind !== 'taken') throw comesAgain(`${outgoing.channel} is being sent`);
    // A lease that ran out is all that is left of a try of which nothing was noted.
    const mayHaveArrived = known !== undefined && (known.leaseUntilMs !== undefined || known.mayHaveArrived === true);
    const outcome = await send({ mayHaveArrived });
    const tried = { ...outgoing, atMs: nowMs, tries: taken.tries };
    const noted = await note(deps, settled(tried, outcome, mayHaveArrived));
    if (noted.state !== 'sending') return noted;
    if (turn === TRIES_AT_ONCE) throw comesAgain(`${outgoing.channel}: ${noted.why ?? 'not sent'}`);
    await deps.clock.sleep(PAUSE_MS);
  }
}

async function note(deps: LedgerDeps, delivery: Delivery): Promise<Delivery> {
  await deps.store.deliveries.put(delivery);
  if (delivery.state === 'failed') {
    const { id, channel, why = '' } = delivery;
    deps.journal.note({ kind: 'fault', where: `notice ${channel}`, reason: `${id}: ${why}` });
  }
  return delivery;
}

/** Without a lease the next one may try at once. */
function settled(tried: Omit<Delivery, 'state'>, outcome: Sent, mayHaveArrived: boolean): Delivery {
  switch (outcome.kind) {
    case 'sent':
      return { ...tried, state: 'sent', ...(outcome.ref === undefined ? {} : { ref: outcome.ref }) };
    case 'skipped':
      return { ...tried, state: 'skipped', why: outcome.why };
    case 'refused':
      return { ...tried, state: 'failed', why: outcome.reason, ...doubt(mayHaveArrived) };
    case 'throttled':
      return notSent(tried, mayHaveArrived ? 'throttled, after a try without an answer' : 'throttled', mayHaveArrived);
    case 'unknown':
      return notSent(tried, outcome.reason, true);
  }
}

function notSent(tried: Omit<Delivery, 'state'>, why: string, mayHaveArrived: boolean): Delivery {
  return { ...tried, state: tried.tries >= TRIES_MAX ? 'failed' : 'sending', why, ...doubt(mayHaveArrived) };
}

function doubt(mayHaveArrived: boolean): Pick<Delivery, 'mayHaveArrived'> {
  return mayHaveArrived ? { mayHaveArrived } : {};
}

function comesAgain(reason: string): AdapterError {
  return new AdapterError('notices', { retryable: true, cause: new Error(reason) });
}
