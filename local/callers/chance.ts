import type { Rng } from '../../lib/core/rng';

/** An exponential duration with the given mean. */
export function exponential(rng: Rng, mean: number): number {
  return -Math.log(1 - rng.next()) * mean;
}

/** A log-normal duration with the given mean and squared coefficient of variation. */
export function logNormal(rng: Rng, mean: number, cv2: number): number {
  const sigma2 = Math.log(1 + cv2);
  const normal = Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
  return mean * Math.exp(Math.sqrt(sigma2) * normal - sigma2 / 2);
}

/** A gamma duration with a whole shape: the sum of that many exponentials. */
export function gamma(rng: Rng, shape: number, scale: number): number {
  let sum = 0;
  for (let i = 0; i < shape; i += 1) sum += exponential(rng, scale);
  return sum;
}
