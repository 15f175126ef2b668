/** One caller reaching an agent of a pool. Times are epoch milliseconds. */
export interface PickUp {
  readonly contactId: string;
  readonly atMs: number;
  /** From when the caller has been waiting for this queue: what the order goes by. */
  readonly placeMs: number;
  /** From when the caller was ready to be joined: arrival in the queue, or pressing 1 on a callback. */
  readonly readySinceMs: number;
  readonly isCallback: boolean;
  readonly agentId: string;
  readonly talkMs?: number;
  readonly afterContactWorkMs?: number;
}

/** How long one answered callback took from dialing to ready. */
export interface RingToReady {
  readonly contactId: string;
  readonly ms: number;
}

/** What is remembered of a pool; rates are computed on reading, so nothing here grows old by itself. */
export interface PoolStatistics {
  readonly pickUps: readonly PickUp[];
  readonly ringToReady: readonly RingToReady[];
}

/** 32 pick-ups are minutes of a busy pool: enough for a rate, few enough to follow a change of shift. */
export const PICK_UPS_KEPT = 32;

export const emptyPoolStatistics: PoolStatistics = { pickUps: [], ringToReady: [] };

/** Remembers a pick-up, or adds to one what became known later; a repeat changes nothing. */
export function addPickUp(statistics: PoolStatistics, pickUp: PickUp): PoolStatistics {
  const known = statistics.pickUps.find((one) => one.contactId === pickUp.contactId);
  const merged = known === undefined ? pickUp : mergePickUps(known, pickUp);
  const others = statistics.pickUps.filter((one) => one.contactId !== pickUp.contactId);
  const pickUps = [...others, merged].toSorted((a, b) => a.atMs - b.atMs || (a.contactId < b.contactId ? -1 : 1));
  return { ...statistics, pickUps: pickUps.slice(-PICK_UPS_KEPT) };
}

/** Remembers how long a callback rang until its caller was ready; a repeat changes nothing. */
export function addRingToReady(statistics: PoolStatistics, sample: RingToReady): PoolStatistics {
  if (statistics.ringToReady.some((one) => one.contactId === sample.contactId)) return statistics;
  return { ...statistics, ringToReady: [...statistics.ringToReady, sample].slice(-PICK_UPS_KEPT) };
}

/** Mean of what was measured, drawn towards a prior worth four samples, so that a first call does not decide. */
export function meanTowards(priorMs: number, samplesMs: readonly number[]): number {
  const priorWeight = 4;
  const total = samplesMs.reduce((sum, ms) => sum + ms, priorMs * priorWeight);
  return total / (samplesMs.length + priorWeight);
}

function mergePickUps(known: PickUp, more: PickUp): PickUp {
  const talkMs = more.talkMs ?? known.talkMs;
  const afterContactWorkMs = more.afterContactWorkMs ?? known.afterContactWorkMs;
  return {
    ...known,
    ...(talkMs === undefined ? {} : { talkMs }),
    ...(afterContactWorkMs === undefined ? {} : { afterContactWorkMs }),
  };
}
