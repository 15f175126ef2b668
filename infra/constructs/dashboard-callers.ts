import type { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { happened, oursBy } from '../alarms/measures';
import { graphs } from './dashboard-widgets';

/** How long callers wait, what becomes of them, and who was lost. */
export function callersWidgets(instanceId: string): readonly (readonly IWidget[])[] {
  return [
    graphs(
      {
        title: 'Callbacks waiting',
        left: [oursBy(instanceId, 'CallbacksWaiting', 'Queue', 'Maximum', 1)],
        unit: 'count',
      },
      { title: 'Longest in line', left: [oursBy(instanceId, 'LongestInLine', 'Queue', 'Maximum', 1)], unit: 'seconds' },
      {
        title: 'Wait after ready, average',
        left: [oursBy(instanceId, 'WaitAfterReady', 'Queue', 'Average')],
        unit: 'seconds',
      },
    ),
    graphs(
      {
        title: 'Requested, dialed',
        left: [happened(instanceId, 'CallbacksRegistered', 5), happened(instanceId, 'Dials', 5)],
        unit: 'count',
      },
      { title: 'Attempts by outcome', left: [oursBy(instanceId, 'AttemptsEnded', 'Outcome', 'Sum')], unit: 'count' },
      { title: 'Closed by outcome', left: [oursBy(instanceId, 'CallbacksClosed', 'Outcome', 'Sum')], unit: 'count' },
    ),
    graphs(
      { title: 'Lost calls', left: [oursBy(instanceId, 'LostCalls', 'Queue', 'Sum')], unit: 'count' },
      { title: 'Open cases', left: [oursBy(instanceId, 'OpenCases', 'Queue', 'Maximum', 1)], unit: 'count' },
      {
        title: 'Oldest open case',
        left: [oursBy(instanceId, 'OldestOpenCase', 'Queue', 'Maximum', 1)],
        unit: 'seconds',
      },
      {
        title: 'Late: cases, slots',
        left: [happened(instanceId, 'CasesOverdue', 5), happened(instanceId, 'SlotsLate', 5)],
        unit: 'count',
      },
    ),
  ];
}
