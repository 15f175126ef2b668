import { queueByName, type QueuePolicy } from '../../lib/core/policy/policy';
import { cancelCallback } from '../../lib/app/cancel-callback';
import { confirmAnswer } from '../../lib/app/confirm-answer';
import type { Deps } from '../../lib/app/deps';
import { findDial } from '../../lib/app/find-dial';
import { identifyCaller } from '../../lib/app/identify-caller';
import { locateCaller, openCallbackOf } from '../../lib/app/locate-caller';
import { registerCallback } from '../../lib/app/register-callback';
import { callbackFields, waitFields, type FlowAnswer } from './answers';
import type { FlowRequest } from './flow-event';

/** Answers one question of a flow. */
export async function answerFlow(deps: Deps, request: FlowRequest): Promise<FlowAnswer> {
  if (request.operation === 'answered') return answered(deps, request);
  const operation = operations.get(request.operation);
  if (operation === undefined) return { outcome: 'unknown_operation' };
  const queue = queueByName(deps.policy, request.queue);
  if (queue === undefined) return { outcome: 'unknown_queue' };
  return operation(deps, request, queue);
}

type Operation = (deps: Deps, request: FlowRequest, queue: QueuePolicy) => Promise<FlowAnswer>;

const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['who_is_this', whoIsThis],
  ['register', register],
  ['where_am_i', whereAmI],
  ['cancel', cancel],
]);

async function whoIsThis(deps: Deps, request: FlowRequest, queue: QueuePolicy): Promise<FlowAnswer> {
  const { contactId, from, queueSize, oldestContactAgeSeconds } = request;
  const holdersHint =
    queueSize === undefined
      ? undefined
      : { queue: queue.name, count: queueSize, oldestAgeMs: (oldestContactAgeSeconds ?? 0) * 1000 };
  const identified = await identifyCaller(deps, {
    contactId,
    from,
    queue,
    ...(holdersHint === undefined ? {} : { holdersHint }),
  });
  const wait = waitFields(identified.wait);
  switch (identified.kind) {
    case 'no_number':
      return { outcome: 'no_number', reason: identified.refusal.code, offer: 'no', ...wait };
    case 'new':
      return { outcome: 'new', offer: identified.isOfferDue ? 'yes' : 'no', ...wait };
    case 'has_callback':
      return { outcome: 'has_callback', offer: 'no', ...callbackFields(identified.callback), ...wait };
  }
}

async function register(deps: Deps, request: FlowRequest, queue: QueuePolicy): Promise<FlowAnswer> {
  const { contactId, from, callbackNumber } = request;
  const registered = await registerCallback(deps, { contactId, from, callbackNumber, queue });
  if (!registered.ok) return { outcome: 'refused', reason: registered.error.code };
  const { callback, isNew, isNumberAsAsked } = registered.value;
  return {
    outcome: isNew ? 'registered' : 'already_registered',
    numberAsAsked: isNumberAsAsked ? 'yes' : 'no',
    ...callbackFields(callback),
  };
}

async function whereAmI(deps: Deps, request: FlowRequest, queue: QueuePolicy): Promise<FlowAnswer> {
  const located = await locateCaller(deps, { from: request.from, queue });
  if (located === undefined) return { outcome: 'no_callback' };
  return { outcome: 'has_callback', ...callbackFields(located.callback), ...waitFields(located.wait) };
}

async function cancel(deps: Deps, request: FlowRequest, queue: QueuePolicy): Promise<FlowAnswer> {
  // On a dial of ours the caller cancels that callback; on an inbound call the one the number leads to.
  const dial = await findDial(deps, request.contactId, request.attributes);
  const callback =
    dial === undefined
      ? await openCallbackOf(deps, { from: request.from, queue })
      : await deps.store.callbacks.find(dial.callbackId);
  if (callback === undefined) return { outcome: 'no_callback' };
  const outcome = await cancelCallback(deps, callback, request.contactId);
  return { outcome: outcome === 'none' ? 'no_callback' : outcome, callbackId: callback.id };
}

async function answered(deps: Deps, request: FlowRequest): Promise<FlowAnswer> {
  const confirmed = await confirmAnswer(deps, request);
  switch (confirmed.kind) {
    case 'connect':
      return { outcome: 'connect', queueId: confirmed.queueId, ageSet: confirmed.isAgeSet ? 'yes' : 'no' };
    case 'goodbye':
      return { outcome: 'goodbye' };
    case 'unknown':
      return { outcome: 'unknown_callback' };
  }
}
