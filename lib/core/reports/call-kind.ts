import type { JudgedCall } from '../lost/judged-call';
import type { Exclusion } from '../lost/lost-words';

/**
 * What an ended call counts as in a report. `elsewhere`: the caller was done without an agent of the centre, by choice;
 * `left_out`: see `leftOutAs`.
 */
export type CallKind = 'answered' | 'abandoned' | 'short' | 'callback' | 'elsewhere' | 'left_out';

/**
 * What a call counts as. Callers who hide their number are abandoned like any other: nobody can call them back, so they
 * have no case, but they did give up.
 */
export function kindOf(call: JudgedCall, shortMs: number): CallKind {
  if (call.outcome === 'served') return 'answered';
  if (call.outcome === 'lost') return 'abandoned';
  switch (call.why) {
    case 'short':
      return 'short';
    case 'withheld':
      return call.endedAtMs - call.startedAtMs < shortMs ? 'short' : 'abandoned';
    case 'callback_taker':
      return 'callback';
    case 'opted_out':
    case 'self_service':
    case 'transferred_away':
      return 'elsewhere';
    case 'other_queue':
    case 'internal':
    case 'blocked':
      return 'left_out';
  }
}

/** Why calls of a number, answered or not, count in no report; undefined of most. */
export type LeftOutOf = (number: string) => Exclusion | undefined;

/**
 * Why a call counts in no report: it was not for a queue of ours, or came from a number of the centre or a blocked one.
 * Undefined of one that counts.
 */
export function leftOutAs(call: JudgedCall, leftOutOf: LeftOutOf): Exclusion | undefined {
  if (call.queue === undefined) return 'other_queue';
  if (call.outcome === 'excluded' && kindOf(call, 0) === 'left_out') return call.why;
  return call.number === undefined ? undefined : leftOutOf(call.number);
}

/** From entering the queue, or the start of the call where it never was in one, to its end. */
export function timeInStageMs({
  enqueuedAtMs,
  startedAtMs,
  endedAtMs,
}: Pick<JudgedCall, 'enqueuedAtMs' | 'startedAtMs' | 'endedAtMs'>): number {
  return Math.max(0, endedAtMs - (enqueuedAtMs ?? startedAtMs));
}
