import type { RoutingReport } from './bench';
import type { FigureName, Row } from './figures';
import type { Interval } from './interval';

/** A column of the table: its head, its figure, and whether it is a part of one, told in per cent. */
const columns: readonly (readonly [head: string, figure: FigureName, unit: 'share' | 'plain'])[] = [
  ['repeats, %', 'repeats', 'share'],
  ['expected', 'repeatChance', 'share'],
  ['unsolved, %', 'unsolved', 'share'],
  ['steered, %', 'steered', 'share'],
  ['ready wait s', 'readyWait', 'plain'],
  ['p95', 'readyWaitP95', 'plain'],
  ['lost again, %', 'lostAgain', 'share'],
  ['ring-in wait s', 'ringInWait', 'plain'],
  ['lost, %', 'lost', 'share'],
  ['most of one, %', 'mostOfOne', 'share'],
  ['of five', 'mostOfFive', 'share'],
  ['of ten', 'mostOfTen', 'share'],
  ['Gini', 'gini', 'plain'],
  ['kept at most s', 'restrictedMax', 'plain'],
];

/** The report as a table for a terminal. */
export function describeReport({ agents, days, seeds, rows, gain, checks, isMet }: RoutingReport): string {
  const cells = [
    ['strategy', ...columns.map(([head]) => head), 'beyond cap'],
    ...rows.map((row) => [
      row.strategy,
      ...columns.map(([, figure, unit]) => describe(row.figures[figure], unit)),
      describeCap(row),
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  return [
    `${agents} agents, ${days} days, ${seeds.length} seeds from ${seeds[0]}; ± is half of the 95% interval`,
    '',
    ...cells.map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    '',
    `best-fcr saves ${range(gain.ofRepeats)} of the repeats that all-knowing saves beside longest-idle; of those expected, ${range(gain.ofRepeatChance)}`,
    '',
    `${yes(checks.gainAtLeastHalf)} best-fcr gains at least half`,
    `${yes(checks.stepsBounded)} nobody is kept for some agents beyond the sum of the expiries`,
    `${yes(checks.capHolds)} the cap holds on every day`,
    isMet ? 'All checks hold.' : 'NOT ALL CHECKS HOLD.',
    '',
  ].join('\n');
}

function describe({ mean, high }: Interval, unit: 'share' | 'plain'): string {
  const told = (value: number): string => (unit === 'share' ? (value * 100).toFixed(1) : value.toFixed(1));
  return high === undefined ? told(mean) : `${told(mean)} ±${told(high - mean)}`;
}

function describeCap({ beyondCapMax, daysBeyondCap, days }: Row): string {
  return `${beyondCapMax} at most; ${daysBeyondCap} of ${days} days`;
}

function range({ mean, low, high }: Interval): string {
  return low === undefined || high === undefined ? String(mean) : `${mean} (${low} to ${high})`;
}

function yes(is: boolean): string {
  return is ? 'yes:' : 'NO:';
}
