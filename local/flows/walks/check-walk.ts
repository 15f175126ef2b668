import * as dialogue from './dialogue-invariants';
import * as endings from './ending-invariants';
import type { Invariant } from './invariant';
import * as queueing from './queueing-invariants';
import * as speech from './spoken-invariants';
import { voicesFitWords } from './voice-invariant';
import type { Walk } from './walk-flow';

/** What holds at the end of every walk, by name. */
const invariants: Readonly<Record<string, Invariant>> = {
  ...endings,
  ...queueing,
  ...dialogue,
  ...speech,
  voicesFitWords,
};

const STEPS_TOLD = 12;

/** One thing that is wrong with a walk, and how it came to that. */
export interface Break {
  readonly key: string;
  readonly seed: number;
  readonly invariant: string;
  readonly reason: string;
  /** The last ones. */
  readonly steps: readonly string[];
}

/** Everything that is wrong with a walk. */
export function checkWalk(walk: Walk): readonly Break[] {
  const { key, seed, steps } = walk;
  return Object.entries(invariants).flatMap(([invariant, problemOf]) => {
    const reason = problemOf(walk);
    if (reason === undefined) return [];
    const told = steps.slice(-STEPS_TOLD).map(({ flow, action, branch }) => `${flow} ${action} ${branch}`);
    return [{ key, seed, invariant, reason, steps: told }];
  });
}

/** A broken walk for people: what, where, and the way there. */
export function describeBreak({ key, seed, invariant, reason, steps }: Break): string {
  return [`flow ${key}, seed ${seed}: ${invariant}: ${reason}`, ...steps.map((step) => `  ${step}`)].join('\n');
}
