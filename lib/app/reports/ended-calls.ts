import type { JudgedCall } from '../../core/lost/judged-call';
import { utcDaysOf, type ReportRange } from '../../core/reports/report-range';
import type { Store } from '../../ports/store';
import { pagesOf } from './pages-of';

/** Which calls a report is about. */
export interface CallsAsked {
  readonly range: Pick<ReportRange, 'fromMs' | 'toMs'>;
  readonly queue?: string | undefined;
  /** Told of each call that was read. */
  readonly seen?: () => void;
}

/** One query brings so many. */
const PAGE_CALLS = 500;

/** Calls that began in a range and are over, day by day; those of one queue where one is named. */
export async function* endedCalls(
  { store }: { readonly store: Pick<Store, 'calls'> },
  { range, queue, seen }: CallsAsked,
): AsyncGenerator<JudgedCall, void, undefined> {
  for (const day of utcDaysOf(range)) {
    for await (const calls of pagesOf((page) => store.calls.ofDay(day, page), { limit: PAGE_CALLS })) {
      for (const call of calls) {
        if (call.startedAtMs < range.fromMs || call.startedAtMs >= range.toMs) continue;
        seen?.();
        if (queue === undefined || call.queue === queue) yield call;
      }
    }
  }
}
