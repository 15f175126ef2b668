import { daysFrom, isOpenThroughout, type Hours, type Span } from './hours';

/** When a dial may ring: inside the queue's hours, and inside the legal hours of every zone its owner may be in. */
export interface CallingRule {
  readonly queueHours: Hours;
  /** What holds for this kind of callback beside them; absent: nothing more. */
  readonly ownHours?: Hours;
  /** As the contact centre itself has them; absent where it does not say. */
  readonly effectiveHours?: Hours;
  /** One set of hours for each zone the number may be in; none leaves only the queue's hours. */
  readonly legalHours: readonly Hours[];
  /** A dial must be allowed now and for this long, because it may ring until then. */
  readonly ringLimitMs: number;
}

/** Days that an opening is searched for: two weeks, so that holidays are bridged, and the first partial day. */
const SEARCH_DAYS = 15;

/** All hours that a dial must keep to. */
export function hoursOf({
  queueHours,
  ownHours,
  effectiveHours,
  legalHours,
}: Omit<CallingRule, 'ringLimitMs'>): readonly Hours[] {
  const others = [ownHours, effectiveHours].filter((hours) => hours !== undefined);
  return [queueHours, ...others, ...legalHours];
}

/** Whether a dial started at `nowMs` could ring to its limit without leaving any of the allowed hours. */
export function mayDialAt(rule: CallingRule, nowMs: number): boolean {
  const ring: Span = { fromMs: nowMs, toMs: nowMs + rule.ringLimitMs };
  return hoursOf(rule).every((hours) => isOpenThroughout(hours, ring));
}

/** The first instant from `nowMs` on at which a dial may start; undefined when no such instant comes within two weeks. */
export function nextDialableMs(rule: CallingRule, nowMs: number): number | undefined {
  if (mayDialAt(rule, nowMs)) return nowMs;
  // Dialing becomes allowed only at an instant when one of the hours opens, so only those need to be tried.
  for (const openings of openingsByDay(hoursOf(rule), nowMs)) {
    const found = openings.find((openMs) => mayDialAt(rule, openMs));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** When any of the hours opens, in order, some at a time: zones make days dear, and most searches end soon. */
function* openingsByDay(all: readonly Hours[], nowMs: number): Generator<readonly number[]> {
  const walks = all.map((hours) => daysFrom(hours, nowMs, SEARCH_DAYS));
  let openings: readonly number[] = [];
  for (let day = 0; day < SEARCH_DAYS; day += 1) {
    const days = walks.map((walk) => walk.next()).flatMap((next) => (next.done === true ? [] : [next.value]));
    // Days begin at other times in other zones: what comes before all of these is complete.
    const completeMs = Math.min(...days.map(({ startMs }) => startMs));
    yield openings.filter((openMs) => openMs < completeMs);
    const opened = days.flatMap(({ spans }) => spans.map((span) => span.fromMs)).filter((openMs) => openMs > nowMs);
    const later = openings.filter((openMs) => openMs >= completeMs);
    openings = [...new Set([...later, ...opened])].toSorted((a, b) => a - b);
  }
  yield openings;
}
