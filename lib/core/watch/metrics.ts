/** By what a metric can be looked at, beside the instance. */
export type MetricDimension = 'Queue' | 'Outcome' | 'Where';

/** One metric: what it counts in, and by what else than the instance it is told. */
export interface MetricDefinition {
  readonly unit: 'Count' | 'Seconds';
  /** `sum`: each value is one thing that happened; `gauge`: what is there now, told each minute. */
  readonly kind: 'sum' | 'gauge';
  readonly by: readonly MetricDimension[];
}

/** The namespace of our metrics in CloudWatch. Every metric is told with the dimension `Instance`, and once more with each of `by`. */
export const METRICS_NAMESPACE = 'Holdfree';

/** Everything that Holdfree measures of itself, in the words of docs/glossary.md. */
export const metrics = {
  CallbacksRegistered: { unit: 'Count', kind: 'sum', by: ['Queue'] },
  Dials: { unit: 'Count', kind: 'sum', by: ['Queue'] },
  DialsFailed: { unit: 'Count', kind: 'sum', by: [] },
  /** Connect answered 429. */
  DialsThrottled: { unit: 'Count', kind: 'sum', by: [] },
  /** A dial was put off because `dialing.perHour` was reached. */
  DialsCapped: { unit: 'Count', kind: 'sum', by: [] },
  AttemptsEnded: { unit: 'Count', kind: 'sum', by: ['Outcome'] },
  CallbacksClosed: { unit: 'Count', kind: 'sum', by: ['Queue', 'Outcome'] },
  /** From pressing 1 to the agent. */
  WaitAfterReady: { unit: 'Seconds', kind: 'sum', by: ['Queue'] },
  SlotsLate: { unit: 'Count', kind: 'sum', by: ['Queue'] },
  LostCalls: { unit: 'Count', kind: 'sum', by: ['Queue'] },
  CasesOverdue: { unit: 'Count', kind: 'sum', by: ['Queue'] },
  DispatcherRuns: { unit: 'Count', kind: 'sum', by: [] },
  DispatcherPasses: { unit: 'Count', kind: 'sum', by: [] },
  Faults: { unit: 'Count', kind: 'sum', by: ['Where'] },
  /** A policy that was delivered is refused; one that is of another deployment is passed over, and counts for nothing. */
  PoliciesRefused: { unit: 'Count', kind: 'sum', by: [] },
  CallbacksWaiting: { unit: 'Count', kind: 'gauge', by: ['Queue'] },
  CallbacksInFlight: { unit: 'Count', kind: 'gauge', by: [] },
  /** Since when the first timer that ran out has been looked at by nobody: a dispatcher that works keeps it near 0. */
  OldestDue: { unit: 'Seconds', kind: 'gauge', by: [] },
  /** How long the first of a line has stood there; with few agents that is no fault. */
  LongestInLine: { unit: 'Seconds', kind: 'gauge', by: ['Queue'] },
  OpenCases: { unit: 'Count', kind: 'gauge', by: ['Queue'] },
  OldestOpenCase: { unit: 'Seconds', kind: 'gauge', by: ['Queue'] },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricName = keyof typeof metrics;
