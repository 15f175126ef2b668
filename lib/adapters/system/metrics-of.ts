import type { MetricDimension, MetricName } from '../../core/watch/metrics';
import type { JournalEntry } from '../../ports/journal';

/** What one journal entry counts for. */
export interface Measured {
  readonly values: Partial<Readonly<Record<MetricName, number>>>;
  /** Where it happened; a metric is told by those that its definition names. */
  readonly where: Partial<Readonly<Record<MetricDimension, string>>>;
  /** Of a part of what another entry tells whole: then it counts there alone. */
  readonly isPart?: boolean;
}

/** The metrics of a journal entry; undefined of one that counts for none. */
export function metricsOf(entry: JournalEntry): Measured | undefined {
  switch (entry.kind) {
    case 'registered':
      return one('CallbacksRegistered', { Queue: entry.queue });
    case 'dialed':
      return one('Dials', { Queue: entry.queue });
    case 'dial_failed':
      return one(entry.reason === 'throttled' ? 'DialsThrottled' : 'DialsFailed');
    case 'dials_capped':
      return one('DialsCapped');
    case 'attempt_ended':
      return one('AttemptsEnded', { Outcome: entry.outcome });
    case 'closed':
      return one('CallbacksClosed', { Queue: entry.queue, Outcome: entry.outcome });
    case 'agent_joined':
      return { values: { WaitAfterReady: entry.waitMs / 1_000 }, where: { Queue: entry.queue } };
    case 'slot_late':
      return one('SlotsLate', { Queue: entry.queue });
    case 'call_lost':
      return one('LostCalls', { Queue: entry.queue });
    case 'case_overdue':
      return one('CasesOverdue', { Queue: entry.queue });
    case 'run_ended':
      return { values: { DispatcherRuns: 1, DispatcherPasses: entry.passes }, where: {} };
    case 'fault':
      return one('Faults', { Where: entry.where });
    case 'policy_refused':
      return one('PoliciesRefused');
    case 'stock':
      return stockOf(entry);
    case 'not_called_back':
    case 'skipped':
    case 'task_offered':
    case 'task_accepted':
    case 'task_ended':
    case 'task_failed':
    case 'given':
    case 'routed':
    case 'fcr_counted':
    case 'policy_passed_over':
    case 'number_pointed':
      return undefined;
  }
}

function one(name: MetricName, where: Measured['where'] = {}): Measured {
  return { values: { [name]: 1 }, where };
}

/** What could not be counted has no value: a nought would say that there is nothing. */
function gauge(name: MetricName, value: number | undefined, unit = 1): Measured['values'] {
  return value === undefined ? {} : { [name]: value / unit };
}

/** A gauge of one queue is no value of the whole instance: an average over both would be of neither. */
function stockOf(entry: Extract<JournalEntry, { kind: 'stock' }>): Measured {
  const { queue, waiting, longestInLineMs, openCases, oldestCaseMs, inFlight, oldestDueMs } = entry;
  const values = {
    ...gauge('CallbacksWaiting', waiting),
    ...gauge('LongestInLine', longestInLineMs, 1_000),
    ...gauge('OpenCases', openCases),
    ...gauge('OldestOpenCase', oldestCaseMs, 1_000),
    ...gauge('CallbacksInFlight', inFlight),
    ...gauge('OldestDue', oldestDueMs, 1_000),
  };
  return queue === undefined ? { values, where: {} } : { values, where: { Queue: queue }, isPart: true };
}
