import { callerLanguage } from '../../lib/app/caller-language';
import { confirmAnswer } from '../../lib/app/confirm-answer';
import type { Deps } from '../../lib/app/deps';
import { findDial, type DialOf } from '../../lib/app/find-dial';
import { numberToCall, type Callback } from '../../lib/core/callback/callback';
import { attemptInProgress } from '../../lib/core/callback/dialing';
import { confirmReady } from '../../lib/core/callback/observing';
import { firstLanguage, type QueuePolicy } from '../../lib/core/policy/policy';
import { isDuringSlot } from '../../lib/core/slots';
import type { LanguageCode } from '../../lib/core/speech/language-codes';
import { sayings, type FlowAnswer } from './answers';
import type { FlowRequest } from './flow-event';
import { moment } from './moments';
import type { Answering } from './operations';

/** Somebody, or something, has picked up: what is said to them, before any key. */
export const greet: Answering = async (deps, request, queue) => {
  const { dial, callback } = await dialed(deps, request);
  const language = await languageFor(deps, request, queue, callback);
  const fixed = sayings(language, { greeting_again: {}, goodbye: {}, invalid_key: {} });
  if (dial === undefined || callback === undefined) return { outcome: 'unknown_callback', ...fixed };
  const nowMs = deps.clock.nowMs();
  const { contactId } = request;
  // Nobody is asked to press 1 who would then be sent away.
  const isWanted = confirmReady(callback, { attempt: dial.attempt, contactId }, nowMs).ok;
  const { origin } = callback;
  const greeting = { origin, since: since(callback, queue, nowMs), isSlot: isSlotNow(deps, callback, queue) };
  const said = isWanted ? sayings(language, { greeting }) : {};
  return { outcome: isWanted ? 'ask' : 'goodbye', callbackId: callback.id, ...fixed, ...said };
};

/** The one who picked up pressed 1. */
export const answered: Answering = async (deps, request, queue) => {
  const language = await languageFor(deps, request, queue, undefined);
  const said = sayings(language, { connecting: {}, goodbye: {} });
  const confirmed = await confirmAnswer(deps, request);
  switch (confirmed.kind) {
    case 'connect': {
      const { queueId, isAgeSet, ageMs } = confirmed;
      const ageSeconds = String(Math.floor(ageMs / 1000));
      return { outcome: 'connect', queueId, ageSet: isAgeSet ? 'yes' : 'no', ageSeconds, ...said };
    }
    case 'goodbye':
      return { outcome: 'goodbye', ...said };
    case 'unknown':
      return { outcome: 'unknown_callback', ...said };
  }
};

/** For the agent, in the language that the queue's agents speak. */
export const story: Answering = async (deps, request, queue) => {
  const { callback } = await dialed(deps, request);
  if (callback === undefined) return { outcome: 'none' };
  const facts = {
    origin: callback.origin,
    since: since(callback, queue, deps.clock.nowMs()),
    attempts: attemptInProgress(callback),
    isSlot: isSlotNow(deps, callback, queue),
  };
  return { outcome: 'story', ...sayings(firstLanguage(queue), { story: facts }) };
};

/** A task for agents is served by the age of the place, like the callback that it stands for. */
export const taskReady: Answering = async (deps, request): Promise<FlowAnswer> => {
  const { callback } = await dialed(deps, request);
  if (callback === undefined) return { outcome: 'unknown_callback' };
  const ageMs = Math.max(0, deps.clock.nowMs() - callback.placeMs);
  const isAgeSet = deps.policy.ageBy === 'api' && (await deps.contacts.setAge(request.contactId, ageMs));
  return { outcome: 'ready', ageSet: isAgeSet ? 'yes' : 'no' };
};

interface Dialed {
  readonly dial?: DialOf;
  readonly callback?: Callback | undefined;
}

async function dialed(deps: Deps, { contactId, attributes }: FlowRequest): Promise<Dialed> {
  const dial = await findDial(deps, contactId, attributes);
  return dial === undefined ? {} : { dial, callback: await deps.store.callbacks.find(dial.callbackId) };
}

function since({ placeMs, requestedAtMs }: Callback, queue: QueuePolicy, nowMs: number) {
  // A slot's place lies later than the request: the caller has been waiting since asking.
  return moment(Math.min(placeMs, requestedAtMs), queue, nowMs);
}

/** A callback that is tried again after its slot no longer comes at the time that was chosen. */
function isSlotNow({ clock, policy }: Deps, { slotMs }: Callback, queue: QueuePolicy): boolean {
  return slotMs !== undefined && isDuringSlot(queue.slots, slotMs, clock.nowMs(), policy.dialing.ringLimitMs);
}

async function languageFor(
  deps: Deps,
  request: FlowRequest,
  queue: QueuePolicy,
  callback: Callback | undefined,
): Promise<LanguageCode> {
  if (request.language !== undefined) return request.language;
  if (callback?.language !== undefined) return callback.language;
  const from = callback === undefined ? request.from : numberToCall(callback);
  return (await callerLanguage(deps, { from, queue })).language;
}
