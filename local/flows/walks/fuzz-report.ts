import { describeBreak, type Break } from './check-walk';
import type { ManyWalks } from './walk-many';

/** A flow by the label that `--flow` takes, and what came of its walks. */
export interface FuzzedFlow {
  readonly label: string;
  readonly many: ManyWalks;
}

/** One line for people. */
export function describeFuzzed({ label, many }: FuzzedFlow): string {
  const { walks, ends, coverage } = many;
  const kinds = Object.entries(ends).filter(([, count]) => count > 0);
  const how = kinds.map(([kind, count]) => `${kind} ${count}`).join(', ');
  return `${label}: ${walks} walks: ${how}; branches ${coverage.walked} of ${coverage.branches}`;
}

/** Everything, for programs; the same walks give the same report. */
export function fuzzReport(
  fuzzed: readonly FuzzedFlow[],
  asked: { readonly walks: number; readonly seed: number },
): unknown {
  return {
    ...asked,
    flows: fuzzed.map(({ label, many }) => {
      const { branches, walked, missing } = many.coverage;
      return { flow: label, walks: many.walks, ends: many.ends, branches, walked, missing };
    }),
    broken: fuzzed.flatMap(({ label, many }) => many.breaks.map((one) => ({ flow: label, ...withoutKey(one) }))),
  };
}

/** What is wrong with the walk that broke, and how to make it again; undefined when none did. */
export function describeBroken({ label, many }: FuzzedFlow): string | undefined {
  const [first] = many.breaks;
  if (first === undefined) return undefined;
  const again = `npm run -s flows:fuzz -- --flow ${label} --seed ${first.seed} --walks 1`;
  return [...many.breaks.map(describeBreak), `again: ${again}`].join('\n');
}

function withoutKey({ seed, invariant, reason, steps }: Break): Omit<Break, 'key'> {
  return { seed, invariant, reason, steps };
}
