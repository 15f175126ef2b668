import { Duration } from 'aws-cdk-lib';
import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Watched } from '../alarms/alarm-entry';
import { tableOperations } from '../alarms/machine-alarms';
import { gauge, happened, oursBy, refusedRequests } from '../alarms/measures';
import { graphs } from './dashboard-widgets';

const period = Duration.minutes(5);

/** Whether the dispatcher runs, what is refused, and what functions and queues say. */
export function machineWidgets(watched: Omit<Watched, 'streams'>): readonly (readonly IWidget[])[] {
  const { instanceId, policy, functions, deadLetters, table, line } = watched;
  const each = (measure: (one: IFunction) => ReturnType<IFunction['metricErrors']>) =>
    Object.entries(functions).map(([name, one]) => measure(one).with({ label: name }));
  return [
    graphs(
      {
        title: 'Dispatcher: runs, passes',
        left: [happened(instanceId, 'DispatcherRuns'), happened(instanceId, 'DispatcherPasses')],
        unit: 'count',
      },
      {
        title: 'Oldest due callback',
        left: [gauge(instanceId, 'OldestDue')],
        unit: 'seconds',
        bound: { value: policy.alarms.oldestDueMs / 1000, label: 'alarm' },
      },
      {
        title: 'Dials: in flight, failed, throttled, capped',
        left: [
          gauge(instanceId, 'CallbacksInFlight'),
          happened(instanceId, 'DialsFailed'),
          happened(instanceId, 'DialsThrottled'),
          happened(instanceId, 'DialsCapped'),
        ],
        unit: 'count',
      },
    ),
    graphs(
      { title: 'Errors by function', left: each((one) => one.metricErrors({ period })), unit: 'count' },
      { title: 'Throttles by function', left: each((one) => one.metricThrottles({ period })), unit: 'count' },
      {
        title: 'Duration by function, p95',
        left: each((one) => one.metricDuration({ period, statistic: 'p95' })),
        unit: 'milliseconds',
      },
    ),
    graphs(
      {
        title: 'Dead letters',
        left: Object.entries(deadLetters).map(([name, queue]) =>
          queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum', label: name }),
        ),
        unit: 'count',
      },
      {
        title: 'Age of streams',
        left: ['contact-records', 'outbox'].flatMap((name) => ageOf(functions[name], name)),
        unit: 'milliseconds',
      },
      {
        title: 'Line before the dispatcher: sent, oldest (s)',
        left: [
          line.metricNumberOfMessagesSent({ period, statistic: 'Sum' }),
          line.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' }),
        ],
        unit: 'count',
      },
    ),
    graphs(
      {
        title: 'Requests that the table refused',
        left: tableOperations.map((one) => refusedRequests(table.tableName, one).with({ label: one })),
        unit: 'count',
      },
      { title: 'Faults by place', left: [oursBy(instanceId, 'Faults', 'Where', 'Sum')], unit: 'count' },
      { title: 'Policies refused', left: [happened(instanceId, 'PoliciesRefused', 5)], unit: 'count' },
    ),
  ];
}

function ageOf(reader: IFunction | undefined, name: string) {
  return reader === undefined ? [] : [reader.metric('IteratorAge', { period, statistic: 'Maximum', label: name })];
}
