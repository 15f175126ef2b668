import { DateTime } from 'luxon';
import { err, ok, type Result } from './result';

/** Who is dialing a number now. */
export interface GuardHolder {
  readonly callbackId: string;
  readonly attempt: number;
  readonly leaseUntilMs: number;
}

/** One number's guard: at most one of our dials at a time, and a limit a day and a week over all queues. */
export interface DialGuard {
  readonly number: string;
  readonly holder?: GuardHolder;
  /** The day the dials below are of, YYYY-MM-DD. */
  readonly day: string;
  /** One entry for each dial of that day: `callbackId#attempt`, so that a repeat is not counted twice. */
  readonly dials: readonly string[];
  /** How many dials there were on the six days before, by day; days without any are left out. */
  readonly earlier?: Readonly<Record<string, number>>;
}

/** `nextDayMs`: when the first day begins on which the number may be dialed again. */
export type GuardRefusal =
  | { readonly code: 'number_busy'; readonly holder: GuardHolder }
  | { readonly code: 'daily_limit' | 'weekly_limit'; readonly nextDayMs: number };

/** How often a number may be dialed, and where days begin. */
export interface GuardRule {
  readonly nowMs: number;
  readonly timeZone: string;
  readonly perDay: number;
  /** In seven days, this one included; absent: not counted. */
  readonly perWeek?: number | undefined;
  readonly isHolderOver: boolean;
}

const WEEK_DAYS = 7;

/** Takes a number for one attempt. A holder whose lease has expired may be replaced only once known to be over. */
export function takeGuard(
  guard: DialGuard | undefined,
  taker: GuardHolder & { readonly number: string },
  rule: GuardRule,
): Result<DialGuard, GuardRefusal> {
  const { number, callbackId, attempt, leaseUntilMs } = taker;
  const holder = guard?.holder;
  const isMine = holder?.callbackId === callbackId && holder.attempt === attempt;
  if (holder !== undefined && !isMine && !(rule.isHolderOver && holder.leaseUntilMs <= rule.nowMs)) {
    return err({ code: 'number_busy', holder });
  }
  const today = DateTime.fromMillis(rule.nowMs, { zone: rule.timeZone }).startOf('day');
  const day = dateOf(today);
  const dialed = guard?.day === day ? guard.dials : [];
  const earlier = earlierDials(guard, today);
  const entry = `${callbackId}#${attempt}`;
  const dials = dialed.includes(entry) ? dialed : [...dialed, entry];
  const refusal = refusalByLimit({ earlier, dials, today }, rule);
  if (refusal !== undefined) return err(refusal);
  const before = Object.keys(earlier).length === 0 ? {} : { earlier };
  return ok({ number, holder: { callbackId, attempt, leaseUntilMs }, day, dials, ...before });
}

/** Lets a number go; undefined when somebody else holds it, or nobody. `isSpent: false` takes the dial off the day. */
export function releaseGuard(
  guard: DialGuard | undefined,
  holder: { readonly callbackId: string; readonly attempt: number; readonly isSpent: boolean },
): DialGuard | undefined {
  if (guard?.holder?.callbackId !== holder.callbackId || guard.holder.attempt !== holder.attempt) return undefined;
  const { holder: _over, ...rest } = guard;
  const entry = `${holder.callbackId}#${holder.attempt}`;
  return { ...rest, dials: holder.isSpent ? guard.dials : guard.dials.filter((one) => one !== entry) };
}

/** What was counted on the six days before today, whenever the guard was last written. */
function earlierDials(guard: DialGuard | undefined, today: DateTime): Readonly<Record<string, number>> {
  if (guard === undefined) return {};
  const counts: Readonly<Record<string, number>> = { ...guard.earlier, [guard.day]: guard.dials.length };
  const [first, last] = [dateOf(today.minus({ days: WEEK_DAYS - 1 })), dateOf(today)];
  const inWeek = Object.entries(counts).filter(([day, count]) => day >= first && day < last && count > 0);
  return Object.fromEntries(inWeek);
}

/** Dials of one number that count, today's with the one that is asked for. */
interface Counted {
  readonly earlier: Readonly<Record<string, number>>;
  readonly dials: readonly string[];
  readonly today: DateTime;
}

function refusalByLimit(counted: Counted, rule: GuardRule): GuardRefusal | undefined {
  const { earlier, dials } = counted;
  const perWeek = rule.perWeek ?? Number.POSITIVE_INFINITY;
  const isOverWeek = sum(earlier) + dials.length > perWeek;
  if (dials.length <= rule.perDay && !isOverWeek) return undefined;
  const code = dials.length > rule.perDay ? 'daily_limit' : 'weekly_limit';
  return { code, nextDayMs: nextDayWithin(counted, perWeek) };
}

/** When the first day begins on which the dial that is refused today is within the limit of a week. */
function nextDayWithin({ earlier, dials, today }: Counted, perWeek: number): number {
  for (let days = 1; days < WEEK_DAYS; days += 1) {
    const first = dateOf(today.plus({ days: days + 1 - WEEK_DAYS }));
    const left = Object.fromEntries(Object.entries(earlier).filter(([day]) => day >= first));
    if (sum(left) + dials.length <= perWeek) return today.plus({ days }).toMillis();
  }
  return today.plus({ days: WEEK_DAYS }).toMillis();
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function dateOf(day: DateTime): string {
  return day.toFormat('yyyy-MM-dd');
}
