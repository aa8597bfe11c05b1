import { logBeta, logGamma } from './log-gamma.ts';

/** P(X >= k) of a beta-binomial distribution: how likely that many failures of `n` are for a user whose
 *  failure rate is known only as Beta(alpha, beta), which is what s failures and f successes on top of a prior
 *  Beta(a, b) leave: alpha = a + s, beta = b + f. Wider than the binomial, the more so the fewer the trials.
 *  Sums the terms above k (or below, when those are fewer in weight): O(n) at worst.
 *  @param k  integer; k <= 0 gives 1, k > n gives 0
 *  @throws RangeError when n is not an integer >= 0 or alpha or beta is not > 0
 *  Skellam 1948, https://www.jstor.org/stable/2983779 */
export function betaBinomialTail(k: number, n: number, alpha: number, beta: number): number {
  if (!(alpha > 0 && beta > 0)) {
    throw new RangeError(`alpha and beta must be > 0, got ${alpha} and ${beta}`);
  }
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`n must be an integer >= 0, got ${n}`);
  if (!Number.isInteger(k)) throw new RangeError(`k must be an integer, got ${k}`);
  if (k <= 0) return 1;
  if (k > n) return 0;
  const mean = (n * alpha) / (alpha + beta);
  return k > mean
    ? Math.min(1, sumFrom(k, n, alpha, beta))
    : Math.max(0, 1 - sumFrom(n - k + 1, n, beta, alpha)); // n - X swaps the parameters
}

/** Sum of the probabilities of k, k + 1, … n, each from the one before. */
function sumFrom(k: number, n: number, alpha: number, beta: number): number {
  let term = Math.exp(logChoose(n, k) + logBeta(k + alpha, n - k + beta) - logBeta(alpha, beta));
  let sum = term;
  for (let j = k; j < n; j += 1) {
    const ratio = ((n - j) * (j + alpha)) / ((j + 1) * (n - j - 1 + beta));
    term *= ratio;
    sum += term;
    // A beta below 1 lets the terms rise again towards n: stop only where the rest is nothing.
    if (term * (n - j) < sum * 1e-17 && ratio < 1 && beta >= 1) break;
  }
  return sum;
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
