import type { CaseKey, CaseMark, Customer, LostCase } from './case';
import { currentRun, type CaseRun, type LiveMark, type LostMark } from './case-run';
import { invariant } from '../invariant';
import { canonical } from './canonical';

/** A case by its marks; in whatever order they came, the same case results. Undefined while no call was lost in it. */
export function foldCase(marked: CaseKey & { id: string; marks: readonly CaseMark[] }): LostCase | undefined {
  const run = currentRun(marked.marks);
  return run === undefined ? notLost(marked) : ofRun(marked, run);
}

/** By when the calls of an open case are to be dealt with, where no mark says so yet. */
export function missingDeadline(
  marks: readonly CaseMark[],
  deadlineMs: number,
): Extract<CaseMark, { readonly kind: 'deadline' }> | undefined {
  const run = currentRun(marks);
  const firstLostAtMs = run?.calls[0]?.endedAtMs;
  if (run === undefined || run.closed !== undefined || firstLostAtMs === undefined) return undefined;
  const atMs = firstLostAtMs + deadlineMs;
  const known = earliest(marks, 'deadline', run.afterMs);
  return known !== undefined && known <= atMs ? undefined : { kind: 'deadline', afterMs: run.afterMs, atMs };
}

function ofRun({ number, queue, id, marks }: CaseKey & { id: string; marks: readonly CaseMark[] }, run: CaseRun) {
  const { calls, afterMs, closed } = run;
  const last = lastOf(calls);
  // What is closed is not due any more; whether it ever was open for us is chance.
  const dueAtMs = closed === undefined ? earliest(marks, 'deadline', afterMs) : undefined;
  const overdueAtMs = earliest(marks, 'overdue', afterMs);
  const callbackId = callbackOf(marks, afterMs);
  const customer = customerOf(marks);
  const folded: LostCase = {
    number,
    queue,
    id,
    status: closed === undefined ? 'open' : 'processed',
    firstAtMs: Math.min(...calls.map(({ startedAtMs }) => startedAtMs)),
    lastAtMs: Math.max(...calls.map(({ startedAtMs }) => startedAtMs)),
    lostAtMs: last.endedAtMs,
    tries: calls.length,
    ourTries: triesOf(marks, run),
    ...last.lost,
    afterMs,
    reopened: run.before,
    ...(callbackId === undefined ? {} : { callbackId }),
    ...(dueAtMs === undefined ? {} : { dueAtMs }),
    ...(overdueAtMs === undefined ? {} : { overdueAtMs }),
    ...(customer === undefined ? {} : { customer }),
    ...(closed === undefined ? {} : { closed: closedOf(closed) }),
  };
  return folded;
}

function closedOf({ kind: _kind, ...closed }: NonNullable<CaseRun['closed']>): NonNullable<LostCase['closed']> {
  return closed;
}

/** Every call turned out not to be lost: what is told is what was last believed. */
function notLost({
  number,
  queue,
  id,
  marks,
}: CaseKey & { id: string; marks: readonly CaseMark[] }): LostCase | undefined {
  const believed = marks.filter(isBelief).toSorted(byBelief).at(-1);
  if (believed === undefined) return undefined;
  const { callId, startedAtMs, endedAtMs, lost } = believed;
  const callbackId = callbackOf(marks, 0);
  const customer = customerOf(marks);
  return {
    number,
    queue,
    id,
    status: 'processed',
    firstAtMs: startedAtMs,
    lastAtMs: startedAtMs,
    lostAtMs: endedAtMs,
    tries: 0,
    ourTries: 0,
    ...lost,
    afterMs: 0,
    reopened: 0,
    ...(callbackId === undefined ? {} : { callbackId }),
    ...(customer === undefined ? {} : { customer }),
    closed: { how: 'not_lost', ref: callId, atMs: endedAtMs },
  };
}

function isBelief(mark: CaseMark): mark is LiveMark {
  return mark.kind === 'lost' && mark.lost !== undefined;
}

function byBelief(a: LostMark, b: LostMark): number {
  return a.endedAtMs - b.endedAtMs || a.basis - b.basis || (canonical(a) < canonical(b) ? -1 : 1);
}

function lastOf(calls: readonly LiveMark[]): LiveMark {
  const last = calls.at(-1);
  invariant(last !== undefined, 'a run of lost calls has at least one');
  return last;
}

/** How often we tried since the first of these calls was lost. */
function triesOf(marks: readonly CaseMark[], { calls, closed }: CaseRun): number {
  const fromMs = calls[0]?.endedAtMs ?? 0;
  const untilMs = closed?.atMs ?? Number.POSITIVE_INFINITY;
  const refs = marks.flatMap((mark) =>
    mark.kind === 'tried' && mark.atMs >= fromMs && mark.atMs <= untilMs ? [mark.ref] : [],
  );
  return new Set(refs).size;
}

function earliest(marks: readonly CaseMark[], kind: 'deadline' | 'overdue', afterMs: number): number | undefined {
  const times = marks.flatMap((mark) => (mark.kind === kind && mark.afterMs === afterMs ? [mark.atMs] : []));
  return times.length === 0 ? undefined : Math.min(...times);
}

function callbackOf(marks: readonly CaseMark[], afterMs: number): string | undefined {
  const named = marks.flatMap((mark) => (mark.kind === 'callback' && mark.afterMs === afterMs ? [mark] : []));
  const after = (id: string | undefined) =>
    named.flatMap(({ follows, callbackId }) => (follows === id ? [callbackId] : [])).toSorted()[0];
  let last = after(undefined);
  // No more steps than marks, whatever they say.
  for (let step = 1; step < named.length && last !== undefined; step += 1) last = after(last) ?? last;
  return last;
}

function customerOf(marks: readonly CaseMark[]): Customer | undefined {
  const told = marks.filter((mark) => mark.kind === 'customer');
  return told.toSorted((a, b) => a.atMs - b.atMs || (canonical(a) < canonical(b) ? -1 : 1)).at(-1)?.customer;
}
