import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Watched } from '../alarms/alarm-entry';
import { connectMeasure, connectQueues } from '../alarms/measures';
import { graphs } from './dashboard-widgets';

/** What the instance itself says of calls, queues and our flows. */
export function connectWidgets({
  instanceId,
  policy,
  flowNames,
}: Pick<Watched, 'instanceId' | 'policy' | 'flowNames'>): readonly (readonly IWidget[])[] {
  const voice = (name: string, statistic: 'Maximum' | 'Sum') =>
    connectMeasure(instanceId, 'VoiceCalls', name, statistic);
  const flows = (name: string) =>
    flowNames.map((flow) =>
      connectMeasure(instanceId, 'ContactFlow', name, 'Sum', { ContactFlowName: flow }).with({ label: flow }),
    );
  return [
    graphs(
      {
        title: 'Concurrent calls, share of the quota',
        left: [voice('ConcurrentCallsPercentage', 'Maximum')],
        unit: 'share',
        bound: { value: policy.alarms.concurrentCallsShare, label: 'alarm' },
      },
      { title: 'Concurrent calls', left: [voice('ConcurrentCalls', 'Maximum')], unit: 'count' },
      {
        title: 'Turned away: by quota, by rate',
        left: [voice('CallsBreachingConcurrencyQuota', 'Sum'), voice('ThrottledCalls', 'Sum')],
        unit: 'count',
      },
    ),
    graphs(
      { title: 'In queue', left: [connectQueues(instanceId, 'QueueSize')], unit: 'count' },
      { title: 'Longest in queue', left: [connectQueues(instanceId, 'LongestQueueWaitTime')], unit: 'seconds' },
    ),
    graphs(
      { title: 'Error branches by flow', left: flows('ContactFlowErrors'), unit: 'count' },
      { title: 'Flows that broke off', left: flows('ContactFlowFatalErrors'), unit: 'count' },
    ),
  ];
}
