import type { JudgedCall } from '../../core/lost/judged-call';
import { utcDaysOf, type ReportRange } from '../../core/reports/report-range';
import type { AdapterError } from '../../ports/adapter-error';
import type { Store } from '../../ports/store';
import { pagesOf, type PageAsked } from './pages-of';

/** Which calls a report is about. */
export interface CallsAsked {
  readonly range: Pick<ReportRange, 'fromMs' | 'toMs'>;
  readonly queue?: string | undefined;
  /** Told of each call that was read. */
  readonly seen?: () => void;
  /** Told of each call that nobody can read, which is then left out; without it, the fault is thrown. */
  readonly unreadable?: (fault: AdapterError) => void;
}

/** One query brings so many. */
const PAGE_CALLS = 500;

/** Calls that began in a range and are over, day by day; those of one queue where one is named. */
export async function* endedCalls(
  { store }: { readonly store: Pick<Store, 'calls'> },
  { range, queue, seen, unreadable }: CallsAsked,
): AsyncGenerator<JudgedCall, void, undefined> {
  for (const day of utcDaysOf(range)) {
    const read = async (page: PageAsked) => {
      const found = await store.calls.ofDay(day, page);
      for (const fault of found.unreadable ?? []) {
        if (unreadable === undefined) throw fault;
        unreadable(fault);
      }
      return found;
    };
    for await (const calls of pagesOf(read, { limit: PAGE_CALLS })) {
      for (const call of calls) {
        if (call.startedAtMs < range.fromMs || call.startedAtMs >= range.toMs) continue;
        seen?.();
        if (queue === undefined || call.queue === queue) yield call;
      }
    }
  }
}
