import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { systemClock } from '../../../lib/adapters/system/system-clock';
import type { Store } from '../../../lib/ports/store';
import type { ReportSource } from '../../../local/store/report-source';
import { policyOf } from '../../support/builders/policies';
import { startDynalite } from '../scale/dynalite-engine';
import { fillTable, month } from './cases';
import { measureExport, type ExportFigures } from './measure-export';
import { measurePages, type PageFigures } from './measure-pages';

export interface ReportsBench {
  readonly cases: number;
  readonly pages: readonly PageFigures[];
  readonly exports: readonly ExportFigures[];
}

const TABLE = 'reports';

/** What pages and exports of so many cases of a month cost on a table. The engine is a process of its own. */
export async function runReportsBench(cases: number, progress: (line: string) => void): Promise<ReportsBench> {
  const engine = await startDynalite();
  try {
    const store = await engine.openStore(TABLE);
    await fillTable(engine.endpoint, TABLE, cases, progress);
    const pages = await measurePages(store, engine.takeRequests);
    progress('pages are measured');
    const exports: ExportFigures[] = [];
    for (const format of ['csv', 'json', 'xlsx'] as const) {
      exports.push(await measureExport(sourceOn(store), format, { nowMs: systemClock.nowMs, collect: collectGarbage }));
      progress(`${format} is measured`);
    }
    return { cases, pages, exports };
  } finally {
    await engine.close();
  }
}

/** A source of reports on a store, at the end of the month. */
export function sourceOn(store: Store): ReportSource {
  return { store, nowMs: month.toMs, policy: policyOf(), what: 'the bench', close: async () => undefined };
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}
