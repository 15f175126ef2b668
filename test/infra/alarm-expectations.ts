import { flowNames, policy } from './watched-stack';

/** What an alarm of a key looks at and rings at, as CloudWatch is told. */
export interface Expected {
  readonly metrics: readonly {
    readonly is: string;
    readonly by: Readonly<Record<string, unknown>>;
    readonly stat: string;
    readonly period: number;
  }[];
  readonly expression?: string;
  readonly rings: string;
  readonly periods: string;
  readonly missing: 'notBreaching' | 'breaching' | 'ignore';
}

const { instanceId } = policy;
const Instance = instanceId;

const ours = (is: string, stat: string, period: number) => [{ is: `Holdfree ${is}`, by: { Instance }, stat, period }];
const faults = (Where: string, period: number) => [
  { is: 'Holdfree Faults', by: { Instance, Where }, stat: 'Sum', period },
];
const voice = (is: string, stat: string) => [
  { is: `AWS/Connect ${is}`, by: { InstanceId: instanceId, MetricGroup: 'VoiceCalls' }, stat, period: 60 },
];
const flows = (is: string, names: readonly string[]) =>
  names.map((ContactFlowName) => ({
    is: `AWS/Connect ${is}`,
    by: { InstanceId: instanceId, MetricGroup: 'ContactFlow', ContactFlowName },
    stat: 'Sum',
    period: 300,
  }));
const lambdas = (is: string, stat: string, period: number, names: readonly string[]) =>
  names.map((FunctionName) => ({ is: `AWS/Lambda ${is}`, by: { FunctionName }, stat, period }));
const queue = (is: string, stat: string, QueueName: string) => [
  { is: `AWS/SQS ${is}`, by: { QueueName }, stat, period: 60 },
];

const others = ['dispatch', 'contact-events', 'contact-records', 'outbox', 'notify', 'fcr', 'watch', 'numbers'];
const rest = ['policy-check', 'another', 'one-more'];
const sum = (count: number) => `SUM([${Array.from({ length: count }, (_, index) => `m${index}`).join(', ')}])`;
const once = { periods: '1 of 1', missing: 'notBreaching' } as const;

/** By key, each part in order: written by hand beside the data that it checks. */
export const expectations: Readonly<Record<string, readonly Expected[]>> = {
  'ready-wait': [
    {
      metrics: [...ours('WaitAfterReady', 'SampleCount', 900), ...ours('WaitAfterReady', 'Average', 900)],
      expression: 'IF(callers >= 5, wait, 0)',
      rings: '> 60',
      ...once,
    },
  ],
  'ivr-errors': [
    {
      metrics: [...lambdas('Errors', 'Sum', 60, ['ivr']), ...faults('ivr', 60)],
      expression: sum(2),
      rings: '> 0',
      ...once,
    },
  ],
  'ivr-failing': [
    {
      metrics: [...lambdas('Errors', 'Sum', 60, ['ivr']), ...faults('ivr', 60)],
      expression: sum(2),
      rings: '> 0',
      ...once,
      periods: '3 of 5',
    },
  ],
  'ivr-slow': [{ metrics: lambdas('Duration', 'p95', 300, ['ivr']), rings: '> 5000', ...once, periods: '2 of 2' }],
  'flow-errors': [
    { metrics: flows('ContactFlowErrors', flowNames.slice(0, 10)), expression: sum(10), rings: '> 5', ...once },
    { metrics: flows('ContactFlowErrors', flowNames.slice(10)), expression: sum(2), rings: '> 5', ...once },
  ],
  'flow-fatal-errors': [
    { metrics: flows('ContactFlowFatalErrors', flowNames.slice(0, 10)), expression: sum(10), rings: '> 0', ...once },
    { metrics: flows('ContactFlowFatalErrors', flowNames.slice(10)), expression: sum(2), rings: '> 0', ...once },
  ],
  'open-cases': [{ metrics: ours('OpenCases', 'Maximum', 60), rings: '> 50', ...once, periods: '5 of 5' }],
  'cases-overdue': [{ metrics: ours('CasesOverdue', 'Sum', 3600), rings: '> 3', ...once }],
  'dispatcher-not-running': [
    { metrics: ours('DispatcherRuns', 'Sum', 60), rings: '< 1', periods: '3 of 3', missing: 'breaching' },
  ],
  'dispatcher-failing': [
    {
      metrics: [...lambdas('Errors', 'Sum', 300, ['dispatch']), ...faults('pass', 300)],
      expression: sum(2),
      rings: '> 4',
      ...once,
    },
  ],
  'ticks-missing': [
    {
      metrics: queue('NumberOfMessagesSent', 'Sum', 'Line'),
      rings: '< 1',
      periods: '5 of 5',
      missing: 'breaching',
    },
  ],
  'oldest-due': [{ metrics: ours('OldestDue', 'Maximum', 60), rings: '> 600', ...once, periods: '2 of 2' }],
  'watch-silent': [
    { metrics: ours('CallbacksInFlight', 'SampleCount', 60), rings: '< 1', periods: '5 of 5', missing: 'breaching' },
  ],
  'dead-letters': ['DispatchLetters', 'OutboxLetters'].map((letters) => ({
    metrics: queue('ApproximateNumberOfMessagesVisible', 'Maximum', letters),
    rings: '> 0',
    periods: '1 of 1',
    missing: 'ignore',
  })),
  'function-errors': [
    {
      metrics: lambdas('Errors', 'Sum', 300, [...others, ...rest.slice(0, 2)]),
      expression: sum(10),
      rings: '> 5',
      ...once,
    },
    { metrics: lambdas('Errors', 'Sum', 300, rest.slice(2)), expression: sum(1), rings: '> 5', ...once },
  ],
  'functions-throttled': [
    {
      metrics: lambdas('Throttles', 'Sum', 300, ['ivr', ...others, ...rest.slice(0, 1)]),
      expression: sum(10),
      rings: '> 0',
      ...once,
    },
    { metrics: lambdas('Throttles', 'Sum', 300, rest.slice(1)), expression: sum(2), rings: '> 0', ...once },
  ],
  'table-throttled': [
    {
      metrics: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'].map((Operation) => ({
        is: 'AWS/DynamoDB ThrottledRequests',
        by: { TableName: 'Table', Operation },
        stat: 'Sum',
        period: 300,
      })),
      expression: sum(5),
      rings: '> 0',
      ...once,
    },
  ],
  'contact-records-late': [
    {
      metrics: lambdas('IteratorAge', 'Maximum', 60, ['contact-records']),
      rings: '> 600000',
      ...once,
      periods: '5 of 5',
    },
  ],
  'outbox-late': [
    { metrics: lambdas('IteratorAge', 'Maximum', 60, ['outbox']), rings: '> 600000', ...once, periods: '5 of 5' },
  ],
  'concurrent-calls': [
    { metrics: voice('ConcurrentCallsPercentage', 'Maximum'), rings: '>= 0.8', ...once, periods: '3 of 5' },
  ],
  'calls-turned-away': [{ metrics: voice('CallsBreachingConcurrencyQuota', 'Sum'), rings: '> 0', ...once }],
  'dials-throttled': [{ metrics: ours('DialsThrottled', 'Sum', 300), rings: '> 30', ...once }],
  'dials-capped': [{ metrics: ours('DialsCapped', 'Sum', 300), rings: '> 0', ...once }],
  'policies-refused': [{ metrics: ours('PoliciesRefused', 'Sum', 300), rings: '> 0', ...once }],
};
