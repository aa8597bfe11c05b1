/** Statistics: pure, seeded, no I/O.
 *  NaN is a missing value: what sums up samples skips it, a forest sends it the way of the majority. A parameter
 *  (a probability, a seed's bound, a half-life) that is NaN or out of range throws RangeError. Of no samples the
 *  summary is NaN where a number would be invented, else the answer that claims least (named in each docstring). */
export { averagePathLength } from './average-path-length.ts';
export { betaBinomialTail } from './beta-binomial-tail.ts';
export { binomialTail } from './binomial-tail.ts';
export {
  decayedCountAt,
  decayedWeight,
  mergeDecayed,
  observeDecayed,
  type DecayedCount,
} from './decay.ts';
export { HOURS_OF_WEEK, hourOfWeek, smoothWeek, type WeekSmoothing } from './hours-of-week.ts';
export { incompleteBeta } from './incomplete-beta.ts';
export { logBeta, logGamma } from './log-gamma.ts';
export { poissonTail } from './poisson-tail.ts';
export { quantile, sortedNumbers, sortedQuantile } from './quantile.ts';
export { Random, randomOf, type Seed } from './random.ts';
export { wilsonInterval } from './wilson.ts';
