import { incompleteBeta } from './incomplete-beta.ts';

/** P(X >= k) of a binomial distribution: how likely that many of `n` are if each fails with probability p.
 *  For a rate that is known; a rate that was itself estimated from few trials wants betaBinomialTail.
 *  @param k  integer; k <= 0 gives 1, k > n gives 0
 *  @param p  in [0, 1]
 *  @throws RangeError when p is outside [0, 1] or n is not an integer >= 0
 *  DLMF 8.17.5, https://dlmf.nist.gov/8.17 */
export function binomialTail(k: number, n: number, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be in [0, 1], got ${p}`);
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`n must be an integer >= 0, got ${n}`);
  if (!Number.isInteger(k)) throw new RangeError(`k must be an integer, got ${k}`);
  if (k <= 0) return 1;
  return k > n ? 0 : incompleteBeta(p, k, n - k + 1);
}
