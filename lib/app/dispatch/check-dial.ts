import { numberToCall, type Callback } from '../../core/callback/callback';
import { mayDialAt, nextDialableMs } from '../../core/calling-window';
import type { GuardHolder } from '../../core/dial-guard';
import type { QueuePolicy } from '../../core/policy/policy';
import { refusalToCall, type UncallableNumber } from '../admit-number';
import type { Deps } from '../deps';
import { takeNumber } from '../number-guard';
import { callingRuleFor, type RuleAsked } from './calling-rule';

/** A number that is busy with another callback of ours is looked at again after this. */
const BUSY_RETRY_MS = 60_000;

/** Hours that Connect did not tell are asked for again after this. */
const UNKNOWN_RETRY_MS = 60_000;

/** A queue that never opens within two weeks keeps its callbacks until their deadline. */
const NO_OPENING_MS = 7 * 86_400_000;

/** Whether a callback may be dialed now. `never`: on no other day either. `later`: out of the line until then. */
export type DialVerdict =
  | { readonly kind: 'clear' }
  | { readonly kind: 'never'; readonly rule: UncallableNumber['code'] }
  | {
      readonly kind: 'later';
      readonly rule: 'hours_closed' | 'hours_unknown' | 'number_busy' | 'daily_limit' | 'weekly_limit';
      readonly why: 'hours' | 'limit';
      readonly dueAtMs: number;
    };

export type CheckDeps = Pick<Deps, 'store' | 'clock' | 'policy' | 'effectiveHours'>;

/**
 * Every check of a dial beside capacity and the dial rate, of a first one and of a repair alike: opt-out, blocklist, kind
 * and country of the number, hours, and last the number itself, which is taken for this attempt when all else allows it.
 */
export async function checkDial(
  deps: CheckDeps,
  dial: {
    readonly queue: QueuePolicy;
    readonly callback: Callback;
    /** What is dialed; in a repair what was sent, whatever was changed since. */
    readonly number?: string;
    readonly taker: GuardHolder;
  },
): Promise<DialVerdict> {
  const { queue, callback, taker, number = numberToCall(callback) } = dial;
  const refusal = await refusalToCall(deps, { number, cli: callback.cli });
  if (refusal !== undefined) return { kind: 'never', rule: refusal.code };
  const { origin, lostIn } = callback;
  const closed = await checkHours(deps, queue, { number, origin, lostIn });
  if (closed !== undefined) return closed;
  const nowMs = deps.clock.nowMs();
  const taken = await takeNumber(deps, number, taker);
  if (taken.ok) return { kind: 'clear' };
  const { error } = taken;
  const dueAtMs = error.code === 'number_busy' ? nowMs + BUSY_RETRY_MS : error.nextDayMs;
  return { kind: 'later', rule: error.code, why: 'limit', dueAtMs };
}

/** Why nobody may be dialed at this hour, and until when; undefined when the hours allow it. */
export async function checkHours(
  deps: Pick<Deps, 'clock' | 'policy' | 'effectiveHours'>,
  queue: QueuePolicy,
  asked: RuleAsked,
): Promise<Extract<DialVerdict, { kind: 'later' }> | undefined> {
  const rule = await callingRuleFor(deps, queue, asked);
  const nowMs = deps.clock.nowMs();
  if (!mayDialAt(rule, nowMs)) {
    const dueAtMs = nextDialableMs(rule, nowMs) ?? nowMs + NO_OPENING_MS;
    return { kind: 'later', rule: 'hours_closed', why: 'hours', dueAtMs };
  }
  // An override may have closed the queue: better a minute late than on a holiday.
  if (!rule.isCentreKnown) {
    return { kind: 'later', rule: 'hours_unknown', why: 'hours', dueAtMs: nowMs + UNKNOWN_RETRY_MS };
  }
  return undefined;
}
