/** Below this a term changes nothing any more. */
const TINY = 1e-300;
const CLOSE = 1e-15;
/** The continued fraction takes about the root of the larger parameter. */
const TERMS_MAX = 10_000;
/** Each halves the interval: below what a number of this size can tell apart. */
const HALVINGS = 60;

/** Lanczos' coefficients for g = 7, after the first. */
const LANCZOS_FIRST = 0.99999999999980993;
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/**
 * Where a beta distribution with parameters a and b, both above 0, has the share p of its mass below. Bisection of the
 * regularised incomplete beta function: slow beside Newton's method, but it ends for every p and never leaves 0 to 1.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p > 0)) return 0;
  if (p >= 1) return 1;
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b);
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b, logFront) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The share of the mass below x: x^a (1-x)^b / (a B(a, b)) times a continued fraction, which is quick only below the mean. */
function incompleteBeta(x: number, a: number, b: number, logFront: number): number {
  const isAboveMean = x > (a + 1) / (a + b + 2);
  const front = Math.exp(logFront + a * Math.log(x) + b * Math.log1p(-x));
  return isAboveMean ? 1 - (front * fraction(1 - x, b, a)) / b : (front * fraction(x, a, b)) / a;
}

/** The continued fraction of the incomplete beta function, by Lentz's method. */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / apart(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= TERMS_MAX; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / apart(1 + even * d);
    c = apart(1 + even / c);
    value *= c * d;
    d = 1 / apart(1 + odd * d);
    c = apart(1 + odd / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < CLOSE) break;
  }
  return value;
}

/** Keeps a divisor from being 0. */
function apart(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** The logarithm of the gamma function for x above 0, by Lanczos' approximation. */
function logGamma(x: number): number {
  // Below a half by reflection.
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const sum = lanczos.reduce((total, coefficient, index) => total + coefficient / (x + index), LANCZOS_FIRST);
  const base = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}
