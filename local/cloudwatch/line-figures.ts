/** What Connect would tell of one minute's calls. A minute without any is not told of. */
export interface LineMinute {
  /** The beginning of the minute. */
  readonly atMs: number;
  /** Calls that met the quota of concurrent calls. */
  readonly breaching: number;
  /** Calls refused because too many came in a second. */
  readonly throttled: number;
  /** The most calls at once; absent where none was measured. */
  readonly concurrentMax?: number;
}

/** The figures of lines as they come about, minute by minute. */
export interface LineFigures {
  /** Minutes that begin in this time, in order; minutes without a call may be left out. */
  readonly minutes: (fromMs: number, toMs: number) => Iterable<LineMinute>;
}
