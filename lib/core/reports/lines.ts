/** What was short of lines in one stretch of time. */
export interface LineShortage {
  readonly fromMs: number;
  readonly toMs: number;
  /** Calls that met the quota of concurrent calls. */
  readonly breaching: number;
  /** Calls refused because too many came in a second. */
  /** Calls refused because too many came in a second. */
  readonly throttled: number;
  /** The most calls at once. */
  readonly concurrentMax?: number;
}

export interface LinesReport {
  /** How often: stretches without a pause between them are one shortage. */
  readonly shortages: number;
  /** How many calls met the quota, and how many were refused for coming too fast. */
  readonly breaching: number;
  readonly throttled: number;
  /** The most calls at once in the whole range, where that is known. */
  readonly concurrentMax: number | null;
  /** When, in order. */
  readonly rows: readonly LineShortage[];
}

/** Joins stretches that were short of lines into shortages; they must come in order. */
export function linesReportOf(stretches: readonly LineShortage[]): LinesReport {
  const rows: LineShortage[] = [];
  for (const stretch of stretches) {
    if (stretch.breaching + stretch.throttled === 0) continue;
    const last = rows.at(-1);
    if (last === undefined || last.toMs < stretch.fromMs) rows.push(stretch);
    else rows[rows.length - 1] = joined(last, stretch);
  }
  return {
    shortages: rows.length,
    breaching: rows.reduce((sum, row) => sum + row.breaching, 0),
    throttled: rows.reduce((sum, row) => sum + row.throttled, 0),
    concurrentMax: mostOf(stretches) ?? null,
    rows,
  };
}

function joined(a: LineShortage, b: LineShortage): LineShortage {
  const concurrentMax = mostOf([a, b]);
  return {
    fromMs: a.fromMs,
    toMs: b.toMs,
    breaching: a.breaching + b.breaching,
    throttled: a.throttled + b.throttled,
    ...(concurrentMax === undefined ? {} : { concurrentMax }),
  };
}

function mostOf(stretches: readonly LineShortage[]): number | undefined {
  return stretches.reduce<number | undefined>(
    (most, { concurrentMax }) => (concurrentMax === undefined ? most : Math.max(most ?? concurrentMax, concurrentMax)),
    undefined,
  );
}
