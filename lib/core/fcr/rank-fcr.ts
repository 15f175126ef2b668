import { betaQuantile } from './beta-quantile';
import type { FcrCount, FcrRules } from './fcr-call';
import type { AgentFcr, FcrRanking } from './fcr-ranking';
import type { WeighedCount } from './weigh-days';

/** The ends of the interval leave out so much on either side: it holds nine tenths. */
const TAIL = 0.05;

/**
 * So many conversations the queue's mean is worth, at least and at most: one agent who differs by chance does not make it
 * worthless, and agents who seem alike do not make it all.
 */
const STRENGTH = { min: 2, max: 1_000 } as const;

/** What agents of a queue have in common: a beta distribution, by its mean and by how many conversations it is worth. */
interface Prior {
  readonly mean: number;
  readonly strength: number;
}

/**
 * Ranks the agents of a queue. What is measured of an agent is drawn towards the queue's mean, the more the less is known:
 *
 *   shrunken = (handled - repeats + strength * mean) / (handled + strength)
 *
 * which is the mean of a beta posterior whose prior is estimated from the queue itself (empirical Bayes, beta-binomial, method
 * of moments). Handled and repeats are weighed by age, and then brought to the number of unweighted conversations that
 * scatter as much. `low` and `high` are where 5% and 95% of that posterior lie. Those with a sufficient sample come first,
 * by `shrunken`. Without any conversation the mean is 1: nobody rang again.
 */
export function rankFcr(
  agents: ReadonlyMap<string, WeighedCount>,
  { sampleMin }: Pick<FcrRules, 'sampleMin'>,
  { asOfMs, computedAtMs }: { readonly asOfMs: number; readonly computedAtMs: number },
): FcrRanking {
  const counted = [...agents].filter(([, { count }]) => count.handled > 0);
  const prior = priorOf(counted.map(([, count]) => count));
  const measured = counted.map(([agentId, weighed]): AgentFcr => {
    const { count } = weighed;
    const isRanked = count.handled >= sampleMin;
    return { agentId, ...count, fcr: shareOf(count), ...drawn(effectiveOf(weighed), prior), isRanked };
  });
  return { asOfMs, computedAtMs, mean: prior.mean, agents: measured.toSorted(byRank) };
}

function byRank(a: AgentFcr, b: AgentFcr): number {
  if (a.isRanked !== b.isRanked) return Number(b.isRanked) - Number(a.isRanked);
  return b.shrunken - a.shrunken || (a.agentId < b.agentId ? -1 : 1);
}

/**
 * Weighted counts are too small for what they tell: a hundred conversations that count half each scatter as a hundred do. By
 * Kish: n = (sum of w)^2 / (sum of w^2), over the conversations of an agent.
 */
function effectiveOf({ weighted: { handled, repeats }, squared }: WeighedCount): FcrCount {
  // Squares of what is very old come to nothing.
  const factor = squared > 0 ? handled / squared : 1;
  return { handled: handled * factor, repeats: repeats * factor };
}

function drawn({ handled, repeats }: FcrCount, { mean, strength }: Prior): Pick<AgentFcr, 'shrunken' | 'low' | 'high'> {
  const resolved = handled - repeats + strength * mean;
  const repeated = repeats + strength * (1 - mean);
  const shrunken = resolved / (resolved + repeated);
  // Where nobody rang again, or everybody did, one who did otherwise is supposed: the interval would have no width.
  const [a, b] = [Math.max(1, resolved), Math.max(1, repeated)];
  const low = Math.min(shrunken, betaQuantile(TAIL, a, b));
  const high = Math.max(shrunken, betaQuantile(1 - TAIL, a, b));
  return { shrunken, low, high };
}

function priorOf(agents: readonly WeighedCount[]): Prior {
  const mean = shareOf(sumOf(agents.map(({ weighted }) => weighted)));
  // A weighted count scatters less than its size says; how much agents differ is read from what was counted.
  return { mean, strength: strengthOf(agents.map(({ count }) => count)) };
}

/**
 * How many conversations the mean is worth: 1 / rho - 1, where rho is the correlation of two conversations of one agent. By
 * moments: S = sum of n (share - mean)^2 over k agents is expected to be mean (1 - mean) ((1 - rho) (k - 1) + rho (N - sum of n^2 / N)).
 * Without any difference S scatters by the root of 2 (k - 1), so a smaller rho than that makes cannot be told from none, and
 * is not taken for the truth: intervals would be too narrow. Of a single agent nothing is known of how agents differ, so
 * little is taken from the mean.
 */
function strengthOf(agents: readonly FcrCount[]): number {
  const sum = sumOf(agents);
  const total = sum.handled;
  const mean = shareOf(sum);
  const variance = mean * (1 - mean);
  const degrees = agents.length - 1;
  const room = total - agents.reduce((squares, { handled }) => squares + handled * handled, 0) / total - degrees;
  if (degrees < 1 || !(room > 0)) return STRENGTH.min;
  const scatter = agents.reduce((squares, one) => squares + one.handled * (shareOf(one) - mean) ** 2, 0);
  const measured = variance === 0 ? 0 : (scatter / variance - degrees) / room;
  const rho = Math.max(measured, Math.sqrt(2 * degrees) / room);
  return within({ min: STRENGTH.min, max: within(STRENGTH, total) }, 1 / rho - 1);
}

function sumOf(counts: readonly FcrCount[]): FcrCount {
  return counts.reduce(
    (sum, { handled, repeats }) => ({ handled: sum.handled + handled, repeats: sum.repeats + repeats }),
    { handled: 0, repeats: 0 },
  );
}

function shareOf({ handled, repeats }: FcrCount): number {
  return handled === 0 ? 1 : 1 - repeats / handled;
}

function within({ min, max }: { readonly min: number; readonly max: number }, value: number): number {
  return Math.min(max, Math.max(min, value));
}
