import { createLogger } from '../../../functions/shared/logger';
import { createLogJournal } from '../../../lib/adapters/system/log-journal';
import { metricsOf } from '../../../lib/adapters/system/metrics-of';
import { METRICS_NAMESPACE, metrics, type MetricName } from '../../../lib/core/watch/metrics';
import type { JournalEntry } from '../../../lib/ports/journal';
import { written } from '../../support/builders/log-lines';

const instanceId = '7e095a31-1e0b-4e6e-9a52-0b5a1c9d4f10';
const nowMs = 1_772_452_800_000;
const callbackId = '01JNB5Q4T2000000000000000A';
const one = { callbackId, queue: 'support', attempt: 1 };
const stock = { waiting: 4, longestInLineMs: 90_500, openCases: 2, oldestCaseMs: 60_000 };

/** An entry of each kind that is measured, with what is measured of it. */
const measured: readonly (readonly [JournalEntry, Partial<Record<MetricName, number>>])[] = [
  [{ kind: 'registered', callbackId, queue: 'support', placeMs: 1 }, { CallbacksRegistered: 1 }],
  [{ kind: 'dialed', ...one, rule: 'covered', way: 'customer-first', capacity: 1, inFlight: 1 }, { Dials: 1 }],
  [{ kind: 'dial_failed', callbackId, attempt: 1, reason: 'not known' }, { DialsFailed: 1 }],
  [{ kind: 'dial_failed', callbackId, attempt: 1, reason: 'throttled' }, { DialsThrottled: 1 }],
  [{ kind: 'dials_capped', perHour: 5 }, { DialsCapped: 1 }],
  [{ kind: 'attempt_ended', ...one, outcome: 'busy' }, { AttemptsEnded: 1 }],
  [{ kind: 'closed', callbackId, queue: 'support', outcome: 'completed' }, { CallbacksClosed: 1 }],
  [{ kind: 'agent_joined', ...one, waitMs: 4_250 }, { WaitAfterReady: 4.25 }],
  [{ kind: 'slot_late', callbackId, queue: 'support', lateMs: 9 }, { SlotsLate: 1 }],
  [{ kind: 'call_lost', callId: 'c', queue: 'support', type: 'missed', reason: 'not_answered' }, { LostCalls: 1 }],
  [{ kind: 'case_overdue', caseId: callbackId, queue: 'support' }, { CasesOverdue: 1 }],
  [
    { kind: 'run_ended', passes: 50, dialed: 3 },
    { DispatcherRuns: 1, DispatcherPasses: 50 },
  ],
  [{ kind: 'fault', where: 'dial', reason: 'x' }, { Faults: 1 }],
  [{ kind: 'policy_refused', reason: 'x' }, { PoliciesRefused: 1 }],
  [
    { kind: 'stock', ...stock, inFlight: 3, oldestDueMs: 1_500 },
    {
      CallbacksWaiting: 4,
      LongestInLine: 90.5,
      OpenCases: 2,
      OldestOpenCase: 60,
      CallbacksInFlight: 3,
      OldestDue: 1.5,
    },
  ],
];

function lineOf(entry: JournalEntry): Record<string, unknown> {
  const lines = written(() =>
    createLogJournal(createLogger('test'), { instanceId, clock: { nowMs: () => nowMs } }).note(entry),
  );
  return lines.find(({ message }) => message === entry.kind) ?? {};
}

test('every metric has a journal entry that it is made of', () => {
  const sources = new Set(measured.flatMap(([, values]) => Object.keys(values)));
  expect([...sources].toSorted()).toEqual(Object.keys(metrics).toSorted());
});

test.each(measured)('%j is measured', (entry, values) => expect(metricsOf(entry)?.values).toEqual(values));

