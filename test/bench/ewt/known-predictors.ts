import type { TraceCall } from '../../../local/replay/trace/trace';

const QUARTER_HOUR_SECONDS = 900;
/** Weight of the newest gap between those who enter service while there is a backlog: the best known for these data. */
const GAP_GAIN = 0.07;
const ENTRIES_OF_LIMIT = 20;

/** One line as predictors that others build see it; seconds. */
export interface LineSight {
  /** Waiting before a caller. */
  readonly found: number;
  readonly les: number;
  readonly hol: number;
  readonly average: number;
  readonly qlm: number;
  /** Seconds a place, over the last 20 who entered service: the pace that the limit takes as known. */
  readonly perPlace: number;
}

/** Follows one line: a pool's or a queue's. */
export interface LineWatch {
  readonly look: (nowSeconds: number) => LineSight;
  readonly joined: (call: TraceCall, id: number) => void;
  readonly left: (call: TraceCall, id: number) => void;
}

/** Watches a line whose callers give up after `patienceSeconds` on average. */
export function watchLine(patienceSeconds: number): LineWatch {
  const waiting = new Map<number, number>();
  const found = new Map<number, number>();
  const answered = createAverage();
  const entries = createPaceOfEntries();
  let lastEntry = Number.NaN;
  let lastWait = Number.NaN;
  let gap = Number.NaN;
  return {
    look: (nowSeconds) => {
      const oldest = waiting.values().next().value;
      const average = answered.at(nowSeconds);
      return {
        found: waiting.size,
        les: lastWait,
        hol: oldest === undefined ? 0 : nowSeconds - oldest,
        average: Number.isNaN(average) ? lastWait : average,
        qlm: queueLength(waiting.size, gap, patienceSeconds),
        perPlace: entries.perPlace(),
      };
    },
    joined: (call, id) => {
      found.set(id, waiting.size);
      // Who is answered, or gone, in the second of arrival never stood in the line.
      if (call.waitMs > 0) waiting.set(id, call.arrivedAtMs / 1000);
    },
    left: (call, id) => {
      waiting.delete(id);
      const ahead = found.get(id) ?? 0;
      found.delete(id);
      if (call.outcome !== 'answered') return;
      const arrived = call.arrivedAtMs / 1000;
      lastWait = call.waitMs / 1000;
      const entered = arrived + lastWait;
      if (arrived <= lastEntry)
        gap = Number.isNaN(gap) ? entered - lastEntry : gap + GAP_GAIN * (entered - lastEntry - gap);
      lastEntry = entered;
      answered.add(entered, lastWait);
      entries.add(lastWait, ahead + 1);
    },
  };
}

/** The Erlang-A conditional mean, one of them for each caller found and one for the caller. */
function queueLength(found: number, gap: number, patienceSeconds: number): number {
  let seconds = 0;
  for (let place = 0; place <= found; place += 1) seconds += 1 / (1 / gap + place / patienceSeconds);
  return seconds;
}

/** Mean wait of those answered in the last quarter of an hour, whether or not they waited. */
function createAverage() {
  const entries: { readonly at: number; readonly wait: number }[] = [];
  let sum = 0;
  return {
    add: (at: number, wait: number): void => {
      entries.push({ at, wait });
      sum += wait;
    },
    at: (nowSeconds: number): number => {
      const kept = entries.findIndex((entry) => entry.at >= nowSeconds - QUARTER_HOUR_SECONDS);
      const gone = entries.splice(0, kept === -1 ? entries.length : kept);
      for (const entry of gone) sum -= entry.wait;
      return entries.length === 0 ? Number.NaN : sum / entries.length;
    },
  };
}

function createPaceOfEntries() {
  const last: { readonly wait: number; readonly places: number }[] = [];
  let waits = 0;
  let places = 0;
  return {
    add: (wait: number, place: number): void => {
      last.push({ wait, places: place });
      waits += wait;
      places += place;
      if (last.length <= ENTRIES_OF_LIMIT) return;
      const gone = last.shift();
      waits -= gone?.wait ?? 0;
      places -= gone?.places ?? 0;
    },
    perPlace: (): number => (places === 0 ? Number.NaN : waits / places),
  };
}
