import type { Callback } from '../../lib/core/callback/callback';
import type { LineEntry } from '../../lib/core/dispatch/plan';
import type { LostCase } from '../../lib/core/lost/case';
import type { CallEntry } from '../../lib/ports/call-store';
import type { Store } from '../../lib/ports/store';

/** Who wants to know what happens to callbacks, and what the dispatcher was shown. */
export interface StoreWatcher {
  readonly onCallback: (callback: Callback) => void;
  /** Told before `onCallback`, of a request that is stored for the first time. */
  readonly onRegistered?: (callback: Callback) => void;
  /** A pass begins by asking for what is due. */
  readonly onPassBegins: () => void;
  readonly onLineSeen: (entries: readonly LineEntry[]) => void;
  readonly onCall?: (entry: CallEntry) => void;
  readonly onCase?: (summary: LostCase) => void;
}

/** The same store, telling a watcher of every change that really happened. */
export function watchStore(store: Store, watcher: StoreWatcher): Store {
  const { callbacks, calls, cases } = store;
  return {
    ...store,
    callbacks: {
      ...callbacks,
      register: async (callback, expectedVersion) => {
        const outcome = await callbacks.register(callback, expectedVersion);
        if (outcome === 'stored') {
          watcher.onRegistered?.(callback);
          watcher.onCallback(callback);
        }
        return outcome;
      },
      put: async (callback, expectedVersion) => {
        const outcome = await callbacks.put(callback, expectedVersion);
        if (outcome === 'stored') watcher.onCallback(callback);
        return outcome;
      },
      due: async (nowMs, limit) => {
        watcher.onPassBegins();
        return callbacks.due(nowMs, limit);
      },
      line: async (line, limit) => {
        const entries = await callbacks.line(line, limit);
        watcher.onLineSeen(entries);
        return entries;
      },
    },
    calls: {
      ...calls,
      put: async (entry, expectedVersion) => {
        const outcome = await calls.put(entry, expectedVersion);
        if (outcome === 'stored') watcher.onCall?.(entry);
        return outcome;
      },
    },
    cases: {
      ...cases,
      settle: async (summary, version) => {
        const outcome = await cases.settle(summary, version);
        if (outcome === 'stored') watcher.onCase?.(summary);
        return outcome;
      },
    },
  };
}
