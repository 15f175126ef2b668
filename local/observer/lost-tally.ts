import type { Callback } from '../../lib/core/callback/callback';
import type { LostCase } from '../../lib/core/lost/case';
import type { LostFigures } from './report';
import type { StoreWatcher } from './watched-store';

/** Counts lost calls and cases from what the store was given. */
export interface LostTally {
  readonly watcher: Required<Pick<StoreWatcher, 'onCall' | 'onCase'>>;
  readonly figures: (callbacks: readonly Callback[]) => LostFigures;
}

export function createLostTally(): LostTally {
  const outcomes = new Map<string, string>();
  const cases = new Map<string, LostCase>();
  return {
    watcher: {
      onCall: ({ facts, judged }) => {
        if (judged === undefined) outcomes.delete(facts.callId);
        else outcomes.set(facts.callId, judged.outcome === 'excluded' ? judged.why : judged.outcome);
      },
      onCase: (summary) => void cases.set(summary.id, summary),
    },
    figures: (callbacks) => {
      const found = [...outcomes.values()];
      const all = [...cases.values()];
      const ours = callbacks.filter(({ origin }) => origin === 'lost');
      return {
        calls: found.filter((outcome) => outcome === 'lost').length,
        shortAbandons: found.filter((outcome) => outcome === 'short').length,
        casesOpen: all.filter(({ status }) => status === 'open').length,
        casesProcessed: all.filter(({ status }) => status === 'processed').length,
        callbacks: ours.length,
        callbacksReached: ours.filter(isReached).length,
      };
    },
  };
}

/** Its caller reached an agent by it. */
export function isReached(callback: Callback): boolean {
  return callback.state === 'talking' || (callback.state === 'closed' && callback.outcome === 'completed');
}
