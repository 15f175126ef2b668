import type { Origin } from '../../core/callback/callback';
import type { CallingRule } from '../../core/calling-window';
import { closedOn } from '../../core/hours';
import { zonesOfNumber } from '../../core/number-zones';
import type { QueuePolicy } from '../../core/policy/policy';
import { callBackOf } from '../../core/policy/terms-of';
import type { Deps } from '../deps';

export type RuleDeps = Pick<Deps, 'policy' | 'effectiveHours'>;

/** Whom a rule is for; as long as no number is known, only the queue's own hours and holidays count. */
export interface RuleAsked {
  readonly number?: string | undefined;
  readonly origin: Origin;
  /** Of lost calls: where they were lost, which may have hours of its own for calling back. */
  readonly lostIn?: string | undefined;
}

/** A rule as far as it is known now; promises go by the policy alone while it is not, and no dial does. */
export interface RuleKnown extends CallingRule {
  readonly isCentreKnown: boolean;
}

/**
 * When a number may be dialed for a queue: the queue's hours in the policy and in Connect, and the legal hours of the
 * origin in every zone the number may be in, and for lost calls what their queue says, holidays left out. Whatever is promised is promised by this rule, too.
 */
export async function callingRuleFor(
  { policy, effectiveHours }: RuleDeps,
  queue: QueuePolicy,
  { number, origin, lostIn }: RuleAsked,
): Promise<RuleKnown> {
  const effective = await effectiveHours.of(queue.queueId);
  const holidays = policy.calling.holidays[origin];
  const windows = policy.calling.legalWindows[origin];
  const zones = number === undefined ? [] : zonesOfNumber(number);
  const own = callBackOf(policy, { origin, ...(lostIn === undefined ? {} : { lostIn }) })?.hours;
  return {
    queueHours: closedOn(queue.hours, holidays),
    ...(own === undefined ? {} : { ownHours: closedOn(own, holidays) }),
    ...(effective.kind === 'known' ? { effectiveHours: effective.hours } : {}),
    legalHours: zones.map((timeZone) => closedOn({ timeZone, windows }, holidays)),
    ringLimitMs: policy.dialing.ringLimitMs,
    isCentreKnown: effective.kind !== 'unknown',
  };
}
