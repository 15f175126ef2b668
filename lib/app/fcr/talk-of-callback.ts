import { numberToCall, type CallbackIn, type Closed } from '../../core/callback/callback';
import { conversationsOf } from '../../core/lost/conversations';
import type { HandledCall } from '../../core/lost/judged-call';
import type { Policy } from '../../core/policy/policy';
import type { Store } from '../../ports/store';

/** What a callback came to: from the moment at which an agent and the caller were both there to the last agent. */
export interface CallbackTalk {
  /** The contact of the dial. */
  readonly contactId: string;
  readonly connectedAtMs: number;
  /** The conversation with the agent who had the caller last. */
  readonly last: HandledCall;
}

const DAY_MS = 86_400_000;

interface TalkDeps {
  readonly store: Pick<Store, 'history' | 'calls'>;
  readonly policy: Policy;
}

/**
 * The conversation that completed a callback: the latest in its queue from the request to the closing. Where the agent
 * passed the caller on, that went on as other contacts, which the call that the dial became knows.
 */
export async function talkOfCallback(deps: TalkDeps, callback: CallbackIn<Closed>): Promise<CallbackTalk | undefined> {
  const numbers = [...new Set([numberToCall(callback), callback.number])];
  const read = numbers.map((number) => deps.store.history.handledSince(number, callback.requestedAtMs));
  const talks = new Map((await Promise.all(read)).flat().map((talk) => [talk.contactId, talk]));
  // Of later ones none is of this callback, and a caller may have had many since.
  const ours = [...talks.values()].filter(
    ({ how, connectedAtMs: atMs }) => how === 'called_back' && atMs < callback.closedAtMs + DAY_MS,
  );
  const chains = await Promise.all(ours.map((talk) => chainOf(deps, talk, ours.length > 1)));
  const passedOn = new Set(chains.flatMap(([, ...rest]) => rest.map(({ contactId }) => contactId)));
  const completing = chains
    .filter(([dial]) => dial.queue === callback.queue && !passedOn.has(dial.contactId))
    .filter(([dial]) => dial.connectedAtMs <= callback.closedAtMs)
    .toSorted(([a], [b]) => a.connectedAtMs - b.connectedAtMs)
    .at(-1);
  if (completing === undefined) return undefined;
  const [{ contactId, connectedAtMs }] = completing;
  const last = completing.reduce((latest, talk) => (talk.endedAtMs >= latest.endedAtMs ? talk : latest));
  return { contactId, connectedAtMs, last };
}

/** A conversation and those that it went on as; looked up only where there is another one that it may have gone on as. */
async function chainOf(
  { store, policy }: TalkDeps,
  talk: HandledCall,
  isOneOfSeveral: boolean,
): Promise<readonly [HandledCall, ...HandledCall[]]> {
  const call = isOneOfSeveral ? await store.calls.get(talk.contactId) : undefined;
  const further = call === undefined ? [] : conversationsOf(call.value.facts, policy);
  return [talk, ...further.filter(({ contactId }) => contactId !== talk.contactId)];
}
