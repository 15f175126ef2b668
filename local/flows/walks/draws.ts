import { invariant } from '../../../lib/core/invariant';
import { createRng, type Rng } from '../../../lib/core/rng';

/** What a walk leaves to chance, all of it from one seed. */
export interface Draws {
  readonly rng: Rng;
  /** True in that share of all draws. */
  readonly isTrue: (share: number) => boolean;
  /** A whole number, both ends included. */
  readonly whole: (min: number, max: number) => number;
  readonly one: <T extends string | number | object>(choices: readonly T[]) => T;
  /** One of the names, each as often as its weight says. */
  readonly weighted: <T extends string>(weights: Readonly<Record<T, number>>) => T;
  /** Short more often than long: as many below a tenth of `max` as above. */
  readonly spanMs: (max: number) => number;
}

/** The draws of one walk. */
export function createDraws(seed: number): Draws {
  const rng = createRng(seed);
  const whole = (min: number, max: number): number => min + Math.floor(rng.next() * (max - min + 1));
  return {
    rng,
    isTrue: (share) => rng.next() < share,
    whole,
    one: (choices) => {
      const chosen = choices[whole(0, choices.length - 1)];
      invariant(chosen !== undefined, 'something is drawn from nothing');
      return chosen;
    },
    weighted: (weights) => weightedName(rng, weights),
    spanMs: (max) => Math.round(max ** rng.next()),
  };
}

function weightedName<T extends string>(rng: Rng, weights: Readonly<Record<T, number>>): T {
  const names = namesOf(weights);
  let left = rng.next() * names.reduce((sum, name) => sum + weights[name], 0);
  for (const name of names) {
    left -= weights[name];
    if (left < 0) return name;
  }
  const last = names.at(-1);
  invariant(last !== undefined, 'something is drawn from nothing');
  return last;
}

function namesOf<T extends string>(weights: Readonly<Record<T, number>>): readonly T[] {
  const isName = (name: string): name is T => name in weights;
  return Object.keys(weights).filter(isName);
}
