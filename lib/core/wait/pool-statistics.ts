import type { Origin } from '../callback/callback';
import type { ToldWait } from './blend';
import { learn, noLessons, type Lessons } from './lessons';
import { chosenTuning, type Tuning } from './tuning';

/** One caller reaching an agent of a pool. Times are epoch milliseconds. */
export interface PickUp {
  readonly contactId: string;
  readonly atMs: number;
  /** From when the caller has been waiting for this queue: what the order goes by. */
  readonly placeMs: number;
  /** From when the caller was ready to be joined: arrival in the queue, or pressing 1 on a callback. */
  readonly readySinceMs: number;
  readonly isCallback: boolean;
  /** Of the callback. */
  readonly origin?: Origin;
  readonly agentId: string;
  /** Name of the queue; absent from pick-ups that were kept before it was. */
  readonly queue?: string;
  /** What was forecast when the caller rang, where anything was. */
  readonly told?: ToldWait;
  readonly talkMs?: number;
  readonly afterContactWorkMs?: number;
}

/** How long one answered callback took from dialing to ready. */
export interface RingToReady {
  readonly contactId: string;
  readonly ms: number;
  /** Of it, until somebody picked up, where that is known. */
  readonly ringMs?: number;
  /** How long the ready caller waited for an agent, and whether in vain; absent until it is known. */
  readonly waitMs?: number;
  readonly isLost?: boolean;
}

/** How the wait of a caller ended whose ring is not known yet: events come in any order. */
export interface ReadyEnd {
  readonly contactId: string;
  readonly waitMs: number;
  readonly isLost: boolean;
}

/** What is remembered of a pool; rates are computed on reading, so nothing here grows old by itself. */
export interface PoolStatistics {
  /** The latest, in order of time. Events of a call may still come and add to them. */
  readonly pickUps: readonly PickUp[];
  readonly ringToReady: readonly RingToReady[];
  /** Told before their samples, which take them along when they come. */
  readonly earlyEnds?: readonly ReadyEnd[];
  /** What the pick-ups taught that are not kept any more. */
  readonly settled?: SettledLessons;
}

/** Lessons of all pick-ups up to a time; one that comes to light later than that teaches nothing any more. */
export interface SettledLessons {
  readonly untilMs: number;
  readonly lessons: Lessons;
}

/** 32 pick-ups are minutes of a busy pool: events that come later than that are rare, and their loss is small. */
export const PICK_UPS_KEPT = 32;

export const emptyPoolStatistics: PoolStatistics = { pickUps: [], ringToReady: [] };

/** Remembers a pick-up, or adds to one what became known later; a repeat changes nothing. */
export function addPickUp(statistics: PoolStatistics, pickUp: PickUp): PoolStatistics {
  const next = rememberPickUp(statistics, pickUp, chosenTuning);
  if (!pickUp.isCallback) return next;
  const waitMs = Math.max(0, pickUp.atMs - pickUp.readySinceMs);
  return addReadyEnd(next, pickUp.contactId, { waitMs, isLost: false });
}

/** The same with other numbers behind the lessons, to choose between them. */
export function rememberPickUp(statistics: PoolStatistics, pickUp: PickUp, tuning: Tuning): PoolStatistics {
  const known = statistics.pickUps.find((one) => one.contactId === pickUp.contactId);
  if (known === undefined && pickUp.atMs <= (statistics.settled?.untilMs ?? 0)) return statistics;
  if (known !== undefined && !isNews(known, pickUp)) return statistics;
  const merged = known === undefined ? pickUp : mergePickUps(known, pickUp);
  const others = statistics.pickUps.filter((one) => one.contactId !== pickUp.contactId);
  const pickUps = [...others, merged].toSorted((a, b) => a.atMs - b.atMs || (a.contactId < b.contactId ? -1 : 1));
  return settle({ ...statistics, pickUps }, tuning);
}

