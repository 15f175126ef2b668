import type { CaseKey } from '../../core/lost/case';
import { foldCase } from '../../core/lost/fold-case';
import { AdapterError } from '../../ports/adapter-error';
import type { Deps } from '../deps';
import { markCase, settleCase, type MarkDeps } from './mark-case';

type OverdueDeps = MarkDeps & Pick<Deps, 'clock' | 'journal'>;

/** In one go; what is left is done by the next run. */
const CASES_MAX = 100;

/**
 * Marks the cases whose deadline has passed; how many there were. The index proposes, and the case itself decides. One that
 * cannot be settled is told of and keeps no other waiting: it would be the first of every run. A store that does not answer
 * now ends the round: the next run is a minute away, and the dispatcher waits for this one.
 * None is begun after `untilMs`.
 */
export async function settleOverdueCases(
  deps: OverdueDeps,
  {
    atOnce = CASES_MAX,
    untilMs = Number.POSITIVE_INFINITY,
  }: { readonly atOnce?: number; readonly untilMs?: number } = {},
): Promise<number> {
  const nowMs = deps.clock.nowMs();
  let overdue = 0;
  for (const key of await deps.store.cases.due(nowMs, atOnce)) {
    if (deps.clock.nowMs() >= untilMs) break;
    try {
      if (await settleOverdue(deps, key, nowMs)) overdue += 1;
    } catch (fault) {
      if (fault instanceof AdapterError && fault.retryable) throw fault;
      const reason = fault instanceof Error ? fault.message : 'unknown fault';
      deps.journal.note({ kind: 'fault', where: 'overdue cases', reason });
    }
  }
  return overdue;
}

async function settleOverdue(deps: OverdueDeps, key: CaseKey, nowMs: number): Promise<boolean> {
  const marked = await deps.store.cases.get(key);
  const now = marked === undefined ? undefined : foldCase(marked);
  if (marked === undefined || now === undefined) return false;
  const { dueAtMs, afterMs } = now;
  const isDue = now.status === 'open' && dueAtMs !== undefined && dueAtMs <= nowMs && now.overdueAtMs === undefined;
  // Not due any more: what the index goes by was left unsettled.
  if (!isDue) {
    await settleCase(deps, marked);
    return false;
  }
  await markCase(deps, key, [{ kind: 'overdue', afterMs, atMs: dueAtMs }]);
  deps.journal.note({ kind: 'case_overdue', caseId: marked.id, queue: marked.queue });
  return true;
}
