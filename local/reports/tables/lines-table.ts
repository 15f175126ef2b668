import type { LinesReport } from '../../../lib/core/reports/lines';
import type { Cell, Column } from '../report-table';

/** One row for each shortage. */
export const linesColumns: readonly Column[] = [
  { key: 'fromAt', title: 'from', kind: 'time' },
  { key: 'toAt', title: 'to', kind: 'time' },
  { key: 'seconds', title: 'for', kind: 'seconds' },
  { key: 'breaching', title: 'breaching', kind: 'number' },
  { key: 'throttled', title: 'throttled', kind: 'number' },
  { key: 'concurrentMax', title: 'concurrent', kind: 'number' },
];

export function linesRows({ rows }: LinesReport): readonly (readonly Cell[])[] {
  return rows.map((row) => [
    row.fromMs,
    row.toMs,
    (row.toMs - row.fromMs) / 1000,
    row.breaching,
    row.throttled,
    row.concurrentMax,
  ]);
}

export function linesSummary({ shortages, breaching, throttled, concurrentMax }: LinesReport): readonly string[] {
  const most =
    concurrentMax === null ? 'the most calls at once are not known' : `at most ${concurrentMax} calls at once`;
  return [
    '',
    `short of lines ${shortages} times: ${breaching} calls breaching the quota, ${throttled} throttled; ${most}`,
  ];
}
