import type { CallbackOrder } from '../../../connect/types';
import { failed, next, nextWhen, type ActionRun, type Outcome, type Step } from '../action';
import { textOf, wholeOf } from '../parameters';

/** Where a transfer to queue will go. */
export const updateContactTargetQueue: ActionRun = (step) => {
  const { leg } = step.play;
  const queueId = textOf(step, 'QueueId');
  const agentId = textOf(step, 'AgentId');
  if (queueId !== undefined) return nextWhen(leg.setTargetQueue(queueId) === 'set');
  return nextWhen(agentId !== undefined && leg.setTargetAgent(agentId) === 'set');
};

/** The flow is over for whom it queues. */
export const transferContactToQueue: ActionRun = ({ play }) => queued(play.leg.transferToQueue());

/** From one queue into another. */
export const dequeueContactAndTransferToQueue: ActionRun = (step) => {
  const queueId = textOf(step, 'QueueId');
  const agentId = textOf(step, 'AgentId');
  if (queueId !== undefined) return queued(step.play.leg.dequeueTo({ queueId }));
  return agentId === undefined ? failed() : queued(step.play.leg.dequeueTo({ agentId }));
};

/** The number that a callback of Connect's own would call. */
export const updateContactCallbackNumber: ActionRun = (step) => {
  const number = textOf(step, 'CallbackNumber');
  if (number === undefined) return failed('InvalidCallbackNumber');
  switch (step.play.leg.setCallbackNumber(number)) {
    case 'set':
      return next;
    case 'invalid':
      return failed('InvalidCallbackNumber');
    case 'not_dialable':
      return failed('CallbackNumberNotDialable');
  }
};

/** A callback of Connect's own. One for a single agent cannot be ordered on a leg. */
export const createCallbackContact: ActionRun = (step) => {
  const { Parameters: parameters } = step.action;
  const queueId = textOf(step, 'QueueId');
  const flowId = textOf(step, 'ContactFlowId');
  if (parameters['AgentId'] !== undefined) return failed();
  if (parameters['QueueId'] !== undefined && queueId === undefined) return failed();
  if (parameters['ContactFlowId'] !== undefined && flowId === undefined) return failed();
  const numbers = callbackNumbers(step);
  if (numbers === undefined) return failed();
  const order = {
    ...(queueId === undefined ? {} : { queueId }),
    ...(flowId === undefined ? {} : { flowId }),
    ...numbers,
  };
  return nextWhen(step.play.leg.createCallback(order) === 'created');
};

/** What is left out stays out: the leg knows when that is allowed. Undefined when something given is no number. */
function callbackNumbers(
  step: Step,
): Pick<CallbackOrder, 'initialDelaySeconds' | 'attemptsMax' | 'retryDelaySeconds'> | undefined {
  const initialDelaySeconds = wholeOf(step, 'InitialCallDelaySeconds');
  const attemptsMax = wholeOf(step, 'MaximumConnectionAttempts');
  const retryDelaySeconds = wholeOf(step, 'RetryDelaySeconds');
  const isGiven = (name: string): boolean => step.action.Parameters[name] !== undefined;
  if (initialDelaySeconds === undefined && isGiven('InitialCallDelaySeconds')) return undefined;
  if (attemptsMax === undefined && isGiven('MaximumConnectionAttempts')) return undefined;
  if (retryDelaySeconds === undefined && isGiven('RetryDelaySeconds')) return undefined;
  return {
    ...(initialDelaySeconds === undefined ? {} : { initialDelaySeconds }),
    ...(attemptsMax === undefined ? {} : { attemptsMax }),
    ...(retryDelaySeconds === undefined ? {} : { retryDelaySeconds }),
  };
}

function queued(outcome: 'queued' | 'at_capacity' | 'no_queue'): Outcome {
  switch (outcome) {
    case 'queued':
      return { kind: 'queued' };
    case 'at_capacity':
      return failed('QueueAtCapacity');
    case 'no_queue':
      return failed();
  }
}
