import type { CallingRule } from '../../core/calling-window';
import { zonesOfNumber } from '../../core/number-zones';
import type { Policy, QueuePolicy } from '../../core/policy/policy';

/** When a number may be dialed for a queue: the queue's hours, and legal hours in every zone the number may be in. */
export function callingRuleFor(policy: Policy, queue: QueuePolicy, number: string): CallingRule {
  return {
    queueHours: queue.hours,
    legalHours: zonesOfNumber(number).map((timeZone) => ({ timeZone, windows: policy.legalWindows })),
    ringLimitMs: policy.dialing.ringLimitMs,
  };
}
