/** The two layouts a call log may have; which one a file has is told by its header. */
export type TraceFormat = 'vanad' | 'technion';

/** One call of a trace; times are epoch ms of the trace's own local clock, read as if it were UTC. */
export interface TraceCall {
  /** Line number in the file, the header being line 1: it names the call in every message and seeds its draws. */
  readonly row: number;
  /** When the call entered the queue, or would have. */
  readonly arrivedAtMs: number;
  /** When it came in, before any menu; absent where the trace does not tell it from the arrival. */
  readonly enteredAtMs?: number;
  /** False: it ended, or was answered, before it came into any queue. Absent where the trace does not tell. */
  readonly isQueued?: boolean;
  readonly queue: string;
  /** Who called, where the trace knows it. */
  readonly caller: string | undefined;
  /** Higher goes first; 0 where the trace has no priorities. */
  readonly priority: number;
  readonly outcome: 'answered' | 'abandoned';
  /** Until an agent answered, or until the caller left; 0 and abandoned means that the caller never queued. */
  readonly waitMs: number;
  /** From answer to hang-up, or to the transfer that freed the agent; undefined for an abandoned call, and where the trace lost the times of the service. */
  readonly talkMs: number | undefined;
  /** Undefined for an abandoned call, and where the trace does not name who answered. */
  readonly agent: string | undefined;
  readonly answeredAtMs: number | undefined;
  /** When the caller left, or the agent was free of the call. */
  readonly endedAtMs: number;
}

/** The calls that arrived on one date, in order of arrival. */
export interface TraceDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly calls: readonly TraceCall[];
}

/** A row that could not be used; it names the field and the reason but repeats nothing of the row. */
export interface BrokenRow {
  readonly row: number;
  readonly field: string;
  readonly reason: string;
}

/** A call log as read: only the chosen days, earliest first. */
export interface Trace {
  readonly format: TraceFormat;
  readonly days: readonly TraceDay[];
  readonly broken: readonly BrokenRow[];
  /** Rows left out by name, such as PHANTOM, with their count. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Of those left out, the calls that the centre itself made to a customer, in order; absent where a layout has none. */
  readonly returned?: readonly TraceCall[];
}
