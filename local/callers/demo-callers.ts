import { isOpen } from '../../lib/core/hours';
import type { Policy } from '../../lib/core/policy/policy';
import type { Rng } from '../../lib/core/rng';
import type { SteppedClock } from '../clock/stepped-clock';
import type { DialFate, PhoneNetwork } from '../connect/types';
import { exponential, gamma, logNormal } from './chance';
import { createDeck } from './deck';
import {
  DEMO_AFTER_CONTACT_WORK_MEAN_MS,
  DEMO_LOAD_MAX,
  DEMO_TALK_MEAN_MS,
  demoCapacityPerMs,
  demoLoadAt,
} from './demo-centre';
import type { Person } from './person';

/** Ranges that the United Kingdom sets aside for fiction: nobody has these numbers. */
const fictionalRanges = [
  '+441632960',
  '+442079460',
  '+441134960',
  '+441144960',
  '+441154960',
  '+441164960',
  '+447700900',
];

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** Callers who ring at random, as many as the hour brings, each with patience and habits of their own. */
export function startDemoCallers(options: {
  readonly clock: SteppedClock;
  readonly rng: Rng;
  readonly policy: Policy;
  readonly agents: number;
  readonly ring: (call: { readonly number: string | null; readonly queue: string; readonly person: Person }) => void;
}): void {
  const { clock, rng, policy, ring } = options;
  const perMsMax = demoCapacityPerMs(options.agents) * DEMO_LOAD_MAX;
  const queueDeck = createDeck(
    rng,
    policy.queues.map((queue, index) => [queue, index === 0 ? 2 : 1] as const),
  );
  const knownNumbers: string[] = [];

  function nextArrival(): void {
    clock.after(exponential(rng, 1 / perMsMax), () => {
      nextArrival();
      // Thinning: arrivals at the highest rate, each kept with the share that this hour has of it.
      const load = demoLoadAt((clock.nowMs() / MINUTE_MS) % DAY_MINUTES);
      const isKept = rng.next() < load / DEMO_LOAD_MAX;
      const queue = queueDeck();
      if (isKept && isOpen(queue.hours, clock.nowMs()))
        ring({ number: pickNumber(), queue: queue.name, person: personFrom(rng) });
    });
  }

  function pickNumber(): string | null {
    const kind = rng.next();
    if (kind < 0.03) return null;
    const again = knownNumbers[Math.floor(rng.next() * knownNumbers.length)];
    if (kind < 0.15 && again !== undefined) return again;
    const range = fictionalRanges[Math.floor(rng.next() * fictionalRanges.length)] ?? '+441632960';
    const number = `${range}${String(1 + Math.floor(rng.next() * 998)).padStart(3, '0')}`;
    knownNumbers.push(number);
    if (knownNumbers.length > 40) knownNumbers.shift();
    return number;
  }

  nextArrival();
}

/** One caller of the demo centre. */
export function personFrom(rng: Rng): Person {
  const habit = rng.next();
  return {
    holdPatienceMs: exponential(rng, 400_000),
    acceptsOffer: rng.next() < 0.65,
    whenCallbackOpen: habit < 0.5 ? 'keep' : habit < 0.8 ? 'hold' : 'cancel',
    pressesAfterMs: 4_000 + exponential(rng, 2_000),
    readyPatienceMs: exponential(rng, 290_000),
    talkMs: logNormal(rng, DEMO_TALK_MEAN_MS, 0.6),
    afterContactWorkMs: exponential(rng, DEMO_AFTER_CONTACT_WORK_MEAN_MS),
  };
}

// Nobody is there to pick up a phone that waits for it.
type DrawnFate = Exclude<DialFate['kind'], 'rings'> | 'voicemail';

/** The phones of the demo's callers: most answer, some do not, are busy, have voicemail, or are no number at all. */
export function createDemoNetwork(rng: Rng): PhoneNetwork {
  const reachable = [
    ['answers', 13],
    ['voicemail', 2],
    ['no_answer', 2],
    ['busy', 2],
  ] as const;
  const first = createDeck<DrawnFate>(rng, [...reachable, ['invalid', 1]]);
  // A number that rang once exists.
  const again = createDeck<DrawnFate>(rng, reachable);
  return {
    dial: ({ dialNumber }): DialFate => {
      const kind = dialNumber === 1 ? first() : again();
      const ringMs = Math.min(24_000, Math.max(2_000, gamma(rng, 4, 3_000)));
      switch (kind) {
        case 'answers':
          return { kind: 'answers', who: 'person', afterMs: ringMs };
        case 'voicemail':
          return { kind: 'answers', who: 'voicemail', afterMs: Math.min(20_000, ringMs + 6_000) };
        case 'no_answer':
          return { kind: 'no_answer' };
        case 'busy':
        case 'invalid':
        case 'blocked':
        case 'problem':
          return { kind, afterMs: 1_000 + rng.next() * 2_000 };
      }
    },
  };
}
