import { closedOutcomes, createCallbacksTally, type CallbacksReport } from '../../core/reports/callbacks';
import type { Store } from '../../ports/store';
import { agentCameAtMs, closedCallbacks } from './closed-callbacks';
import type { CallsAsked } from './ended-calls';

/** What came of callbacks that were closed in a range, per request and per attempt. */
export async function callbacksReport(
  deps: { readonly store: Pick<Store, 'callbacks' | 'history'> },
  asked: CallsAsked,
): Promise<CallbacksReport> {
  const tally = createCallbacksTally();
  for await (const callback of closedCallbacks(deps, asked, closedOutcomes)) {
    const agentAtMs = callback.outcome === 'completed' ? await agentCameAtMs(deps, callback) : undefined;
    tally.add(callback, agentAtMs);
  }
  return tally.result();
}