test.each(measured)('the line of %j says all that CloudWatch needs to make metrics of it', (entry) => {
  const line = lineOf(entry);
  const { Timestamp, CloudWatchMetrics, ...others } = line['_aws'] as EmbeddedMetadata;
  expect(others).toEqual({});
  expect(Timestamp).toBe(nowMs);
  expect(CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name)).toSorted()).toEqual(
    Object.keys(metricsOf(entry)?.values ?? {}).toSorted(),
  );
  for (const { Namespace, Dimensions, Metrics, ...more } of CloudWatchMetrics) {
    expect([Namespace, more]).toEqual([METRICS_NAMESPACE, {}]);
    expect(Dimensions[0]).toEqual(['Instance']);
    for (const dimension of Dimensions.flat()) expect(line[dimension]).toEqual(expect.stringMatching(/./));
    for (const { Name, Unit } of Metrics) {
      expect(Unit).toBe(metrics[Name].unit);
      expect(Number.isFinite(line[Name])).toBe(true);
      const isOfOneQueue = entry.kind !== 'stock';
      const by = isOfOneQueue ? metrics[Name].by.map((dimension) => ['Instance', dimension]) : [];
      expect(Dimensions).toEqual([['Instance'], ...by]);
    }
  }
});

test('a line keeps what the entry says beside its metrics', () => {
  expect(lineOf({ kind: 'closed', callbackId, queue: 'support', outcome: 'completed' })).toMatchObject({
    level: 'INFO',
    message: 'closed',
    service: 'test',
    callbackId,
    queue: 'support',
    Queue: 'support',
    outcome: 'completed',
    Outcome: 'completed',
    Instance: instanceId,
    CallbacksClosed: 1,
  });
});

test('the gauges of a queue are no values of the whole instance', () => {
  const line = lineOf({ kind: 'stock', queue: 'support', ...stock });
  const sets = (line['_aws'] as EmbeddedMetadata).CloudWatchMetrics.map(({ Dimensions }) => Dimensions);
  expect(sets).toEqual(sets.map(() => [['Instance', 'Queue']]));
  expect(line).toMatchObject({ Queue: 'support', CallbacksWaiting: 4, OldestOpenCase: 60 });
});

test('what is not measured is a line without metrics', () => {
  const line = lineOf({ kind: 'given', callbackId, queue: 'support', agentId: 'ann' });
  expect(line).toMatchObject({ message: 'given', agentId: 'ann' });
  expect(line).not.toHaveProperty('_aws');
});

test.each([
  ['fault', 'ERROR', { kind: 'fault', where: 'dial', reason: 'x' }],
  ['policy_refused', 'ERROR', { kind: 'policy_refused', reason: 'x' }],
  ['dial_failed', 'WARN', { kind: 'dial_failed', callbackId, attempt: 1, reason: 'x' }],
  ['dials_capped', 'WARN', { kind: 'dials_capped', perHour: 5 }],
  ['run_ended', 'INFO', { kind: 'run_ended', passes: 1, dialed: 0 }],
] as const)('%s is told as %s', (_kind, level, entry) => expect(lineOf(entry)).toMatchObject({ level }));

describe("where Lambda's log level lets only errors or less through", () => {
  afterEach(() => delete process.env['AWS_LAMBDA_LOG_LEVEL']);

  test.each([
    ['WARN', 'WARN'],
    ['ERROR', 'ERROR'],
    ['FATAL', 'CRITICAL'],
  ])('%s: metrics are written all the same, at a level that is let through', (asked, level) => {
    process.env['AWS_LAMBDA_LOG_LEVEL'] = asked;
    for (const [entry] of measured) expect(lineOf(entry)).toHaveProperty('_aws');
    const ended = lineOf({ kind: 'run_ended', passes: 1, dialed: 0 });
    expect(ended).toMatchObject({ level, message: 'run_ended', DispatcherRuns: 1 });
    expect(lineOf({ kind: 'given', callbackId, queue: 'support', agentId: 'ann' })).toEqual({});
  });
});

/** As the specification of the embedded metric format has it. */
interface EmbeddedMetadata {
  readonly Timestamp: number;
  readonly CloudWatchMetrics: readonly {
    readonly Namespace: string;
    readonly Dimensions: readonly (readonly string[])[];
    readonly Metrics: readonly { readonly Name: MetricName; readonly Unit: string }[];
  }[];
}
