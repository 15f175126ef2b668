import type { CaseMark } from './case';
import { canonical } from './canonical';

export type LostMark = Extract<CaseMark, { readonly kind: 'lost' }>;
export type ClosedMark = Extract<CaseMark, { readonly kind: 'closed' }>;

/** A lost call that still counts as one. */
export type LiveMark = LostMark & { readonly lost: NonNullable<LostMark['lost']> };

/** Lost calls that stand together: since the case was last closed, or those which the last closing closed. */
export interface CaseRun {
  /** At least one, in the order in which they ended. */
  readonly calls: readonly LiveMark[];
  /** When the case was closed before them; 0 when it never was. */
  readonly afterMs: number;
  /** How many runs were before. */
  readonly before: number;
  readonly closed?: ClosedMark;
}

/** The lost calls of a case: of several marks of one call the greatest basis counts, and some say that it was not lost. */
export function liveCalls(marks: readonly CaseMark[]): readonly LiveMark[] {
  const byCall = new Map<string, LostMark>();
  for (const mark of marks) {
    if (mark.kind !== 'lost') continue;
    const known = byCall.get(mark.callId);
    if (known === undefined || isNewer(mark, known)) byCall.set(mark.callId, mark);
  }
  return [...byCall.values()].filter(isLive).toSorted(byEnd);
}

/** All that its marks have said of one call, from the oldest to the newest. */
export function marksOfCall(marks: readonly CaseMark[], callId: string): readonly LostMark[] {
  const ofCall = marks.flatMap((mark) => (mark.kind === 'lost' && mark.callId === callId ? [mark] : []));
  return ofCall.toSorted((a, b) => (isNewer(a, b) ? 1 : -1));
}

/**
 * A lost call is closed by the first closing that came after it ended. Closings that are nobody's first do not count, so
 * that it does not matter which of them are known here. Undefined: nothing was lost.
 */
export function currentRun(marks: readonly CaseMark[]): CaseRun | undefined {
  const calls = liveCalls(marks);
  const closings = closingsOf(marks);
  const effective: ClosedMark[] = [];
  let next = 0;
  for (const { endedAtMs } of calls) {
    while (next < closings.length && (closings[next]?.atMs ?? 0) < endedAtMs) next += 1;
    const closer = closings[next];
    if (closer !== undefined && effective.at(-1) !== closer) effective.push(closer);
  }
  const last = effective.at(-1);
  const open = calls.filter(({ endedAtMs }) => endedAtMs > (closings.at(-1)?.atMs ?? -1));
  if (open.length > 0) return { calls: open, afterMs: last?.atMs ?? 0, before: effective.length };
  if (last === undefined) return undefined;
  const afterMs = effective.at(-2)?.atMs ?? 0;
  const before = effective.length - 1;
  return { calls: calls.filter((one) => isClosedBy(one, last, afterMs)), afterMs, before, closed: last };
}

/** Whether a closing would be the first after a call that was lost, and is not known yet. */
export function isFirstCloser(marks: readonly CaseMark[], closing: ClosedMark): boolean {
  const earlier = closingsOf(marks).filter(({ atMs }) => atMs < closing.atMs);
  const since = earlier.at(-1)?.atMs ?? -1;
  return liveCalls(marks).some(({ endedAtMs }) => endedAtMs > since && endedAtMs <= closing.atMs);
}

function isClosedBy({ endedAtMs }: LiveMark, { atMs }: ClosedMark, afterMs: number): boolean {
  return endedAtMs <= atMs && endedAtMs > afterMs;
}

function closingsOf(marks: readonly CaseMark[]): readonly ClosedMark[] {
  return marks
    .filter((mark) => mark.kind === 'closed')
    .toSorted((a, b) => a.atMs - b.atMs || (canonical(a) < canonical(b) ? -1 : 1));
}

function isNewer(a: LostMark, b: LostMark): boolean {
  return a.basis === b.basis ? canonical(a) > canonical(b) : a.basis > b.basis;
}

function isLive(mark: LostMark): mark is LiveMark {
  return mark.lost !== undefined;
}

function byEnd(a: LostMark, b: LostMark): number {
  return a.endedAtMs - b.endedAtMs || a.startedAtMs - b.startedAtMs || (a.callId < b.callId ? -1 : 1);
}
