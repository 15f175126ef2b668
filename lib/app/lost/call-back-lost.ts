import type { Callback } from '../../core/callback/callback';
import { STANDARD_CLASS } from '../../core/callback/line-order';
import { hold } from '../../core/callback/holding';
import { requestForLost } from '../../core/callback/lost-request';
import type { LostCase } from '../../core/lost/case';
import { foldCase } from '../../core/lost/fold-case';
import type { CallBackPolicy } from '../../core/policy/lost-policy';
import { queueByName, type QueuePolicy } from '../../core/policy/policy';
import { termsOf } from '../../core/policy/terms-of';
import { AdapterError } from '../../ports/adapter-error';
import type { MarkedCase } from '../../ports/case-store';
import type { Stored } from '../../ports/stored';
import { refusalToCall } from '../admit-number';
import type { Deps } from '../deps';
import { archive } from '../follow-change';
import { holdBack } from '../hold-back';
import { contactOnLine } from './call-on-line';
import { endForLost, type EndLostDeps } from './end-lost-callback';
import { markCase } from './mark-case';

export type CallBackDeps = EndLostDeps & Pick<Deps, 'ids'>;

/** What calling back one case goes by. */
interface Wanted {
  readonly lostCase: LostCase;
  readonly callBack: CallBackPolicy;
  /** The queue that calls back. */
  readonly calling: QueuePolicy;
}

const TRIES_MAX = 8;

/**
 * Registers a callback for the lost calls of an open case, once for each run of them, where the policy of their queue wants
 * that, the number may be called, and it is not too late. One that was withdrawn while the case stayed open is followed by
 * another. Asked again, by any number of processes at once, it changes nothing.
 */
export async function callBackLost(deps: CallBackDeps, lostCase: LostCase): Promise<void> {
  const callBack = queueByName(deps.policy, lostCase.queue)?.lost.callBack;
  const calling = callBack === undefined ? undefined : queueByName(deps.policy, callBack.queue);
  if (callBack === undefined || calling === undefined) return;
  if (lostCase.status !== 'open') return;
  const wanted = { lostCase, callBack, calling };
  const key = await keyFor(deps, wanted);
  if (key === 'taken') return;
  const rule = await ruleAgainst(deps, wanted);
  if (rule !== undefined) {
    const { queue, id: caseId } = lostCase;
    deps.journal.note({ kind: 'not_called_back', caseId, queue, rule });
    return;
  }
  const marked = await withCallback(deps, lostCase, key.follows);
  // Closed since, and perhaps reopened: whoever reopened it asks anew.
  if (marked?.status !== 'open' || marked.afterMs !== lostCase.afterMs) return;
  const registered = await register(deps, { ...wanted, lostCase: marked });
  if (registered !== undefined) await endIfClosed(deps, marked, registered);
}

/** Old news, at the first deployment say, is told too late for anybody to be called; the case is there all the same. */
async function ruleAgainst(deps: CallBackDeps, wanted: Wanted) {
  const { number } = wanted.lostCase;
  const refusal = await refusalToCall(deps, { number, cli: number });
  if (refusal !== undefined) return refusal.code;
  return timesOf(wanted).deadlineMs <= deps.clock.nowMs() ? 'deadline_passed' : undefined;
}

/** The id is kept in the case before it is registered: of several who do both at once all register the same. */
async function withCallback(
  deps: CallBackDeps,
  lostCase: LostCase,
  follows: string | undefined,
): Promise<LostCase | undefined> {
  if (lostCase.callbackId !== undefined && lostCase.callbackId !== follows) return lostCase;
  const callbackId = deps.ids.ulid(deps.clock.nowMs());
  const mark = { kind: 'callback', afterMs: lostCase.afterMs, callbackId } as const;
  return markCase(deps, lostCase, [follows === undefined ? mark : { ...mark, follows }]);
}

/** What lies under the key that a callback would have; `follows`: the one of this run that was withdrawn. */
interface FreeKey {
  readonly former: Stored<Callback> | undefined;
  readonly follows: string | undefined;
}

/** `taken`: nothing is to be registered. */
async function keyFor({ store }: CallBackDeps, { lostCase, calling }: Wanted): Promise<'taken' | FreeKey> {
  const { number, queue, afterMs, callbackId } = lostCase;
  const callbacks = await store.callbacks.ofCaller(number);
  // Asked for in the queue where the calls were lost, it would ring the same telephone for the same thing.
  const isOpenThere = callbacks.some(
    ({ value }) => value.state !== 'closed' && [calling.name, queue].includes(value.queue),
  );
  const former = callbacks.find(({ value }) => value.number === number && value.queue === calling.name);
  if (isOpenThere || (former !== undefined && isOfRun(former.value, queue, afterMs))) return 'taken';
  const known = callbackId === undefined ? undefined : await store.callbacks.find(callbackId);
  if (known === undefined) return { former, follows: undefined };
  // Nobody has been called by one that was withdrawn; and another one needs another id, which Connect has not seen.
  return isWithdrawn(known) ? { former, follows: callbackId } : 'taken';
}

