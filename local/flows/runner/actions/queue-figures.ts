import type { QueueReading } from '../../../connect/types';
import { failed, next, type ActionRun, type Step } from '../action';
import { textOf } from '../parameters';

/** Whether the centre is open now. */
export const checkHoursOfOperation: ActionRun = (step) => {
  const hoursId = textOf(step, 'HoursOfOperationId');
  if (hoursId === undefined && step.action.Parameters['HoursOfOperationId'] !== undefined) return failed();
  const isOpen = step.play.leg.isOpen(hoursId);
  return isOpen === undefined ? failed() : { kind: 'result', value: isOpen ? 'True' : 'False' };
};

/** One figure of a queue, for the conditions. */
export const checkMetricData: ActionRun = (step) => {
  const reading = readingOf(step);
  const value = reading === undefined ? undefined : figureOf(reading, textOf(step, 'MetricType') ?? '');
  return value === undefined ? failed() : { kind: 'result', value };
};

/**
 * Loads what there is to say of a queue; a queue without activity is an error, agents are absent when there are none.
 * How a flow asks for figures of the contact itself is not known, so `$.Metrics.Contact` is always absent.
 */
export const getMetricData: ActionRun = (step) => {
  const { data } = step.frame;
  const reading = readingOf(step);
  data.metrics = reading === undefined ? undefined : { Queue: queueFigures(step, reading), ...agentFigures(reading) };
  return reading === undefined ? failed() : next;
};

function figureOf(reading: QueueReading, metricType: string): number | undefined {
  switch (metricType) {
    case 'NumberOfAgentsAvailable':
      return reading.agentsAvailable;
    case 'NumberOfAgentsStaffed':
      return reading.agentsStaffed;
    case 'NumberOfAgentsOnline':
      return reading.agentsOnline;
    case 'OldestContactInQueueAgeSeconds':
      return reading.oldestContactAgeSeconds;
    case 'NumberOfContactsInQueue':
      return reading.size;
    default:
      return undefined;
  }
}

/** There are no figures of one agent's queue on a leg. */
function readingOf(step: Step): QueueReading | undefined {
  const { Parameters: parameters } = step.action;
  const queueId = textOf(step, 'QueueId');
  if (parameters['AgentId'] !== undefined) return undefined;
  if (parameters['QueueId'] !== undefined && queueId === undefined) return undefined;
  return step.play.leg.queueMetrics(queueId, textOf(step, 'QueueChannel'));
}

function queueFigures(step: Step, reading: QueueReading): Readonly<Record<string, unknown>> {
  const target = step.action.Parameters['QueueId'] === undefined ? step.play.leg.contactData().Queue : null;
  return {
    Size: reading.size,
    OldestContactAge: reading.oldestContactAgeSeconds,
    EstimatedWaitTime: reading.estimatedWaitSeconds,
    Name: reading.queueName ?? target?.Name,
    ARN: reading.queueArn ?? target?.ARN ?? textOf(step, 'QueueId'),
  };
}

function agentFigures(reading: QueueReading): Readonly<Record<string, unknown>> {
  if (reading.agentsOnline === 0) return {};
  return {
    Agents: {
      Online: { Count: reading.agentsOnline },
      Available: { Count: reading.agentsAvailable },
      Staffed: { Count: reading.agentsStaffed },
      AfterContactWork: { Count: reading.agentsAfterContactWork },
      Busy: { Count: reading.agentsBusy },
      Missed: { Count: reading.agentsMissed ?? 0 },
      NonProductive: { Count: reading.agentsNonProductive ?? 0 },
    },
  };
}
