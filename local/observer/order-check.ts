import type { Callback } from '../../lib/core/callback/callback';
import { byPlace, lineKey } from '../../lib/core/callback/line-order';
import type { LineEntry } from '../../lib/core/dispatch/plan';
import type { JournalEntry } from '../../lib/ports/journal';
import type { StoreWatcher } from './watched-store';

/**
 * Counts first dials that went before an earlier place of the same line, among the callbacks that pass saw there and
 * no named rule skipped. It knows nothing of the plan: only what was shown, what changed, and what was dialed.
 */
export interface OrderCheck extends StoreWatcher {
  readonly onJournal: (entry: JournalEntry) => void;
  readonly inversions: () => number;
}

export function createOrderCheck(): OrderCheck {
  const current = new Map<string, Callback>();
  let seen = new Map<string, LineEntry>();
  const skipped = new Set<string>();
  let inversions = 0;

  function wasOvertaken(earlier: LineEntry, dialed: LineEntry): boolean {
    const state = current.get(earlier.id);
    return (
      lineKey(earlier) === lineKey(dialed) &&
      byPlace(earlier, dialed) < 0 &&
      !skipped.has(earlier.id) &&
      state?.state === 'waiting' &&
      state.attempt === 0
    );
  }

  /** A first dial, or where agents are asked first, the task: whoever is dialed after it has had the turn already. */
  function isTurn(entry: JournalEntry): entry is Extract<JournalEntry, { kind: 'dialed' | 'task_offered' }> {
    if (entry.kind === 'dialed') return entry.attempt === 1 && entry.rule !== 'repair' && entry.rule !== 'accepted';
    if (entry.kind !== 'task_offered') return false;
    const callback = current.get(entry.callbackId);
    return callback?.state === 'offered' && callback.attempt === 0;
  }

  return {
    onCallback: (callback) => void current.set(callback.id, callback),
    onPassBegins: () => {
      seen = new Map();
      skipped.clear();
    },
    onLineSeen: (entries) => {
      // Follow-ups of a change look at a line too; what they see was there for this pass as well.
      for (const entry of entries) seen.set(entry.id, entry);
    },
    onJournal: (entry) => {
      if (entry.kind === 'skipped') skipped.add(entry.callbackId);
      if (!isTurn(entry)) return;
      const dialed = seen.get(entry.callbackId);
      if (dialed === undefined) return;
      if ([...seen.values()].some((earlier) => wasOvertaken(earlier, dialed))) inversions += 1;
    },
    inversions: () => inversions,
  };
}
