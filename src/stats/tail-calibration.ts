import { sortedNumbers, sortedQuantile } from './quantile.ts';

/** Scores above this quantile are the tail that is fitted. */
const TAIL_FROM = 0.9;
/** Points at which the body below the tail is kept. */
const BODY_KNOTS = 19;
/** Standard deviation of a row's score among forests that differ only in their seed (50 trees x 64, measured:
 *  docs/forest.md). A tail is never taken to be steeper than that noise. */
const LEAST_MEAN_EXCESS = 0.015;

/** What is needed to say how far out in the tail a score lies: some twenty numbers. */
export interface TailCalibration {
  /** Scores it was made from. */
  readonly count: number;
  /** Quantiles of the body at 0, 1/18, … 1 of TAIL_FROM, the last being where the tail starts. */
  readonly body: readonly number[];
  /** Scores above the last of body, and the sum of how far they lie above it. */
  readonly tailCount: number;
  readonly tailExcess: number;
}

/** A user's own scale: how high scores of sign-ins that were not in training have been.
 *  @param scores  out-of-bag or held-out scores (training rows' own scores are too low). NaN is skipped. */
export function calibrate(scores: ArrayLike<number>): TailCalibration {
  const sorted = sortedNumbers(scores);
  const count = sorted.length;
  if (count === 0) return { count, body: [], tailCount: 0, tailExcess: 0 };
  const body = Array.from({ length: BODY_KNOTS }, (_, knot) =>
    sortedQuantile(sorted, (TAIL_FROM * knot) / (BODY_KNOTS - 1)),
  );
  const start = body[BODY_KNOTS - 1] as number;
  const tail = sorted.filter((score) => score > start);
  const tailExcess = tail.reduce((sum, score) => sum + (score - start), 0);
  return { count, body, tailCount: tail.length, tailExcess };
}

/** How likely a sign-in as ordinary as the calibrated ones scores at least this high: the same meaning for
 *  every user. In (0, 1], falling with the score; 1 when nothing was calibrated.
 *  In the body by interpolated ranks, counted as (r + 1) / (n + 1), so that n scores never claim more than n + 1
 *  could show. In the tail the excess is exponential with a mean known only from k excesses, which makes its
 *  prediction a Pareto: p = p0 (1 + e / S)^-k. With few excesses that falls slowly: a short history cannot
 *  make anything very improbable.
 *  Holds for sign-ins that are like the old ones; habits that drift make small probabilities too small.
 *  Excesses: Balkema & de Haan 1974, https://doi.org/10.1214/aop/1176996548 (shape 0); the prediction is that
 *  of an exponential under the prior 1/mean. */
export function tailProbability(calibration: TailCalibration, score: number): number {
  const { count, body, tailCount, tailExcess } = calibration;
  const start = body.at(-1);
  if (start === undefined) return 1;
  if (Number.isNaN(score)) throw new RangeError('score must be a number, got NaN');
  const scale = count / (count + 1);
  if (score <= start) return 1 - scale * TAIL_FROM * shareBelow(body, score);
  const excesses = Math.max(1, tailCount);
  const sum = Math.max(tailExcess, excesses * LEAST_MEAN_EXCESS);
  // Fewer than a tenth lie above the start when many tie with it.
  const beyondStart = Math.min((tailCount + 1) / (count + 1), 1 - scale * TAIL_FROM);
  return beyondStart * (1 + (score - start) / sum) ** -excesses;
}

/** The share of the body below a score, in [0, 1]. Of equal knots the lowest counts: ties are as likely as their rank. */
function shareBelow(body: readonly number[], score: number): number {
  const above = body.findIndex((knot) => knot >= score);
  if (above <= 0) return 0;
  const lower = body[above - 1] as number;
  const upper = body[above] as number;
  return (above - 1 + (score - lower) / (upper - lower)) / (body.length - 1);
}
