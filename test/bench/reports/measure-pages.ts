import { pageOfCases } from '../../../lib/app/reports/lost-cases';
import type { CaseQuery } from '../../../lib/ports/case-store';
import type { Store } from '../../../lib/ports/store';
import type { Requests } from '../scale/dynalite-engine';
import { month, RARE_AGENT } from './cases';

/** What pages of one kind cost. */
export interface PageFigures {
  readonly asked: string;
  readonly pages: number;
  readonly rowsMin: number;
  readonly rowsMax: number;
  /** Requests to the table for one page, of whatever kind. */
  readonly queriesMax: number;
  /** Read units for one page, as the engine counts them. */
  readonly unitsMax: number;
}

const open: CaseQuery = { status: 'open', fromMs: month.fromMs, toMs: month.toMs - 1 };

/** What may be asked for; `last month` on the 20th of March reaches into two months. */
const queries: readonly (readonly [asked: string, query: CaseQuery])[] = [
  ['a month', open],
  ['two months', { ...open, fromMs: Date.UTC(2026, 1, 20), toMs: Date.UTC(2026, 2, 20) }],
  ['a year', { ...open, fromMs: Date.UTC(2025, 2, 1), toMs: Date.UTC(2026, 2, 20) }],
  ['a day', { ...open, fromMs: Date.UTC(2026, 1, 14), toMs: Date.UTC(2026, 1, 15) - 1 }],
  ['one queue', { ...open, queue: 'support' }],
  ['one reason', { ...open, reason: 'not_answered' }],
  ['one agent of few cases', { ...open, agent: RARE_AGENT }],
  ['processed, of which there are none', { ...open, status: 'processed' }],
];

const LIMIT = 50;
const PAGES_MAX = 10;

/** Reads the first pages of each kind, and counts what the table is asked. */
export async function measurePages(
  store: Pick<Store, 'cases'>,
  takeRequests: () => Requests,
): Promise<readonly PageFigures[]> {
  const figures: PageFigures[] = [];
  for (const [asked, query] of queries) {
    const rows: number[] = [];
    let queriesMax = 0;
    let unitsMax = 0;
    let next: string | undefined;
    do {
      takeRequests();
      const page = await pageOfCases({ store }, query, { limit: LIMIT, next });
      const { byOperation, units } = takeRequests();
      queriesMax = Math.max(
        queriesMax,
        Object.values(byOperation).reduce((sum, count) => sum + count, 0),
      );
      unitsMax = Math.max(unitsMax, units['read'] ?? 0);
      rows.push(page.items.length);
      ({ next } = page);
    } while (next !== undefined && rows.length < PAGES_MAX);
    const [rowsMin, rowsMax] = [Math.min(...rows), Math.max(...rows)];
    figures.push({ asked, pages: rows.length, rowsMin, rowsMax, queriesMax, unitsMax });
  }
  return figures;
}
