import { bringReady } from '../../lib/app/bring-ready';
import { callerLanguage } from '../../lib/app/caller-language';
import { confirmAnswer } from '../../lib/app/confirm-answer';
import type { Deps } from '../../lib/app/deps';
import { findDial, type DialOf } from '../../lib/app/find-dial';
import { readyTask } from '../../lib/app/ready-task';
import { numberToCall, type Callback } from '../../lib/core/callback/callback';
import { confirmReady } from '../../lib/core/callback/observing';
import { firstLanguage, type QueuePolicy } from '../../lib/core/policy/policy';
import type { LanguageCode } from '../../lib/core/speech/language-codes';
import { isSlotNow, storyFacts, waitingSince } from '../../lib/core/speech/story-facts';
import { sayings, type FlowAnswer } from './answers';
import type { FlowRequest } from './flow-event';
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
  const isSlot = isSlotNow(callback, queue, nowMs, deps.policy.dialing.ringLimitMs);
  const greeting = { origin, since: waitingSince(callback, queue, nowMs), isSlot };
  const said = isWanted ? sayings(language, { greeting }) : {};
  return { outcome: isWanted ? 'ask' : 'goodbye', callbackId: callback.id, ...fixed, ...said };
};

/** The one who picked up pressed 1. */
export const answered: Answering = async (deps, request, queue) => {
  const language = await languageFor(deps, request, queue, undefined);
  const said = sayings(language, { goodbye: {} });
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

/** The one who pressed 1 waits in the queue, and goes to an agent who is kept for that. */
export const queued: Answering = async (deps, request, queue) => {
  const language = await languageFor(deps, request, queue, undefined);
  const brought = await bringReady(deps, request);
  return { outcome: brought === 'unknown' ? 'unknown_callback' : brought, ...sayings(language, { connecting: {} }) };
};

/** For the agent, in the language that the queue's agents speak. */
export const story: Answering = async (deps, request, queue) => {
  const { callback } = await dialed(deps, request);
  if (callback === undefined) return { outcome: 'none' };
  const facts = storyFacts(callback, queue, deps.clock.nowMs(), deps.policy.dialing.ringLimitMs);
  return { outcome: 'story', ...sayings(firstLanguage(queue), { story: facts }) };
};

/** A task for agents is served by the age of the place, like the callback that it stands for. */
export const taskReady: Answering = async (deps, request): Promise<FlowAnswer> => {
  const ready = await readyTask(deps, request);
  if (ready.kind === 'unknown') return { outcome: 'unknown_callback' };
  return { outcome: 'ready', ageSet: ready.isAgeSet ? 'yes' : 'no' };
};

interface Dialed {
  readonly dial?: DialOf;
  readonly callback?: Callback | undefined;
}

async function dialed(deps: Deps, { contactId, attributes }: FlowRequest): Promise<Dialed> {
  const dial = await findDial(deps, contactId, attributes);
  return dial === undefined ? {} : { dial, callback: await deps.store.callbacks.find(dial.callbackId) };
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
