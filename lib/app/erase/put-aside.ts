import { factsOf, type Callback } from '../../core/callback/callback';
import { AdapterError } from '../../ports/adapter-error';
import type { EraseDeps } from './find-kept';
import { isLive } from './is-live';

/** Erasing takes some seconds. */
const ASIDE_MS = 600_000;

/** Somebody else changes a callback at most a few times in a row; more is a fault. */
const TRIES_MAX = 12;

/** Keeps an open callback from being dialed while what leads to it is taken away; `live`: it is being dialed by now. */
export async function putAside({ store, clock }: EraseDeps, callback: Callback): Promise<'aside' | 'live'> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const stored = await store.callbacks.get(callback);
    if (stored === undefined || stored.value.state === 'closed') return 'aside';
    if (isLive(stored.value)) return 'live';
    const dueAtMs = clock.nowMs() + ASIDE_MS;
    if (stored.value.state === 'scheduled' && stored.value.dueAtMs >= dueAtMs) return 'aside';
    const aside: Callback = { ...factsOf(stored.value), state: 'scheduled', dueAtMs, why: 'fault' };
    if ((await store.callbacks.put(aside, stored.version)) === 'stored') return 'aside';
  }
  throw new AdapterError('store', { retryable: true, cause: new Error('a callback changed every time') });
}
