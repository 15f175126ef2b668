import type { LostCase } from '../../core/lost/case';
import type { CaseQuery } from '../../ports/case-store';
import type { Page } from '../../ports/page';
import type { Store } from '../../ports/store';
import { pagesOf, type PageAsked } from './pages-of';

type CaseDeps = { readonly store: Pick<Store, 'cases'> };

/**
 * How many a page of an export brings. A query with a filter reads a megabyte whatever it finds there, so that smaller pages
 * would read most of it again.
 */
const PAGE_CASES = { plain: 200, filtered: 1_000 } as const;

/** A page of cases, the latest first; a page may be short and still have a next one. At most three queries. */
export function pageOfCases({ store }: CaseDeps, query: CaseQuery, page: PageAsked): Promise<Page<LostCase>> {
  return store.cases.page(query, page);
}

/** All cases that a query finds, from a cursor on where one is given; a page at a time as they are taken. */
export function pagesOfCases(
  deps: CaseDeps,
  query: CaseQuery,
  next?: string,
): AsyncGenerator<readonly LostCase[], void, undefined> {
  const isFiltered = [query.queue, query.reason, query.agent].some((asked) => asked !== undefined);
  return pagesOf((page) => pageOfCases(deps, query, page), {
    limit: isFiltered ? PAGE_CASES.filtered : PAGE_CASES.plain,
    next,
  });
}
