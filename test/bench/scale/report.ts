import type { Counts } from './measure';

export type StoreName = 'memory' | 'dynalite';

/** One moment with so many waiting. */
export interface ScaleRow extends Counts {
  readonly store: StoreName;
  readonly waiting: number;
  readonly moment: string;
  /** Of this process: with dynalite the engine has one of its own. */
  readonly cpuMs: number;
}

/** The CPU of the largest size over that of the smallest, of one moment on one store. */
interface CpuRatio {
  readonly store: StoreName;
  readonly moment: string;
  readonly ratio: number;
}

/** How long it took until so many were stored, by the clock on the wall and in CPU time of this process. */
interface Filled {
  readonly store: StoreName;
  readonly waiting: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

export interface ScaleReport {
  readonly rows: readonly ScaleRow[];
  readonly fill: readonly Filled[];
  readonly verdict: {
    /** The calls of every moment are the same at every size: to the store, to Connect, and to DynamoDB. */
    readonly callsEqual: boolean;
    /** The worst of `cpuRatios`. */
    readonly cpuRatio: number;
    readonly cpuRatioMax: number;
    readonly cpuRatios: readonly CpuRatio[];
    /** Calls equal, and no ratio above the most it may be. */
    readonly isMet: boolean;
  };
}

const CPU_RATIO_MAX = 1.5;

export function reportOf(rows: readonly ScaleRow[], fill: ScaleReport['fill']): ScaleReport {
  const groups = rows
    .filter((row, index) => rows.findIndex((other) => isSameMoment(row, other)) === index)
    .map((row) => rows.filter((other) => isSameMoment(row, other)));
  const callsEqual = groups.every((group) => new Set(group.map(callsOf)).size === 1);
  const cpuRatios = groups.flatMap(ratioOf);
  const cpuRatio = Math.max(0, ...cpuRatios.map(({ ratio }) => ratio));
  const isMet = callsEqual && cpuRatio <= CPU_RATIO_MAX;
  return { rows, fill, verdict: { callsEqual, cpuRatio, cpuRatioMax: CPU_RATIO_MAX, cpuRatios, isMet } };
}

function isSameMoment(a: ScaleRow, b: ScaleRow): boolean {
  return a.store === b.store && a.moment === b.moment;
}

/** All that must be the same, as text; tallies are in the order of their names. */
function callsOf({ storeCalls, connectCalls, dials, requests }: ScaleRow): string {
  return JSON.stringify([storeCalls, connectCalls, dials, requests?.byOperation]);
}

function ratioOf(group: readonly ScaleRow[]): readonly CpuRatio[] {
  const inOrder = group.toSorted((a, b) => a.waiting - b.waiting);
  const [smallest, largest] = [inOrder[0], inOrder.at(-1)];
  if (smallest === undefined || largest === undefined) return [];
  const { store, moment, cpuMs } = smallest;
  return [{ store, moment, ratio: cpuMs === 0 ? 1 : Math.round((largest.cpuMs / cpuMs) * 100) / 100 }];
}

/** For people: one line a row. */
export function describeScale({ rows, fill, verdict }: ScaleReport): string {
  const lines = rows.map((row) =>
    [
      row.store.padEnd(9),
      row.moment.padEnd(18),
      String(row.waiting).padStart(8),
      `${row.cpuMs.toFixed(3)} ms`.padStart(11),
      `${total(row.storeCalls)} store`.padStart(10),
      `${total(row.connectCalls)} Connect`.padStart(10),
      `${row.dials} dials`.padStart(9),
      row.requests === undefined
        ? ''
        : `  ${JSON.stringify(row.requests.byOperation)} ${JSON.stringify(row.requests.units)}`,
    ].join(' '),
  );
  const filled = fill.map(
    ({ store, waiting, seconds, cpuSeconds }) => `${store} ${waiting}: filled in ${seconds} s (CPU ${cpuSeconds} s)`,
  );
  const { callsEqual, cpuRatio, cpuRatioMax } = verdict;
  const told = `calls ${callsEqual ? 'equal' : 'NOT equal'}, CPU of the largest over the smallest at most ${cpuRatio} (allowed: ${cpuRatioMax})`;
  return `${[...lines, ...filled, told].join('\n')}\n`;
}

function total(tally: Readonly<Record<string, number>>): number {
  return Object.values(tally).reduce((sum, each) => sum + each, 0);
}
