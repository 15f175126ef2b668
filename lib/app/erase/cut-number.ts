import type { Callback, CallbackIn, Closed } from '../../core/callback/callback';
import { isNamedIn, withoutNumber } from '../../core/callback/without-number';
import { withoutCaller } from '../../core/lost/without-caller';
import { AdapterError } from '../../ports/adapter-error';
import type { EraseDeps, OthersNaming } from './find-kept';
import { isLive } from './is-live';

/** Somebody else changes the same thing at most a few times in a row; more is a fault. */
const TRIES_MAX = 12;

/**
 * Cuts a number out of what is kept of other people: their callbacks stay, and are called under their own numbers. `live`: one
 * of them is being dialed by now.
 */
export async function cutNumber(deps: EraseDeps, number: string, others: OthersNaming): Promise<'cut' | 'live'> {
  for (const callback of others.callbacks) {
    if ((await cutCurrent(deps, number, callback)) === 'live') return 'live';
  }
  for (const copy of others.copies) {
    const cut = await cutCurrent(deps, number, copy);
    if (cut === 'live') return 'live';
    // Where another request has taken its key, nothing but the copy is left, and nobody writes that again.
    const { value, version } = cut ?? { value: withoutNumber(copy, number), version: Number.MAX_SAFE_INTEGER };
    if (isClosed(value)) await deps.store.callbacks.archive(value, version);
  }
  for (const callId of others.callIds) await cutCall(deps, number, callId);
  return 'cut';
}

/** The callback as it is then; undefined where it is no longer what its key holds. */
async function cutCurrent({ store: { callbacks } }: EraseDeps, number: string, callback: Callback) {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const stored = await callbacks.get(callback);
    if (stored?.value.id !== callback.id) return undefined;
    if (isLive(stored.value)) return 'live';
    if (!isNamedIn(stored.value, number)) return stored;
    const value = withoutNumber(stored.value, number);
    if ((await callbacks.put(value, stored.version)) === 'stored') return { value, version: stored.version + 1 };
  }
  throw changedTooOften('a callback');
}

async function cutCall({ store: { calls }, policy }: EraseDeps, number: string, callId: string): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const stored = await calls.get(callId);
    if (stored === undefined) return;
    const { value, version } = stored;
    const cut = { ...value, facts: withoutCaller(value.facts, number, policy) };
    if ((await calls.put(cut, version)) === 'stored') return;
  }
  throw changedTooOften('a call');
}

function isClosed(callback: Callback): callback is CallbackIn<Closed> {
  return callback.state === 'closed';
}

function changedTooOften(what: string): AdapterError {
  return new AdapterError('store', {
    retryable: true,
    cause: new Error(`${what} changed ${TRIES_MAX} times in a row`),
  });
}
