import type { Deps } from '../../lib/app/deps';
import { dialableFrom } from '../../lib/app/not-before';
import { predictWait, type WaitPrediction } from '../../lib/app/predict-wait';
import { rememberCall } from '../../lib/app/remember-call';
import { contactAttributes, type Stage } from '../../lib/core/contact-attributes';
import { numberToCall, type Callback } from '../../lib/core/callback/callback';
import type { QueuePolicy } from '../../lib/core/policy/policy';
import type { PromptFacts } from '../../lib/core/speech/prompt-facts';
import type { FlowRequest } from './flow-event';
import { moment, momentOf } from './moments';

/** A callback, or what one would be. */
export type Promised =
  | { readonly callback: Callback }
  | { readonly number: string; readonly slotMs: number | undefined; readonly placeMs: number };

/** When somebody is called, and where they stand until then: nobody stands in a line who is not called in turn. */
export type Timing = Omit<PromptFacts['registered'], 'number'>;

const stagesOfHolders: readonly Stage[] = ['queued', 'hold_limit'];

/** Whether the caller holds in the queue and is counted among those who do: what a flow noted before queueing says so. */
function isHolding({ attributes }: FlowRequest): boolean {
  return stagesOfHolders.some((stage) => stage === attributes[contactAttributes.stage]);
}

/** Since when this call has lasted, whether or not its first question was answered; undefined on a dial of ours. */
export async function enteredAtMs(
  deps: Deps,
  { contactId, from, attributes }: FlowRequest,
  queue: QueuePolicy,
): Promise<number | undefined> {
  return (await rememberCall(deps, { contactId, from, attributes, queue }))?.enteredAtMs;
}

/** What is said of a callback: number, time and standing. */
export async function undertakingOf(
  deps: Deps,
  request: FlowRequest,
  queue: QueuePolicy,
  callback: Callback,
): Promise<PromptFacts['registered']> {
  return { number: numberToCall(callback), ...(await timingFor(deps, request, queue, { callback })) };
}

/** The same of what is or would be, without the number. */
export function timingFor(deps: Deps, request: FlowRequest, queue: QueuePolicy, promised: Promised): Promise<Timing> {
  const place = 'callback' in promised ? promised.callback : { placeMs: promised.placeMs, id: request.contactId };
  return timingOf(deps, queue, promised, () => predictWait(deps, queue, place, { isHolding: isHolding(request) }));
}

/** A slot, or else the time before which nobody is called, or else the standing. */
export async function timingOf(
  deps: Deps,
  queue: QueuePolicy,
  promised: Promised,
  stand: () => Promise<WaitPrediction>,
): Promise<Timing> {
  const nowMs = deps.clock.nowMs();
  const slot =
    'callback' in promised
      ? momentOf(promised.callback, queue, nowMs)
      : promised.slotMs === undefined
        ? undefined
        : moment(promised.slotMs, queue, nowMs);
  if (slot !== undefined) return { slot, standing: {} };
  const dialable = await dialableFrom(deps, queue, promised);
  switch (dialable.kind) {
    case 'later':
      return { notBefore: moment(dialable.notBeforeMs, queue, nowMs), standing: {} };
    case 'never':
      return { standing: {} };
    case 'now':
      return { standing: await stand() };
  }
}
