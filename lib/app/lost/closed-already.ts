import type { Callback } from '../../core/callback/callback';
import type { CaseMark } from '../../core/lost/case';
import type { ClosedMark } from '../../core/lost/case-run';
import type { HandledCall, LostCall } from '../../core/lost/judged-call';
import { wholeSecond } from '../../core/lost/lost-words';
import type { Deps } from '../deps';
import { OPT_OUT_REF } from './close-cases';
import { countsIn } from './keep-handled';
import { queueOfCase, triesOf } from './note-tries';

/** No conversation is taken to last longer than this. */
const LONGEST_TALK_MS = 24 * 3_600_000;

/**
 * News of a lost call may come after news of what has closed its case since, and of our own tries: marks for those that had
 * found no case to mark. `optedOutAtMs`: of the caller, where that is so.
 */
export async function sinceLost(
  deps: Pick<Deps, 'store' | 'policy'>,
  lost: LostCall,
  optedOutAtMs: number | undefined,
): Promise<readonly CaseMark[]> {
  const { number, queue, endedAtMs } = lost;
  const talks = await deps.store.history.handledSince(number, endedAtMs - LONGEST_TALK_MS);
  const later = talks.filter((talk) => talk.endedAtMs >= endedAtMs);
  const stored = (await deps.store.callbacks.ofCaller(number)).map(({ value }) => value);
  const callbacks = stored.filter((callback) => queueOfCase(callback) === queue);
  const closings = [
    ...later.filter((talk) => countsIn(deps, talk, queue)).map(closingOfTalk),
    ...callbacks.flatMap((callback) => closingsOf(callback)),
    ...(optedOutAtMs === undefined ? [] : [closingAt('cancelled', OPT_OUT_REF, optedOutAtMs)]),
  ].filter(({ atMs }) => atMs >= endedAtMs);
  const firstMs = Math.min(...closings.map(({ atMs }) => atMs));
  const tries = [...callbacks.flatMap(triesOf), ...later.flatMap(tryOfAgent)].filter(({ atMs }) => atMs >= endedAtMs);
  return [...closings.filter(({ atMs }) => atMs === firstMs), ...tries];
}

function closingAt(how: ClosedMark['how'], ref: string, atMs: number): ClosedMark {
  return { kind: 'closed', how, ref, atMs: wholeSecond(atMs) };
}

function closingOfTalk({ contactId, endedAtMs, agentId, how }: HandledCall): ClosedMark {
  const by = { by: agentId };
  return { ...closingAt(how === 'rang_in' ? 'got_through' : 'reached', contactId, endedAtMs), ...by };
}

/** A callback that the caller has asked for since, or has cancelled. */
function closingsOf(callback: Callback): readonly ClosedMark[] {
  const { id, origin, requestedAtMs } = callback;
  const isCancelled = callback.state === 'closed' && callback.outcome === 'cancelled';
  return [
    ...(origin === 'requested' ? [closingAt('took_callback', id, requestedAtMs)] : []),
    ...(isCancelled ? [closingAt('cancelled', id, callback.closedAtMs)] : []),
  ];
}

function tryOfAgent({ how, contactId, endedAtMs }: HandledCall): readonly Extract<CaseMark, { kind: 'tried' }>[] {
  return how === 'agent_dialed' ? [{ kind: 'tried', ref: contactId, atMs: endedAtMs }] : [];
}
