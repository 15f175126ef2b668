import type { BenchReport } from './bench';
import type { RowFigures } from './figures';

const columns =
  'agents  policy            callbacks  after ready  p95    lost    idle   late   overtakes  abandoned  hold min/call  J';

/** The report as a table for a terminal. */
export function describeReport({ rows, atOnce, verdicts, isMet }: BenchReport): string {
  const met = verdicts.map(
    ({ agents, autoJ, autoReservedJ, bestNativeJ, isBelowNative, isLostWithinBound, isOvertakenWithinBound }) =>
      `${agents} agents: J ${autoJ} and ${autoReservedJ} against ${bestNativeJ}: ${yes(isBelowNative, 'lower')}; ` +
      `${yes(isLostWithinBound, 'at most 3 % lost')}; ${yes(isOvertakenWithinBound, 'at most 1 overtake')}`,
  );
  const ideal = atOnce.map(
    (row) => `${row.agents} agents: J ${row.j}${row.publishedJ === undefined ? '' : `, published ${row.publishedJ}`}`,
  );
  return [
    columns,
    ...rows.map(describeRow),
    '',
    'Without lags, accept and press times (auto):',
    ...ideal,
    '',
    ...met,
    isMet ? 'All bounds are kept.' : 'NOT ALL BOUNDS ARE KEPT.',
    '',
  ].join('\n');
}

function describeRow(row: RowFigures): string {
  const { afterReady, lost, idlePerCallback, lateness, overtakes, abandoned, holdMinutesPerCall, j } = row;
  return [
    String(row.agents).padEnd(7),
    row.policy.padEnd(17),
    String(row.callbacks).padEnd(10),
    String(afterReady.mean).padEnd(12),
    String(afterReady.p95).padEnd(6),
    String(lost).padEnd(7),
    String(idlePerCallback).padEnd(6),
    String(lateness).padEnd(6),
    String(overtakes).padEnd(10),
    String(abandoned).padEnd(10),
    String(holdMinutesPerCall).padEnd(14),
    String(j),
  ].join(' ');
}

function yes(is: boolean, what: string): string {
  return `${is ? '' : 'NOT '}${what}`;
}
