import { callerLanguage, rememberLanguage } from '../../lib/app/caller-language';
import type { Deps } from '../../lib/app/deps';
import { identifyCaller, type Identified } from '../../lib/app/identify-caller';
import { openCallbackOf } from '../../lib/app/locate-caller';
import { rejoinQueue } from '../../lib/app/rejoin-queue';
import { routeContact } from '../../lib/app/routing/route-contact';
import type { QueuePolicy } from '../../lib/core/policy/policy';
import type { PromptFacts } from '../../lib/core/speech/prompt-facts';
import { callbackFields, sayings, waitFields, type FlowAnswer } from './answers';
import type { FlowRequest } from './flow-event';
import type { Answering } from './operations';
import { timingOf } from './promising';

/** Who is this, in which language, and which way the flow goes. */
export const whoIsThis: Answering = async (deps, request, queue) => {
  const { contactId, from } = request;
  const { language, isKnown } = await callerLanguage(deps, { from, queue, asked: request.language });
  // What a flow merely names, the caller may never have chosen; what the queue does not speak is not spoken.
  if (request.isLanguageChosen && request.language === language) await rememberLanguage(deps, { from, language });
  const holdersHint = hintOf(request, queue);
  const identified = await identifyCaller(deps, {
    contactId,
    from,
    queue,
    ...(holdersHint === undefined ? {} : { holdersHint }),
  });
  const nowMs = deps.clock.nowMs();
  const { timeZone } = queue.hours;
  const opens = identified.opensAtMs === undefined ? {} : { opens: { atMs: identified.opensAtMs, nowMs, timeZone } };
  const { wait } = identified;
  const next = nextOf(identified, queue);
  // Where a callback is offered nobody is free, and minutes may pass before the caller is queued.
  if (identified.isOpen && next === 'queue') await keepForAgents(deps, request, identified, queue);
  return {
    ...whoFields(identified),
    next,
    open: identified.isOpen ? 'yes' : 'no',
    ...waitFields(wait),
    ...sayings(language, {
      welcome: {},
      offer: wait,
      offer_only: wait,
      returning: await returningFacts(deps, request, identified, queue),
      kept: {},
      closed_menu: opens,
      closed_goodbye: opens,
      goodbye: {},
      invalid_key: {},
    }),
    language: isKnown ? language : 'ask',
    spoken: language,
  };
};

/** What the flow says before it queues a caller takes so long, at most. */
const QUEUED_IN_MS = 10_000;

/** Whoever is to hold is kept for those who are to have them at first, before the flow queues the call. */
async function keepForAgents(
  deps: Deps,
  { contactId }: FlowRequest,
  identified: Identified,
  queue: QueuePolicy,
): Promise<void> {
  const known = identified.kind === 'new' ? { number: identified.number } : {};
  await routeContact(deps, contactId, { queue, caller: 'inbound', ...known, queuedInMs: QUEUED_IN_MS });
}

/** A caller who rather holds than waits to be called is served by the age of the place. */
export const rejoin: Answering = async (deps, request, queue): Promise<FlowAnswer> => {
  const callback = await openCallbackOf(deps, { from: request.from, queue });
  if (callback === undefined) return { outcome: 'no_callback' };
  const { contactId } = request;
  const { isAgeSet, ageMs } = await rejoinQueue(deps, { contactId, callback });
  await routeContact(deps, contactId, { queue, caller: 'inbound', number: callback.cli });
  return { outcome: 'rejoined', ageSet: isAgeSet ? 'yes' : 'no', ageSeconds: String(Math.floor(ageMs / 1000)) };
};

function whoFields(identified: Identified): FlowAnswer {
  switch (identified.kind) {
    case 'no_number':
      return { outcome: 'no_number', reason: identified.refusal.code, offer: 'no' };
    case 'new':
      return { outcome: 'new', offer: identified.isOfferDue ? 'yes' : 'no' };
    case 'has_callback':
      return { outcome: 'has_callback', offer: 'no', ...callbackFields(identified.callback) };
  }
}

function nextOf(identified: Identified, queue: QueuePolicy): 'returning' | 'offer' | 'offer_only' | 'queue' {
  if (identified.kind === 'has_callback') return 'returning';
  if (!queue.hold.isAllowed) return 'offer_only';
  return identified.kind === 'new' && identified.isOfferDue ? 'offer' : 'queue';
}

async function returningFacts(
  deps: Deps,
  { mayHold }: FlowRequest,
  identified: Identified,
  queue: QueuePolicy,
): Promise<PromptFacts['returning'] | undefined> {
  if (identified.kind !== 'has_callback') return undefined;
  const { callback, wait, isOpen } = identified;
  const timing = await timingOf(deps, queue, { callback }, async () => wait);
  return { ...timing, mayHold: mayHold && queue.hold.isAllowed && isOpen };
}

function hintOf({ queueSize, oldestContactAgeSeconds }: FlowRequest, { name }: QueuePolicy) {
  if (queueSize === undefined) return undefined;
  return { queue: name, count: queueSize, oldestAgeMs: (oldestContactAgeSeconds ?? 0) * 1000 };
}
