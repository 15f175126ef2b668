/** P(N >= count) for N Poisson with the given mean; 1 for a count of zero or less. */
export function poissonAtLeast(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  // In logarithms: exp(-mean) alone is zero from a mean of 745 on, and then every count would look certain.
  let logTerm = -mean;
  let below = Math.exp(logTerm);
  for (let i = 1; i < count; i += 1) {
    logTerm += Math.log(mean / i);
    below += Math.exp(logTerm);
  }
  return Math.max(0, 1 - below);
}

/** The most completions one may count on: the largest k with P(N >= k) >= confidence. */
export function completionsToCountOn(mean: number, confidence: number): number {
  let k = 0;
  while (poissonAtLeast(k + 1, mean) >= confidence) k += 1;
  return k;
}
