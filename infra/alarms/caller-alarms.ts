import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { numbered, type AlarmEntry, type Watched } from './alarm-entry';
import { connectMeasure, faultsAt, gauge, happened, ours, sumsOf } from './measures';

/** Fewer callers than this in a quarter of an hour say nothing about the average wait: one at night would ring. */
const READY_CALLERS_MIN = 5;

function readyWait({ instanceId }: Watched): MathExpression {
  return new MathExpression({
    expression: `IF(callers >= ${READY_CALLERS_MIN}, wait, 0)`,
    usingMetrics: {
      callers: ours(instanceId, 'WaitAfterReady', 'SampleCount', 15),
      wait: ours(instanceId, 'WaitAfterReady', 'Average', 15),
    },
    period: Duration.minutes(15),
    label: 'wait after ready',
  });
}

function ivrOf({ functions: { ivr } }: Watched): IFunction {
  if (ivr === undefined) throw new Error('the function ivr is not among those to watch');
  return ivr;
}

/** It answers a flow whatever happens, and notes what did; only what stops it altogether is an error to Lambda. */
function unanswered(watched: Watched) {
  const errors = ivrOf(watched).metricErrors({ period: Duration.minutes(1) });
  return numbered(sumsOf([errors, faultsAt(watched.instanceId, 'ivr', 1)], 1, 'no answer'));
}

function ofFlows({ instanceId, flowNames }: Watched, name: string, label: string) {
  const each = flowNames.map((flow) =>
    connectMeasure(instanceId, 'ContactFlow', name, 'Sum', { ContactFlowName: flow }).with({
      period: Duration.minutes(5),
    }),
  );
  return numbered(sumsOf(each, 5, label));
}

/** What callers feel, or would feel next. */
export const callerAlarms: readonly AlarmEntry[] = [
  {
    key: 'ready-wait',
    means:
      'Callers who picked up and pressed 1 wait for an agent longer than you allow: they hang up, and are annoyed.',
    first: 'see whether agents are busy with other queues or not in Available; dials follow the free agents.',
    of: (watched) => ({ '': readyWait(watched) }),
    threshold: ({ alarms }) => alarms.readyWaitMs / 1000,
    when: 'above',
    periods: 1,
    missing: 'good',
  },
  {
    key: 'ivr-errors',
    means:
      'A caller asked for something in a flow and got no answer: they heard the last resort and went to the queue.',
    first: 'read the last error of the function ivr in its log group.',
    of: unanswered,
    threshold: 0,
    when: 'above',
    periods: 1,
    missing: 'good',
  },
  {
    key: 'ivr-failing',
    means: 'Callers have got no answer in three of five minutes: this does not pass by itself.',
    first: 'see whether it began with a deployment or a delivery; a policy that is new is taken back by itself.',
    of: unanswered,
    threshold: 0,
    when: 'above',
    periods: 5,
    // One refusal of Connect, or one cold start, ends within a minute: no reason to take back what was just delivered.
    datapoints: 3,
    missing: 'good',
    takesPolicyBack: true,
  },
  {
    key: 'ivr-slow',
    means:
      'Answers to the flows come near the 7 seconds after which they are given up: callers hear silence, soon the last resort.',
    first: 'compare duration with the throttles of the table and of Connect on the dashboard.',
    of: (watched) => ({
      '': ivrOf(watched).metricDuration({ period: Duration.minutes(5), statistic: 'p95' }),
    }),
    // A flow waits 8 s for a Lambda at most, and the function ends itself after 7 s.
    threshold: 5_000,
    when: 'above',
    periods: 2,
    missing: 'good',
  },
  {
    key: 'flow-errors',
    means: 'Flows leave by their error branches: callers hear a fallback where they should hear an answer.',
    first: 'see on the dashboard which flow, then read its log in the log group of the Connect instance.',
    of: (watched) => ofFlows(watched, 'ContactFlowErrors', 'error branches'),
    threshold: 5,
    when: 'above',
    periods: 1,
    missing: 'good',
  },
  {
    key: 'flow-fatal-errors',
    means: 'A flow broke off: that caller was disconnected.',
    first: 'see on the dashboard which flow, and whether somebody has just published another version of it.',
    of: (watched) => ofFlows(watched, 'ContactFlowFatalErrors', 'flows that broke off'),
    threshold: 0,
    when: 'above',
    periods: 1,
    missing: 'good',
  },
  {
    key: 'open-cases',
    means: 'More lost callers than you allow are waiting for somebody to deal with them.',
    first: 'see by queue where they pile up; npm run -s report -- lost --table NAME lists them.',
    // One value a minute for all queues together.
    of: ({ instanceId }) => ({ '': gauge(instanceId, 'OpenCases') }),
    threshold: ({ alarms }) => alarms.openCases,
    when: 'above',
    periods: 5,
    missing: 'good',
  },
  {
    key: 'cases-overdue',
    means: 'Lost callers were not dealt with before the deadline of their queue, more than three in an hour.',
    first: 'see whether the task of the case was offered to anybody, and whether its queue has agents.',
    of: ({ instanceId }) => ({ '': happened(instanceId, 'CasesOverdue', 60) }),
    threshold: 3,
    when: 'above',
    periods: 1,
    missing: 'good',
  },
];
