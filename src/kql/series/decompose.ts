import type { Scope } from '../scope.ts';
import { lineThrough } from './line.ts';
import { bestPeriods, periodScores } from './periods.ts';

export interface Decomposition {
  readonly baseline: string;
  readonly seasonal: string;
  readonly trend: string;
  readonly residual: string;
  /** the residuals that were learned from, without the test points */
  readonly learned: string;
}

export interface DecomposeOptions {
  /** -1 = find it, 0 = none, else in bins; SQL, bound */
  readonly period: string;
  readonly trend: 'avg' | 'linefit' | 'none';
  /** how many points at the end are not learned from; SQL, bound */
  readonly testPoints: string;
  /** the least score of a period that is found; SQL, bound */
  readonly threshold: string;
}

/** Season, trend and what is left of a series, in this order: the season is the median of the points
 *  of the same phase, the trend that of the series without its season. All bound Array(Float64).
 *  @param reals bound Array(Float64) */
export function decompose(reals: string, options: DecomposeOptions, scope: Scope): Decomposition {
  const count = scope.bindSql(
    `greatest(toInt64(length(${reals})) - greatest(${options.testPoints}, 0), 0)`,
  );
  const train = scope.bindSql(`arraySlice(${reals}, 1, ${count})`);
  const period = scope.bindSql(
    `if(${options.period} = -1, ${foundPeriod(train, options.threshold, scope)}, toInt64(${options.period}))`,
  );
  const seasonal = seasonalOf(train, period, reals, scope);
  const deseasoned = scope.bindSql(
    `arrayMap((v, s) -> v - s, ${train}, arraySlice(${seasonal}, 1, ${count}))`,
  );
  const trend = scope.bindSql(trendOf(deseasoned, reals, options.trend, scope));
  const baseline = scope.bindSql(`arrayMap((s, t) -> s + t, ${seasonal}, ${trend})`);
  const residual = scope.bindSql(`arrayMap((v, b) -> v - b, ${reals}, ${baseline})`);
  return {
    baseline,
    seasonal,
    trend,
    residual,
    learned: scope.bindSql(`arraySlice(${residual}, 1, ${count})`),
  };
}

/** The period of a series, 0 where none reaches the threshold. A straight trend is taken off first:
 *  Kusto's documentation shows seasons found beside one. */
export function foundPeriod(reals: string, threshold: string, scope: Scope): string {
  const { slope } = lineThrough(reals, scope);
  const level = scope.bindSql(
    `arrayMap((v, i) -> v - ifNotFinite(${slope}, 0.) * i, ${reals}, arrayEnumerate(${reals}))`,
  );
  const best = bestPeriods(periodScores(level, scope), ['4', '1e9'], 1, scope);
  return `if(tupleElement(${best}, 2)[1] >= ${threshold}, toInt64(tupleElement(${best}, 1)[1]), 0)`;
}

/** The median of the points of the same phase, laid out over the length of `reals`; zeros where
 *  `period` is 0.
 *  @param train bound, the points to learn from
 *  @param period bound Int64 */
export function seasonalOf(train: string, period: string, reals: string, scope: Scope): string {
  const length = scope.bindSql(
    `if(${period} BETWEEN 1 AND toInt64(length(${train})), ${period}, 0)`,
  );
  // Sorted by phase and value, each phase is a run; its middle is its median.
  const sorted = scope.bindSql(
    `arraySort(arrayMap((v, i, p) -> ((i - 1) % greatest(p, 1), v), ${train}, arrayEnumerate(${train}), arrayWithConstant(length(${train}), ${length})))`,
  );
  const phases = scope.bindSql(`arrayMap(t -> tupleElement(t, 1), ${sorted})`);
  const size = `intDiv(n - 1 - toInt64(tupleElement(t, 1)), greatest(p, 1)) + 1`;
  const middle = (place: string): string =>
    scope.bindSql(
      `arrayMap(t -> tupleElement(t, 2), arrayFilter((t, rank, n, p) -> rank = ${place}, ${sorted}, arrayEnumerateUniq(${phases}),
        arrayWithConstant(length(${sorted}), toInt64(length(${sorted}))), arrayWithConstant(length(${sorted}), ${length})))`,
    );
  const lower = middle(`intDiv(${size} + 1, 2)`);
  const upper = middle(`intDiv(${size}, 2) + 1`);
  const medians = scope.bindSql(`arrayMap((a, b) -> (a + b) / 2, ${lower}, ${upper})`);
  const repeats = `toUInt64(intDiv(length(${reals}), greatest(length(${medians}), 1)) + 1)`;
  return scope.bindSql(
    `if(${length} = 0, arrayWithConstant(length(${reals}), 0.), arrayResize(arrayFlatten(arrayWithConstant(${repeats}, ${medians})), length(${reals})))`,
  );
}

function trendOf(
  deseasoned: string,
  reals: string,
  trend: DecomposeOptions['trend'],
  scope: Scope,
): string {
  if (trend === 'none') return `arrayWithConstant(length(${reals}), 0.)`;
  if (trend === 'avg') {
    return `arrayWithConstant(length(${reals}), arraySum(${deseasoned}) / length(${deseasoned}))`;
  }
  const { slope, interception } = lineThrough(deseasoned, scope);
  return `arrayMap(i -> ${slope} * i + ${interception}, arrayEnumerate(${reals}))`;
}