/** All that the pick-ups of a pool have taught so far. */
export function lessonsOf(statistics: PoolStatistics, tuning: Tuning = chosenTuning): Lessons {
  return learn(statistics.settled?.lessons ?? noLessons(tuning), statistics.pickUps, tuning);
}

/** Remembers how long a callback rang until its caller was ready; a repeat changes nothing. */
export function addRingToReady(statistics: PoolStatistics, sample: RingToReady): PoolStatistics {
  if (statistics.ringToReady.some((one) => one.contactId === sample.contactId)) return statistics;
  const { earlyEnds = [], ...rest } = statistics;
  const end = earlyEnds.find((one) => one.contactId === sample.contactId);
  const others = earlyEnds.filter((one) => one.contactId !== sample.contactId);
  const ringToReady = [...statistics.ringToReady, { ...sample, ...end }].slice(-PICK_UPS_KEPT);
  return { ...rest, ringToReady, ...(others.length === 0 ? {} : { earlyEnds: others }) };
}

/** Adds how a ready caller's wait ended. Having reached an agent beats having left, whichever is told first. */
export function addReadyEnd(
  statistics: PoolStatistics,
  contactId: string,
  end: { readonly waitMs: number; readonly isLost: boolean },
): PoolStatistics {
  const known = statistics.ringToReady.find((one) => one.contactId === contactId);
  if (known === undefined) return addEarlyEnd(statistics, { contactId, ...end });
  if (isSaid(known, end)) return statistics;
  const ringToReady = statistics.ringToReady.map((one) => (one === known ? { ...one, ...end } : one));
  return { ...statistics, ringToReady };
}

function addEarlyEnd(statistics: PoolStatistics, end: ReadyEnd): PoolStatistics {
  const { earlyEnds = [] } = statistics;
  const known = earlyEnds.find((one) => one.contactId === end.contactId);
  if (known !== undefined && isSaid(known, end)) return statistics;
  const others = earlyEnds.filter((one) => one !== known);
  return { ...statistics, earlyEnds: [...others, end].slice(-PICK_UPS_KEPT) };
}

/** Whether an end says nothing beyond what is known already. */
function isSaid(known: Partial<ReadyEnd>, end: { readonly isLost: boolean }): boolean {
  return known.isLost === false || (known.isLost === true && end.isLost);
}

/** Mean of what was measured, drawn towards a prior worth four samples, so that a first call does not decide. */
export function meanTowards(priorMs: number, samplesMs: readonly number[]): number {
  const priorWeight = 4;
  const total = samplesMs.reduce((sum, ms) => sum + ms, priorMs * priorWeight);
  return total / (samplesMs.length + priorWeight);
}

/** The oldest pick-ups leave in order of time, and each leaves its lesson once. */
function settle(statistics: PoolStatistics, tuning: Tuning): PoolStatistics {
  const leaving = statistics.pickUps.slice(0, -PICK_UPS_KEPT);
  const untilMs = leaving.at(-1)?.atMs;
  if (untilMs === undefined) return statistics;
  const lessons = learn(statistics.settled?.lessons ?? noLessons(tuning), leaving, tuning);
  return { ...statistics, pickUps: statistics.pickUps.slice(-PICK_UPS_KEPT), settled: { untilMs, lessons } };
}

/** Whether a later form of a pick-up says anything that is not known of it. */
function isNews(known: PickUp, more: PickUp): boolean {
  const { told, talkMs, afterContactWorkMs } = mergePickUps(known, more);
  return told !== known.told || talkMs !== known.talkMs || afterContactWorkMs !== known.afterContactWorkMs;
}

function mergePickUps(known: PickUp, more: PickUp): PickUp {
  const talkMs = more.talkMs ?? known.talkMs;
  const afterContactWorkMs = more.afterContactWorkMs ?? known.afterContactWorkMs;
  const told = known.told ?? more.told;
  return {
    ...known,
    ...(told === undefined ? {} : { told }),
    ...(talkMs === undefined ? {} : { talkMs }),
    ...(afterContactWorkMs === undefined ? {} : { afterContactWorkMs }),
  };
}
