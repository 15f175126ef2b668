import { stages } from '../contact-attributes';
import type { JudgedCall } from '../lost/judged-call';
import { lostReasons, lostTypes } from '../lost/lost-words';
import { bucketNames, bucketOf } from './buckets';
import { leftOutAs, timeInStageMs, type LeftOutOf } from './call-kind';
import { hourIn } from './report-range';
import { shareOf } from './share';

/** What lost calls are held against. */
export const causeKinds = ['type', 'reason', 'stage', 'prompt', 'time_in_stage', 'wait', 'hour', 'queue'] as const;

export type CauseKind = (typeof causeKinds)[number];

/** Lost calls of one cause. Short abandons are never in `lost`. */
export interface CauseRow {
  readonly by: CauseKind;
  readonly what: string;
  readonly lost: number;
  readonly short: number;
  readonly withShort: number;
  /** Of all lost calls. */
  readonly shareOfLost: number | null;
  /** Of all lost calls and short abandons. */
  readonly shareOfLostWithShort: number | null;
  /** All calls of that hour or queue; of the other causes all calls there were. */
  readonly calls: number;
  readonly shareOfCalls: number | null;
  readonly shareOfCallsWithShort: number | null;
}

export interface CausesReport {
  /** All calls but those left out: answered, lost, short, taken as a callback, done elsewhere, withheld. */
  readonly calls: number;
  readonly lost: number;
  readonly short: number;
  readonly withShort: number;
  /** By kind in the order of `causeKinds`, and within it in the order of the words, the clock or, of prompts, the number. */
  readonly rows: readonly CauseRow[];
}

/** Takes calls one by one; what it keeps grows with the causes, not with the calls. */
export interface CausesTally {
  readonly add: (call: JudgedCall) => void;
  readonly result: () => CausesReport;
}

/** What a cause is called where the call has none. */
const NONE = 'not noted';
const NEVER_QUEUED = 'never queued';
/** Short abandons have no reason and no type. */
const SHORT = 'short_abandon';

interface Cell {
  lost: number;
  short: number;
  calls: number;
}

/** Counts lost calls by cause; hours are those of `zoneOf` the queue of a call. */
export function createCausesTally({
  zoneOf,
  leftOutOf,
}: {
  readonly zoneOf: (queue: string | undefined) => string;
  readonly leftOutOf: LeftOutOf;
}): CausesTally {
  const total: Cell = { lost: 0, short: 0, calls: 0 };
  const cells = new Map<CauseKind, Map<string, Cell>>(causeKinds.map((by) => [by, new Map<string, Cell>()]));

  const cellOf = ([by, what]: Cause): Cell => {
    const known = cells.get(by)?.get(what);
    if (known !== undefined) return known;
    const cell: Cell = { lost: 0, short: 0, calls: 0 };
    cells.get(by)?.set(what, cell);
    return cell;
  };

  return {
    add: (call) => {
      if (leftOutAs(call, leftOutOf) !== undefined) return;
      const when: Cause = ['hour', hourIn(zoneOf(call.queue), call.startedAtMs)];
      const where: Cause = ['queue', call.queue ?? NONE];
      const own = [total, cellOf(when), cellOf(where)];
      for (const cell of own) cell.calls += 1;
      const isShort = call.outcome === 'excluded' && call.why === 'short';
      if (call.outcome !== 'lost' && !isShort) return;
      for (const cell of [...own, ...causesOf(call).map(cellOf)]) cell[isShort ? 'short' : 'lost'] += 1;
    },
    result: () => ({
      calls: total.calls,
      lost: total.lost,
      short: total.short,
      withShort: total.lost + total.short,
      rows: causeKinds.flatMap((by) => rowsOf(by, cells.get(by) ?? new Map<string, Cell>(), total)),
    }),
  };
}

type Cause = readonly [by: CauseKind, what: string];

/** The causes of a lost call or short abandon, beside its hour and queue. */
function causesOf(call: JudgedCall): readonly Cause[] {
  const { type, reason } = call.outcome === 'lost' ? call : { type: SHORT, reason: SHORT };
  return [
    ['type', type],
    ['reason', reason],
    ['stage', call.stage ?? NONE],
    ['prompt', call.prompt ?? NONE],
    ['time_in_stage', bucketOf(timeInStageMs(call))],
    ['wait', call.waitMs === undefined ? NEVER_QUEUED : bucketOf(call.waitMs)],
  ];
}

function rowsOf(by: CauseKind, cells: ReadonlyMap<string, Cell>, total: Cell): readonly CauseRow[] {
  const hasOwnCalls = by === 'hour' || by === 'queue';
  return [...cells].toSorted(orderOf(by)).map(([what, { lost, short, calls }]) => {
    const withShort = lost + short;
    const all = hasOwnCalls ? calls : total.calls;
    return {
      by,
      what,
      lost,
      short,
      withShort,
      shareOfLost: shareOf(lost, total.lost),
      shareOfLostWithShort: shareOf(withShort, total.lost + total.short),
      calls: all,
      shareOfCalls: shareOf(lost, all),
      shareOfCallsWithShort: shareOf(withShort, all),
    };
  });
}

const wordsInOrder: Readonly<Partial<Record<CauseKind, readonly string[]>>> = {
  type: lostTypes,
  reason: lostReasons,
  stage: stages,
  time_in_stage: bucketNames,
  wait: [NEVER_QUEUED, ...bucketNames],
};

function orderOf(by: CauseKind): (a: readonly [string, Cell], b: readonly [string, Cell]) => number {
  const words = wordsInOrder[by];
  const rankOf = (what: string) => {
    const at = words?.indexOf(what) ?? 0;
    return at === -1 ? Number.MAX_SAFE_INTEGER : at;
  };
  const sizeOf = ({ lost, short }: Cell) => (by === 'prompt' ? lost + short : 0);
  return ([a, left], [b, right]) =>
    rankOf(a) - rankOf(b) || sizeOf(right) - sizeOf(left) || (a < b ? -1 : Number(a > b));
}
