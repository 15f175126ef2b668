import type { Callback, CallbackIn, CallbackState, Closed } from '../../core/callback/callback';
import type { CallbackKey, CallbackStore } from '../../ports/callback-store';

/** A callback that has not ended. */
export type OpenCallback = CallbackIn<Exclude<CallbackState, Closed>>;

/** Callbacks that are read at once, and given to the reader as one page. */
const PAGE_CALLBACKS = 50;

/** Where the index is read no further. */
const OPEN_MAX = 100_000;

/** Later than every timer, and written with as many digits. */
const END_MS = Date.UTC(9999, 11, 31);

/**
 * Open callbacks, by queue, and in it whichever needs to be looked at first. Each of them has a timer, so that the index of timers
 * leads to all of them. That is read first and at once, with those in flight, because a callback that changes meanwhile changes
 * its timer; then each callback by its key, as it is now.
 */
export async function* openCallbacks(
  callbacks: Pick<CallbackStore, 'due' | 'inFlight' | 'get'>,
  { queue, max = OPEN_MAX }: { readonly queue?: string | undefined; readonly max?: number },
): AsyncGenerator<readonly OpenCallback[], { readonly isCut: boolean }, undefined> {
  const timed = await callbacks.due(END_MS, max);
  // What was waiting when that was read, and is dialed by now, was passed over where its timer had stood.
  const inFlight = await callbacks.inFlight();
  const keys = distinct([...timed, ...inFlight]).filter((key) => queue === undefined || key.queue === queue);
  const inOrder = keys.toSorted((a, b) => (a.queue === b.queue ? 0 : a.queue < b.queue ? -1 : 1));
  for (let from = 0; from < inOrder.length; from += PAGE_CALLBACKS) {
    const found = await Promise.all(inOrder.slice(from, from + PAGE_CALLBACKS).map((key) => callbacks.get(key)));
    yield found.flatMap((stored) => (stored === undefined || !isOpen(stored.value) ? [] : [stored.value]));
  }
  return { isCut: timed.length >= max };
}

/** One number has at most one callback in a queue. */
function distinct(keys: readonly CallbackKey[]): readonly CallbackKey[] {
  return [...new Map(keys.map(({ number, queue }) => [`${number}#${queue}`, { number, queue }])).values()];
}

function isOpen(callback: Callback): callback is OpenCallback {
  return callback.state !== 'closed';
}
