import type { CausesReport } from '../../../lib/core/reports/causes';
import type { Cell, Column } from '../report-table';

/** One row for each cause. */
export const causesColumns: readonly Column[] = [
  { key: 'by', title: 'by', kind: 'text' },
  { key: 'what', title: 'what', kind: 'text' },
  { key: 'lost', title: 'lost', kind: 'number' },
  { key: 'shareOfLost', title: 'of lost', kind: 'share' },
  { key: 'calls', title: 'calls', kind: 'number' },
  { key: 'shareOfCalls', title: 'of calls', kind: 'share' },
  { key: 'short', title: 'short', kind: 'number' },
  { key: 'withShort', title: 'with short', kind: 'number' },
  { key: 'shareOfLostWithShort', title: 'of lost, with short', kind: 'share' },
  { key: 'shareOfCallsWithShort', title: 'of calls, with short', kind: 'share' },
];

export function causesRows({ rows }: CausesReport): readonly (readonly Cell[])[] {
  return rows.map((row) => [
    row.by,
    row.what,
    row.lost,
    row.shareOfLost,
    row.calls,
    row.shareOfCalls,
    row.short,
    row.withShort,
    row.shareOfLostWithShort,
    row.shareOfCallsWithShort,
  ]);
}

export function causesSummary({ calls, lost, short, withShort }: CausesReport): readonly string[] {
  return ['', `${calls} calls, ${lost} lost, ${short} short abandons, ${withShort} both`];
}
