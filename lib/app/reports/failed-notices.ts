import { utcMonthsOf, type ReportRange } from '../../core/reports/report-range';
import type { Delivery } from '../../ports/delivery-store';
import { unreadable, type Page } from '../../ports/page';
import type { Store } from '../../ports/store';
import { pagesOf, type PageAsked } from './pages-of';

interface NoticeDeps {
  readonly store: Pick<Store, 'deliveries'>;
}

type NoticeRange = Pick<ReportRange, 'fromMs' | 'toMs'>;

const PAGE_NOTICES = 200;

/** A page of the deliveries that were set aside in a range, the latest first. One query; it may be short, or empty even. */
export async function pageOfFailedNotices(
  { store }: NoticeDeps,
  range: NoticeRange,
  { limit, next }: PageAsked,
): Promise<Page<Delivery>> {
  const months = utcMonthsOf(range);
  const cursor = next === undefined ? { month: months[0] } : cursorFrom(next);
  if (cursor === undefined) return unreadable;
  // One of later days cuts nothing off.
  const isLater = (cursor.month ?? '') > (months[0] ?? '');
  const { month, within }: Cursor = isLater ? { month: months[0] } : cursor;
  if (month === undefined || !months.includes(month)) return { items: [] };
  const page = await store.deliveries.failed(month, { limit, next: within });
  if (page.isCursorUnreadable === true) return unreadable;
  const following = months[months.indexOf(month) + 1];
  const further = page.next === undefined ? following : `${month}:${page.next}`;
  return {
    items: page.items.filter(({ atMs }) => atMs >= range.fromMs && atMs < range.toMs),
    ...(further === undefined ? {} : { next: further }),
  };
}

/** All deliveries that were set aside in a range, from a cursor on where one is given. */
export function pagesOfFailedNotices(
  deps: NoticeDeps,
  range: NoticeRange,
  next?: string,
): AsyncGenerator<readonly Delivery[], void, undefined> {
  return pagesOf((page) => pageOfFailedNotices(deps, range, page), { limit: PAGE_NOTICES, next });
}

interface Cursor {
  readonly month?: string | undefined;
  readonly within?: string | undefined;
}

/** A cursor is a month, and where in it to go on; undefined for a text that is none. */
function cursorFrom(next: string): Cursor | undefined {
  const [found, month, within] = /^(\d{4}-(?:0[1-9]|1[0-2]))(?::(.+))?$/.exec(next) ?? [];
  return found === undefined ? undefined : { month, within };
}
