import { logGamma } from './log-gamma.ts';

const MOST_TERMS = 100_000;
const PRECISION = 1e-16;
const TINY = 1e-300;

/** P(X >= k) of a Poisson distribution with the given mean: how likely that many events are in a window in
 *  which `mean` are expected. For events that come one by one; people sign in in bursts, so it is too sure of
 *  itself there. Is the regularised lower incomplete gamma function P(k, mean).
 *  @param k     integer; k <= 0 gives 1
 *  @param mean  >= 0
 *  @throws RangeError when mean is negative or NaN
 *  DLMF 8.11.4 and 8.9.2, https://dlmf.nist.gov/8 */
export function poissonTail(k: number, mean: number): number {
  if (!(mean >= 0 && mean < Infinity)) throw new RangeError(`mean must be >= 0, got ${mean}`);
  if (!Number.isInteger(k)) throw new RangeError(`k must be an integer, got ${k}`);
  if (k <= 0) return 1;
  if (mean === 0) return 0;
  const front = Math.exp(k * Math.log(mean) - mean - logGamma(k));
  return mean < k + 1
    ? Math.min(1, front * lowerSeries(k, mean))
    : Math.max(0, 1 - front * upperFraction(k, mean));
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * PRECISION) break;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / awayFromZero(numerator * d + b);
    c = awayFromZero(b + numerator / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < PRECISION * 10) break;
  }
  return result;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
