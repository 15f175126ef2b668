import type { Operation } from '../../lib/core/dialogue/operations';
import { contactAttributes } from '../../lib/core/contact-attributes';
import { firstLanguage, queueByName, queueById, type Policy, type QueuePolicy } from '../../lib/core/policy/policy';
import type { Deps } from '../../lib/app/deps';
import type { FlowAnswer } from './answers';
import { change, register } from './booking';
import { cancel, optOut } from './cancelling';
import { answered, greet, queued, story, taskReady } from './dialing';
import type { FlowRequest } from './flow-event';
import { rejoin, whoIsThis } from './introducing';
import { whereAmI } from './holding';
import { propose, slots } from './proposing';

/** One question of a flow, and its answer. */
export type Answering = (deps: Deps, request: FlowRequest, queue: QueuePolicy) => Promise<FlowAnswer>;

const answers: Readonly<Record<Operation, Answering>> = {
  who_is_this: whoIsThis,
  propose,
  slots,
  register,
  change,
  where_am_i: whereAmI,
  cancel,
  rejoin,
  greet,
  answered,
  queued,
  opt_out: optOut,
  story,
  task_ready: taskReady,
};

/** Answers one question of a flow. */
export async function answerFlow(deps: Deps, request: FlowRequest): Promise<FlowAnswer> {
  const operation = Object.entries(answers).find(([name]) => name === request.operation)?.[1];
  if (operation === undefined) return { outcome: 'unknown_operation' };
  const queue = queueOf(deps.policy, request);
  if (queue === undefined) return { outcome: 'unknown_queue' };
  // What says nothing names the language all the same: flows may read it of any answer.
  return { language: request.language ?? firstLanguage(queue), ...(await operation(deps, request, queue)) };
}

/** A dial of ours carries its queue's id, whatever name a flow could read. */
function queueOf(policy: Policy, { queue, attributes }: FlowRequest): QueuePolicy | undefined {
  return queueByName(policy, queue) ?? queueById(policy, attributes[contactAttributes.queueId] ?? '');
}
