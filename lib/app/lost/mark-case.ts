import { canonical } from '../../core/lost/canonical';
import type { CaseKey, CaseMark, LostCase } from '../../core/lost/case';
import { foldCase, missingDeadline } from '../../core/lost/fold-case';
import { queueByName } from '../../core/policy/policy';
import type { MarkedCase } from '../../ports/case-store';
import type { Deps } from '../deps';

export type MarkDeps = Pick<Deps, 'store' | 'policy'>;
type OpenDeps = MarkDeps & Pick<Deps, 'clock' | 'ids' | 'journal'>;

/**
 * Adds marks to a case and settles what follows from them; undefined where there is none, or nothing was lost in it. Nobody
 * repeats: who is met by somebody later leaves the settling to them.
 */
export async function markCase(
  deps: MarkDeps,
  key: CaseKey,
  marks: readonly CaseMark[],
): Promise<LostCase | undefined> {
  const marked = await deps.store.cases.mark(key, marks);
  return marked === undefined ? undefined : settleCase(deps, marked);
}

/** Adds marks to the case, which comes into being if there is none, and leaves settling to whoever has more to add. One that takes no more is told of. */
export async function beginCase(
  { store, clock, ids, journal }: OpenDeps,
  { number, queue }: CaseKey,
  marks: readonly CaseMark[],
): Promise<MarkedCase> {
  const marked = await store.cases.open({ number, queue }, marks, ids.ulid(clock.nowMs()));
  if (marks.some((mark) => !isIn(marked, mark))) {
    journal.note({ kind: 'fault', where: 'lost', reason: `case ${marked.id} is full: a lost call is not in it` });
  }
  return marked;
}

/** Calls are told apart by their ids first: of a case of thousands, a text of each would be dear. */
function isIn({ marks }: MarkedCase, mark: CaseMark): boolean {
  const mayBe = (one: CaseMark): boolean => one.kind !== 'lost' || mark.kind !== 'lost' || one.callId === mark.callId;
  const text = canonical(mark);
  return marks.some((one) => mayBe(one) && canonical(one) === text);
}

/** Writes what follows from the marks, with `more` of them, and with the deadline that they lack. */
export async function settleCase(
  deps: MarkDeps,
  marked: MarkedCase,
  more: readonly CaseMark[] = [],
): Promise<LostCase | undefined> {
  const { number, queue } = marked;
  const deadlineMs = queueByName(deps.policy, queue)?.lost.deadlineMs;
  const deadline = deadlineMs === undefined ? undefined : missingDeadline([...marked.marks, ...more], deadlineMs);
  const lacking = [...more, ...(deadline === undefined ? [] : [deadline])];
  const now = lacking.length === 0 ? marked : ((await deps.store.cases.mark({ number, queue }, lacking)) ?? marked);
  const folded = foldCase(now);
  if (folded !== undefined) await deps.store.cases.settle(folded, now.version);
  return folded;
}
