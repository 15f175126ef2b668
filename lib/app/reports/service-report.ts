import { exclusionOfNumber } from '../../core/lost/exclusion';
import { queueByName, type Policy } from '../../core/policy/policy';
import { createServiceTally, type ServiceReport } from '../../core/reports/service';
import type { Store } from '../../ports/store';
import { agentCameAtMs, closedCallbacks } from './closed-callbacks';
import { endedCalls, type CallsAsked } from './ended-calls';

/** How callers of a range were served, by queue and in total. `withinMs`: of the service level. */
export async function serviceReport(
  deps: { readonly store: Pick<Store, 'calls' | 'callbacks' | 'history'>; readonly policy: Policy },
  asked: CallsAsked & { readonly withinMs: number },
): Promise<ServiceReport> {
  const shortMsOf = (queue: string | undefined) =>
    (queue === undefined ? undefined : queueByName(deps.policy, queue))?.lost.shortMs ?? 0;
  const leftOutOf = (number: string) => exclusionOfNumber(deps.policy, number);
  const tally = createServiceTally({ withinMs: asked.withinMs, shortMsOf, leftOutOf });
  for await (const call of endedCalls(deps, asked)) tally.add(call);
  for await (const callback of closedCallbacks(deps, asked, ['completed'])) {
    // Who was found to be lost asked for nothing, and waited for nothing since: their waits are in the report on callbacks.
    if (callback.origin === 'lost') continue;
    const agentAtMs = await agentCameAtMs(deps, callback);
    if (agentAtMs !== undefined) tally.addCallbackWait(callback.queue, Math.max(0, agentAtMs - callback.requestedAtMs));
  }
  return tally.result();
}
