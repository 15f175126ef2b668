import { err, ok, type Result } from './result';

/** Who is dialing a number now. */
export interface GuardHolder {
  readonly callbackId: string;
  readonly attempt: number;
  readonly leaseUntilMs: number;
}

/** One number's guard: at most one of our dials at a time, and a limit a day over all queues. */
export interface DialGuard {
  readonly number: string;
  readonly holder?: GuardHolder;
  /** The UTC day the dials below are of, YYYY-MM-DD. */
  readonly day: string;
  /** One entry for each dial of that day: `callbackId#attempt`, so that a repeat is not counted twice. */
  readonly dials: readonly string[];
}

export type GuardRefusal =
  | { readonly code: 'number_busy'; readonly holder: GuardHolder }
  | { readonly code: 'daily_limit'; readonly nextDayMs: number };

const DAY_MS = 86_400_000;

/** Takes a number for one attempt. A holder whose lease has expired may be replaced only once known to be over. */
export function takeGuard(
  guard: DialGuard | undefined,
  taker: GuardHolder & { readonly number: string },
  rule: { readonly nowMs: number; readonly perDay: number; readonly isHolderOver: boolean },
): Result<DialGuard, GuardRefusal> {
  const { number, callbackId, attempt, leaseUntilMs } = taker;
  const holder = guard?.holder;
  const isMine = holder?.callbackId === callbackId && holder.attempt === attempt;
  if (holder !== undefined && !isMine && !(rule.isHolderOver && holder.leaseUntilMs <= rule.nowMs)) {
    return err({ code: 'number_busy', holder });
  }
  const day = new Date(rule.nowMs).toISOString().slice(0, 10);
  const earlier = guard?.day === day ? guard.dials : [];
  const entry = `${callbackId}#${attempt}`;
  const dials = earlier.includes(entry) ? earlier : [...earlier, entry];
  if (dials.length > rule.perDay) {
    return err({ code: 'daily_limit', nextDayMs: (Math.floor(rule.nowMs / DAY_MS) + 1) * DAY_MS });
  }
  return ok({ number, holder: { callbackId, attempt, leaseUntilMs }, day, dials });
}

/** Lets a number go; undefined when somebody else holds it, or nobody. `isSpent: false` takes the dial off the day. */
export function releaseGuard(
  guard: DialGuard | undefined,
  holder: { readonly callbackId: string; readonly attempt: number; readonly isSpent: boolean },
): DialGuard | undefined {
  if (guard?.holder?.callbackId !== holder.callbackId || guard.holder.attempt !== holder.attempt) return undefined;
  const { number, day } = guard;
  const entry = `${holder.callbackId}#${holder.attempt}`;
  return { number, day, dials: holder.isSpent ? guard.dials : guard.dials.filter((one) => one !== entry) };
}
