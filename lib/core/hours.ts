import { localDayOf, type LocalDay } from './local-day';

/** A stretch of one local day. */
export interface DayWindow {
  /** Minutes after local midnight, 0 to 1439. */
  readonly fromMinute: number;
  /** Minutes after local midnight, 1 to 1440; always later than `fromMinute`, so no window crosses midnight. */
  readonly toMinute: number;
}

/** One window of a week: on these ISO weekdays (1 Monday to 7 Sunday), from one local minute of the day to another. */
export interface WeeklyWindow extends DayWindow {
  readonly days: readonly number[];
}

/** Opening hours in one IANA zone. Wall-clock times: 09:00 stays 09:00 when daylight saving begins or ends. */
export interface Hours {
  readonly timeZone: string;
  readonly windows: readonly WeeklyWindow[];
  /** By ISO date of that zone: what is open on that day instead of the weekly windows; nothing, on a holiday. */
  readonly dates?: Readonly<Record<string, readonly DayWindow[]>>;
}

/** A stretch of time, end excluded, in epoch milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How far ahead an opening is searched for: a week has every weekday once, one more week bridges holidays, and one day more covers the first partial day. */
const SEARCH_DAYS = 15;

/** The spans of one local day, in order. A wall-clock time that a clock change skips moves on by what was skipped. */
function spansOfDay(hours: Hours, day: LocalDay): readonly Span[] {
  return windowsOfDay(hours, day)
    .map((window) => ({ fromMs: day.atMinute(window.fromMinute), toMs: day.atMinute(window.toMinute) }))
    .filter((span) => span.fromMs < span.toMs)
    .toSorted((a, b) => a.fromMs - b.fromMs);
}

function windowsOfDay({ windows, dates }: Hours, day: LocalDay): readonly DayWindow[] {
  return dates?.[day.date] ?? windows.filter((window) => window.days.includes(day.weekday));
}

/** Whether the hours are open at every instant from `fromMs` up to and including `toMs`. */
export function isOpenThroughout(hours: Hours, span: Span): boolean {
  return isCovered(spansFrom(hours, span.fromMs), span);
}

/** Whether spans that come in order leave no gap from `fromMs` up to and including `toMs`. */
export function isCovered(spans: Iterable<Span>, { fromMs, toMs }: Span): boolean {
  let cursorMs = fromMs;
  for (const span of spans) {
    if (span.fromMs > cursorMs) return false;
    if (span.toMs > cursorMs) cursorMs = span.toMs;
    if (cursorMs > toMs) return true;
  }
  return false;
}

/** Whether the hours are open at that instant. */
export function isOpen(hours: Hours, atMs: number): boolean {
  return isOpenThroughout(hours, { fromMs: atMs, toMs: atMs });
}

/** When the hours first opened on this day of their zone; undefined before that, and on a day without any. */
export function openedTodayMs(hours: Hours, nowMs: number): number | undefined {
  for (const { spans } of daysFrom(hours, nowMs, 1)) {
    const [first] = spans;
    if (first !== undefined && first.fromMs <= nowMs) return first.fromMs;
  }
  return undefined;
}

/** The ISO date on the calendar of a zone. */
export function dateIn(timeZone: string, atMs: number): string {
  return localDayOf(timeZone, atMs).date;
}

/** The same hours, but closed all day on these ISO dates. */
export function closedOn(hours: Hours, dates: readonly string[]): Hours {
  if (dates.length === 0) return hours;
  return { ...hours, dates: { ...hours.dates, ...Object.fromEntries(dates.map((date) => [date, []])) } };
}

/** The spans that are open now or open later, in order, for the next two weeks. */
export function upcomingSpans(hours: Hours, nowMs: number): readonly Span[] {
  return [...spansFrom(hours, nowMs)];
}

/** The same, a day at a time: most questions are answered by the first one or two. */
function* spansFrom(hours: Hours, nowMs: number): Generator<Span> {
  for (const { spans } of daysFrom(hours, nowMs, SEARCH_DAYS)) yield* spans.filter((span) => span.toMs > nowMs);
}

/** The spans of each local day in order, beginning with the day that `fromMs` is in; each is whole, whenever it began. */
export function* daysFrom(
  hours: Hours,
  fromMs: number,
  count: number,
): Generator<{ readonly startMs: number; readonly spans: readonly Span[] }> {
  let day = localDayOf(hours.timeZone, fromMs);
  for (let index = 0; index < count; index += 1) {
    yield { startMs: day.startMs, spans: spansOfDay(hours, day) };
    day = localDayOf(hours.timeZone, day.endMs);
  }
}
