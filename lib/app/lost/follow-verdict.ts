import { canonical } from '../../core/lost/canonical';
import type { CaseKey, CaseMark, LostCase } from '../../core/lost/case';
import { currentRun, marksOfCall, type LostMark } from '../../core/lost/case-run';
import { numbersOf } from '../../core/lost/judge-call';
import type { JudgedCall, LostCall } from '../../core/lost/judged-call';
import { wholeSecond } from '../../core/lost/lost-words';
import { queueByName } from '../../core/policy/policy';
import type { CallEntry } from '../../ports/call-store';
import type { MarkedCase } from '../../ports/case-store';
import type { Deps } from '../deps';
import { callBackLost, type CallBackDeps } from './call-back-lost';
import { closeForTaker } from './close-for-taker';
import { sinceLost } from './closed-already';
import { endLostCallback } from './end-lost-callback';
import { beginCase, markCase, settleCase } from './mark-case';

export type VerdictDeps = CallBackDeps & Pick<Deps, 'directory'>;

/** What a call is now judged to be, and was judged to be before. */
interface Verdict {
  readonly was: JudgedCall | undefined;
  readonly judged: JudgedCall | undefined;
  /** The version of the call with this verdict. */
  readonly version: number;
  readonly optedOutAtMs?: number;
}

/** Brings the caller's history and cases up to date with a verdict that has just been stored. */
export async function followVerdict(deps: VerdictDeps, { was, judged, ...verdict }: Verdict): Promise<void> {
  const before = lostOf(was);
  const now = lostOf(judged);
  if (before !== undefined) await dropOther(deps, before, { now, version: verdict.version });
  if (before !== undefined && !isInSameCase(before, now)) await unlose(deps, before, verdict.version);
  if (judged?.outcome === 'excluded' && judged.why === 'callback_taker') await closeForTaker(deps, judged);
  if (now === undefined) return;
  if (before === undefined) noteLost(deps, now);
  const isNews = before === undefined || !isInSameCase(before, now) || markText(before) !== markText(now);
  if (isNews) await lose(deps, now, verdict);
  // Last of all, as the sign that all has been done.
  if (canonical(before) !== canonical(now)) await deps.store.history.keepLost(now, verdict.version);
  if (isNews) await lookAgain(deps, now, verdict.version);
}

/** A verdict is stored once, so that whoever stored the first one of a lost call is alone in telling of it. */
function noteLost({ journal }: VerdictDeps, { callId, queue, type, reason }: LostCall): void {
  journal.note({ kind: 'call_lost', callId, queue, type, reason });
}

/**
 * Finishes what may have been left undone when the same was told before. Also where its case says already that the call was
 * not lost there: whoever said so may have died before the callback was ended.
 */
export async function repairVerdict(deps: VerdictDeps, { facts, judged }: CallEntry, version: number): Promise<void> {
  const now = lostOf(judged);
  if (now !== undefined) {
    const kept = await deps.store.history.lostSince(now.number, now.startedAtMs);
    if (kept.some((one) => canonical(one) === canonical(now))) return;
  }
  if (judged?.outcome === 'excluded' && judged.why === 'callback_taker') await closeForTaker(deps, judged);
  for (const number of numbersOf(facts, deps.policy)) {
    for (const marked of await deps.store.cases.ofCaller(number)) {
      await repairCase(deps, marked, { callId: facts.callId, now, version });
    }
  }
  if (now === undefined) return;
  const optedOutAtMs = (await deps.store.callers.get(now.number))?.optedOutAtMs;
  await lose(deps, now, { version, ...(optedOutAtMs === undefined ? {} : { optedOutAtMs }) });
  await deps.store.history.keepLost(now, version);
}

async function repairCase(
  deps: VerdictDeps,
  marked: MarkedCase,
  { callId, now, version }: { readonly callId: string; readonly now: LostCall | undefined; readonly version: number },
): Promise<void> {
  const { number } = marked;
  const marks = marksOfCall(marked.marks, callId);
  for (const mark of marks) await dropOther(deps, { ...mark, number }, { now, version });
  const believed = marks.at(-1);
  if (believed !== undefined && !isInSameCase(marked, now)) await unloseAgain(deps, marked, believed, version);
}

type LostRow = Pick<LostCall, 'callId' | 'number' | 'startedAtMs'>;
type Lost = LostRow & Pick<LostCall, 'queue' | 'endedAtMs'>;

