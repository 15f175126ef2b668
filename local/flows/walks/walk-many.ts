import { branchesOf, branchName } from './branches';
import { checkWalk, type Break } from './check-walk';
import { branchesWalked, coverageOf, type FlowCoverage } from './coverage';
import { walkFlow, type WalkEnd } from './walk-flow';
import type { WalkedFlow } from './walked-policies';

/** What came of many walks through one flow. */
export interface ManyWalks {
  readonly walks: number;
  /** How often walks ended how. */
  readonly ends: Readonly<Record<WalkEnd['kind'], number>>;
  readonly coverage: FlowCoverage;
  /** By name: those of flows that this one leads to are among them. */
  readonly branches: ReadonlySet<string>;
  /** What is wrong with the first walk that something is wrong with; no walk is made after it. */
  readonly breaks: readonly Break[];
}

/** Which walks, and where they are to get. */
export interface ManyWalksOptions {
  readonly walks: number;
  /** Of the first walk; each has the next one. */
  readonly seed: number;
  /** Each walk looks for a branch that none before has taken. One of these alone is another walk than it was in its row. */
  readonly isGuided?: boolean;
}

/** Walks through a flow again and again, until something is wrong. */
export async function walkMany({ compiled, of }: WalkedFlow, options: ManyWalksOptions): Promise<ManyWalks> {
  const { flows, policy } = of;
  const { key } = compiled;
  const { walks, seed: firstSeed, isGuided = false } = options;
  const left = new Set(branchesOf(compiled).map(branchName));
  const branches = new Set<string>();
  const ends = { terminal: 0, queued: 0, gone: 0, unhandled: 0, broken: 0 };
  let breaks: readonly Break[] = [];
  let done = 0;
  for (; done < walks && breaks.length === 0; done += 1) {
    const seed = firstSeed + done;
    const walk = await walkFlow({ flows, key, policy, seed, ...(isGuided ? { guide: left } : {}) });
    for (const name of branchesWalked(walk)) {
      branches.add(name);
      left.delete(name);
    }
    ends[walk.end.kind] += 1;
    breaks = checkWalk(walk);
  }
  return { walks: done, ends, coverage: coverageOf(compiled, (name) => branches.has(name)), branches, breaks };
}
