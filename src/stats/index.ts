/** Statistics: pure, seeded, no I/O.
 *  NaN is a missing value: what sums up samples skips it, a forest sends it the way of the majority. A parameter
 *  (a probability, a half-life, a score to look up) that is NaN or out of range throws RangeError. Of no samples
 *  the summary is NaN where a number would be invented, else the answer that claims least: a rate in [0, 1],
 *  a tail probability of 1, an even week. */
export { areaUnderCurve } from './area-under-curve.ts';
export { averagePathLength } from './average-path-length.ts';
export { betaBinomialTail } from './beta-binomial-tail.ts';
export { binomialTail } from './binomial-tail.ts';
export { decodeCalibration, encodeCalibration } from './calibration-codec.ts';
export {
  decayedCountAt,
  decayedWeight,
  mergeDecayed,
  observeDecayed,
  type DecayedCount,
} from './decay.ts';
export type { Forest, Rows } from './forest.ts';
export { attributeScore, baseScore } from './forest-attribution.ts';
export { decodeForest, encodeForest } from './forest-codec.ts';
export { scoreRow, scoreRows } from './forest-score.ts';
export {
  HOURS_OF_WEEK,
  hourOfWeek,
  smoothWeek,
  weekDensityAt,
  type WeekSmoothing,
} from './hours-of-week.ts';
export { incompleteBeta } from './incomplete-beta.ts';
export { trainForest, type ForestOptions } from './isolation-forest.ts';
export { logBeta, logGamma } from './log-gamma.ts';
export { fitOneHot, oneHotRow, oneHotRows, type OneHot } from './one-hot.ts';
export { outOfBagSampleSize, outOfBagScores } from './out-of-bag.ts';
export { poissonTail } from './poisson-tail.ts';
export { quantile, sortedNumbers, sortedQuantile } from './quantile.ts';
export { Random, randomOf, type Seed } from './random.ts';
export { calibrate, tailProbability, type TailCalibration } from './tail-calibration.ts';
export { wilsonInterval } from './wilson.ts';