async function lose(
  deps: VerdictDeps,
  lost: LostCall,
  { version, optedOutAtMs }: Pick<Verdict, 'version' | 'optedOutAtMs'>,
): Promise<void> {
  const mark = markOf(lost, version);
  const marked = await beginCase(deps, lost, [mark]);
  const since = await sinceLost(deps, lost, optedOutAtMs);
  const customer = await customerOf(deps, marked);
  const known = new Set(marked.marks.filter(({ kind }) => kind !== 'lost').map(canonical));
  const more = [...since, ...customer].filter((one) => !known.has(canonical(one)));
  const settled = await settleCase(deps, marked, more);
  if (settled?.status === 'open') await callBackOrEnd(deps, settled, [...marked.marks, ...more]);
  else if (settled !== undefined) await endLostCallback(deps, settled, 'withdrawn');
}

/** Called back where any call that is open there was lost for a reason that the policy wants; what is known of it may change. */
async function callBackOrEnd(deps: VerdictDeps, lostCase: LostCase, marks: readonly CaseMark[]): Promise<void> {
  const reasons = queueByName(deps.policy, lostCase.queue)?.lost.callBack?.reasons;
  if (reasons === undefined) return;
  const isWanted = currentRun(marks)?.calls.some(({ lost }) => reasons.includes(lost.reason)) === true;
  if (isWanted) await callBackLost(deps, lostCase);
  else await endLostCallback(deps, lostCase, 'withdrawn');
}

/** The directory is asked once, when the case comes into being, and nothing waits for it. */
async function customerOf(deps: VerdictDeps, { marks, number }: MarkedCase): Promise<readonly CaseMark[]> {
  if (marks.length > 1) return [];
  const answer = await deps.directory.find(number);
  if (answer.kind !== 'known') return [];
  return [{ kind: 'customer', atMs: wholeSecond(deps.clock.nowMs()), customer: answer.customer }];
}

/** It was not lost after all, or not there. */
async function unlose(deps: VerdictDeps, lost: Lost, version: number): Promise<void> {
  const { callId, startedAtMs, endedAtMs } = lost;
  const left = await markCase(deps, lost, [{ kind: 'lost', callId, basis: version, startedAtMs, endedAtMs }]);
  await endIfProcessed(deps, left);
}

/** What has been said is not said again: a case would grow with each repetition. */
async function unloseAgain(deps: VerdictDeps, marked: MarkedCase, believed: LostMark, version: number): Promise<void> {
  if (believed.lost === undefined) await endIfProcessed(deps, await settleCase(deps, marked));
  else await unlose(deps, { ...believed, number: marked.number, queue: marked.queue }, version);
}

/** Nothing that was lost there is open any more, whatever closed it. */
async function endIfProcessed(deps: VerdictDeps, lostCase: LostCase | undefined): Promise<void> {
  if (lostCase?.status === 'processed') await endLostCallback(deps, lostCase, 'withdrawn');
}

/** The row of a lost call lies under its number and start. Lost elsewhere, or later, it stays and will say so. */
async function dropOther(
  { store }: VerdictDeps,
  row: LostRow,
  { now, version }: { readonly now: LostCall | undefined; readonly version: number },
): Promise<void> {
  if (!isSameRow(row, now)) await store.history.dropLost(row, version);
}

/**
 * Two may judge at the same time, and the one who knew less may write last: whoever has opened a case looks whether the
 * verdict still stands.
 */
async function lookAgain(deps: VerdictDeps, lost: LostCall, version: number): Promise<void> {
  const stored = await deps.store.calls.get(lost.callId);
  if (stored === undefined || stored.version === version) return;
  const now = lostOf(stored.value.judged);
  await dropOther(deps, lost, { now, version: stored.version });
  if (!isInSameCase(lost, now)) await unlose(deps, lost, stored.version);
}

function lostOf(judged: JudgedCall | undefined): LostCall | undefined {
  return judged?.outcome === 'lost' ? judged : undefined;
}

/** Records and events may differ by a second; it is the same case all the same. */
function isInSameCase(was: CaseKey, now: LostCall | undefined): boolean {
  return was.number === now?.number && was.queue === now.queue;
}

function isSameRow(was: LostRow, now: LostCall | undefined): boolean {
  return was.number === now?.number && was.startedAtMs === now.startedAtMs;
}

function markOf({ callId, startedAtMs, endedAtMs, type, reason }: LostCall, basis: number): LostMark {
  return { kind: 'lost', callId, basis, startedAtMs, endedAtMs, lost: { type, reason } };
}

/** What its case knows of it, whichever version of the call says so. */
function markText(lost: LostCall): string {
  return canonical(markOf(lost, 0));
}
