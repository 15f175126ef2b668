import type { DialFate } from '../connect/types';
import type { Person } from '../callers/person';
import type { Story } from './play';

/** Each way in which a callback comes to its end, and how it is known to have been that one. */
export interface Outcome {
  readonly name: string;
  readonly story: Story;
  /** The outcome of each callback that is closed, in order. */
  readonly closedAs: readonly string[];
  /** Write units that it may cost at most: more is a change of cost, which somebody is to decide on. */
  readonly writesMax: { readonly base: number; readonly index: number };
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** A Monday; the centre of the example opens at eight. */
const nineMs = Date.parse('2026-03-02T09:00:00Z');
/** At night nobody is open. */
export const closedAtMs = Date.parse('2026-03-02T03:00:00Z');
const sevenMs = Date.parse('2026-03-02T07:00:00Z');

const answers: DialFate = { kind: 'answers', who: 'person', afterMs: 9 * SECOND_MS };
const noAnswer: DialFate = { kind: 'no_answer' };

const person: Person = {
  holdPatienceMs: 10 * MINUTE_MS,
  acceptsOffer: true,
  whenCallbackOpen: 'keep',
  pressesAfterMs: 5 * SECOND_MS,
  readyPatienceMs: 5 * MINUTE_MS,
  talkMs: 220 * SECOND_MS,
  afterContactWorkMs: 20 * SECOND_MS,
};

/** Holds a minute and hangs up. */
const impatient: Person = { ...person, acceptsOffer: false, holdPatienceMs: MINUTE_MS };
const holding: Person = { ...person, acceptsOffer: false, whenCallbackOpen: 'hold' };
const cancelling: Person = { ...person, whenCallbackOpen: 'cancel' };

const base = { startMs: nineMs, queue: 'support', agentComesAfterMs: 3 * MINUTE_MS, fates: [answers] } as const;
const rings = (afterMs: number, who: Person) => ({ afterMs, person: who });

/** One caller each, in a centre whose one agent comes after three minutes. */
export const outcomes: readonly Outcome[] = [
  {
    name: 'completed at the first attempt',
    story: { ...base, forMs: 20 * MINUTE_MS, calls: [rings(0, person)] },
    closedAs: ['completed'],
    writesMax: { base: 55, index: 31 },
  },
  {
    name: 'no answer, then completed',
    story: { ...base, forMs: 45 * MINUTE_MS, calls: [rings(0, person)], fates: [noAnswer, answers] },
    closedAs: ['completed'],
    writesMax: { base: 82, index: 52 },
  },
  {
    name: 'exhausted',
    story: { ...base, forMs: 60 * MINUTE_MS, calls: [rings(0, person)], fates: [noAnswer] },
    closedAs: ['exhausted'],
    writesMax: { base: 94, index: 66 },
  },
  {
    name: 'cancelled by the caller',
    story: { ...base, forMs: 15 * MINUTE_MS, calls: [rings(0, person), rings(2 * MINUTE_MS, cancelling)] },
    closedAs: ['cancelled'],
    writesMax: { base: 26, index: 15 },
  },
  {
    name: 'withdrawn: served after ringing again',
    story: { ...base, forMs: 20 * MINUTE_MS, calls: [rings(0, person), rings(2 * MINUTE_MS, holding)] },
    closedAs: ['withdrawn'],
    writesMax: { base: 41, index: 20 },
  },
  {
    name: 'lost call, called back',
    story: { ...base, forMs: 25 * MINUTE_MS, calls: [rings(0, impatient)] },
    closedAs: ['completed'],
    writesMax: { base: 85, index: 38 },
  },
  {
    name: 'lost call, served after ringing again',
    story: { ...base, forMs: 25 * MINUTE_MS, calls: [rings(0, impatient), rings(100 * SECOND_MS, holding)] },
    closedAs: ['withdrawn'],
    writesMax: { base: 59, index: 24 },
  },
  {
    name: 'booked for a slot, completed',
    story: {
      ...base,
      startMs: sevenMs,
      forMs: 90 * MINUTE_MS,
      agentComesAfterMs: 61 * MINUTE_MS,
      calls: [rings(0, person)],
    },
    closedAs: ['completed'],
    writesMax: { base: 55, index: 33 },
  },
];
