import type { CaseEvent } from '../../core/events/domain-event';
import type { LostCase } from '../../core/lost/case';
import { foldCase } from '../../core/lost/fold-case';
import type { NoticeDeps } from './notice-deps';

/** A case as it is now, whatever events about it are still on their way; undefined where there is none. */
export async function caseNow(deps: Pick<NoticeDeps, 'store'>, caseId: string): Promise<LostCase | undefined> {
  const key = await deps.store.cases.keyOf(caseId);
  const marked = key === undefined ? undefined : await deps.store.cases.get(key);
  return marked === undefined ? undefined : foldCase(marked);
}

/** Whether the lost calls that an event tells of are still to be dealt with. Events come in any order. */
export function isStillOpen(now: LostCase | undefined, after: CaseEvent['detail']['after']): now is LostCase {
  return now?.status === 'open' && new Date(now.afterMs).toISOString() === after;
}