/** This run of lost calls has been called back. */
function isOfRun(callback: Callback, lostIn: string, afterMs: number): boolean {
  if (callback.state !== 'closed' || isWithdrawn(callback)) return false;
  return callback.origin === 'lost' && callback.lostIn === lostIn && callback.requestedAtMs > afterMs;
}

function isWithdrawn(callback: Callback): boolean {
  return callback.state === 'closed' && callback.outcome === 'withdrawn';
}

/** The callback as it was registered; undefined where one is there already. */
async function register(deps: CallBackDeps, wanted: Wanted): Promise<Callback | undefined> {
  const { lostCase, calling } = wanted;
  const { callbackId: id, number } = lostCase;
  if (id === undefined) return undefined;
  const lostCallIds = lostCallsOf(await deps.store.cases.get(lostCase));
  const [requestContactId] = lostCallIds;
  if (requestContactId === undefined) return undefined;
  const terms = { id, requestContactId, ...(await termsFor(deps, wanted)) };
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const key = await keyFor(deps, wanted);
    if (key === 'taken' || key.follows === id) return undefined;
    const { former } = key;
    if (former?.value.state === 'closed' && !former.value.archived) {
      await archive(deps, former.value, former.version);
      continue;
    }
    const left = former?.value.tasksToEnd === undefined ? {} : { tasksToEnd: former.value.tasksToEnd };
    const nowMs = deps.clock.nowMs();
    const request = requestForLost({ ...terms, ...left }, nowMs);
    const callback = heldFor(request, await contactOnLine(deps, number, lostCallIds), nowMs);
    if ((await deps.store.callbacks.register(callback, former?.version ?? 0)) !== 'stored') continue;
    deps.journal.note({ kind: 'registered', callbackId: id, queue: calling.name, placeMs: callback.placeMs });
    // Who rang in while it was being stored found nothing to hold back; in either order one of the two sees the other.
    const contactId = await contactOnLine(deps, number, lostCallIds);
    if (contactId !== undefined) await holdBack(deps, callback, contactId);
    return callback;
  }
  throw new AdapterError('store', { retryable: true, cause: new Error('registration met a change every time') });
}

/** Nobody is dialed while talking to us, whatever that call is about. */
function heldFor(callback: Callback, contactId: string | undefined, nowMs: number): Callback {
  const held = contactId === undefined ? undefined : hold(callback, contactId, nowMs);
  return held?.ok === true ? held.value : callback;
}

/** It is due after the delay, since many callers ring again by themselves. */
function timesOf({ lostCase, callBack, calling }: Wanted) {
  const dueAtMs = lostCase.lostAtMs + callBack.delayMs;
  return { dueAtMs, deadlineMs: dueAtMs + calling.deadlineMs };
}

async function termsFor(deps: CallBackDeps, { lostCase, callBack, calling }: Wanted) {
  const { number, queue: lostIn, firstAtMs: placeMs } = lostCase;
  const { giveUpMs } = termsOf(deps.policy, { queue: calling.name, origin: 'lost', lostIn });
  const profile = await deps.store.callers.get(number);
  const language = calling.languages.find((code) => code === (profile?.language ?? lostCase.customer?.language));
  return {
    number,
    queue: calling.name,
    lostIn,
    placeMs,
    ...timesOf({ lostCase, callBack, calling }),
    class: classFor(deps, { lostCase, callBack, calling }),
    ...(giveUpMs === undefined ? {} : { giveUpMs }),
    ...(language === undefined ? {} : { language }),
  };
}

/** What the policy names goes first; the very important have their class where the queue has it. */
function classFor({ policy: { vipClass } }: CallBackDeps, { lostCase, callBack, calling }: Wanted): string {
  if (callBack.class !== undefined) return callBack.class;
  const isVip = lostCase.customer?.isVip === true && calling.classes.some(({ name }) => name === vipClass);
  return isVip && vipClass !== undefined ? vipClass : STANDARD_CLASS;
}

/** The latest first: the dial follows from that one. */
function lostCallsOf(marked: MarkedCase | undefined): readonly string[] {
  const lost = (marked?.marks ?? []).flatMap((mark) => (mark.kind === 'lost' && mark.lost !== undefined ? [mark] : []));
  return lost
    .toSorted((a, b) => b.endedAtMs - a.endedAtMs || (a.callId < b.callId ? -1 : 1))
    .map(({ callId }) => callId);
}

/** Whoever closed the case a moment ago found no callback to end; in either order one of the two sees the other. */
async function endIfClosed(deps: CallBackDeps, lostCase: LostCase, callback: Callback): Promise<void> {
  const marked = await deps.store.cases.get(lostCase);
  const now = marked === undefined ? undefined : foldCase(marked);
  if (now?.status === 'open' && now.afterMs === lostCase.afterMs) return;
  await endForLost(deps, callback, 'withdrawn');
}
