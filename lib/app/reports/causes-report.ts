import { exclusionOfNumber } from '../../core/lost/exclusion';
import { queueByName, type Policy } from '../../core/policy/policy';
import { createCausesTally, type CausesReport } from '../../core/reports/causes';
import type { Store } from '../../ports/store';
import { endedCalls, type CallsAsked } from './ended-calls';

/** What lost calls of a range had in common. The hours are those of each queue's own zone. */
export async function causesReport(
  deps: { readonly store: Pick<Store, 'calls'>; readonly policy: Policy },
  asked: CallsAsked,
): Promise<CausesReport> {
  const tally = createCausesTally({
    zoneOf: (queue) => zoneOf(deps.policy, queue),
    leftOutOf: (number) => exclusionOfNumber(deps.policy, number),
  });
  for await (const call of endedCalls(deps, asked)) tally.add(call);
  return tally.result();
}

/** The zone of a queue; without one, of the first queue. */
export function zoneOf(policy: Policy, queue: string | undefined): string {
  const named = queue === undefined ? undefined : queueByName(policy, queue);
  return (named ?? policy.queues[0])?.hours.timeZone ?? 'UTC';
}
