import type { Person } from '../callers/person';
import type { DialFate, PhoneNetwork } from '../connect/types';
import type { CallDraw } from './trace/call-draws';
import { AFTER_CONTACT_WORK_MS } from './trace/shifts';

/** Hearing the greeting and pressing 1. */
const PRESS_AFTER_MS = 6_000;

/** Who has less patience than it takes to hear an offer and press a key leaves instead, as in plain hold. */
const OFFER_TAKES_MS = 10_000;

/** The person behind one row of a trace: the same in every world. */
export function personOf(draw: CallDraw): Person {
  return {
    holdPatienceMs: draw.patienceMs,
    acceptsOffer: draw.acceptsOffer && draw.patienceMs >= OFFER_TAKES_MS,
    whenCallbackOpen: 'keep',
    pressesAfterMs: PRESS_AFTER_MS,
    readyPatienceMs: draw.postAnswerPatienceMs,
    talkMs: draw.talkMs,
    afterContactWorkMs: AFTER_CONTACT_WORK_MS,
  };
}

/** The phones of a trace's callers. */
export interface TraceNetwork extends PhoneNetwork {
  /** From now on this caller's draws decide what becomes of dials to the number. */
  readonly knows: (draw: CallDraw) => void;
}

/** Each dial of a number ends as its caller's draws say; a fourth dial repeats the third. */
export function createTraceNetwork(): TraceNetwork {
  const latest = new Map<string, { readonly draw: CallDraw; dials: number }>();
  return {
    knows: (draw) => void latest.set(draw.number, { draw, dials: 0 }),
    dial: ({ to }): DialFate => {
      const known = latest.get(to);
      const dial = known?.draw.dials[Math.min(known.dials, known.draw.dials.length - 1)];
      if (known !== undefined) known.dials += 1;
      if (dial === undefined || !dial.answers) return { kind: 'no_answer' };
      return { kind: 'answers', who: 'person', afterMs: dial.ringMs };
    },
  };
}
