import type { Scope } from '../scope.ts';
import { autocorrelation } from './spectrum.ts';

/** Periods of a series. Kusto does not publish its method; this one gives what its documentation
 *  shows: a period is a hill of the autocorrelation, and its score the least autocorrelation at the
 *  period and its multiples up to half of the series. */

/** The shortest period, in bins, as documented. The longest is half of the series. */
const SHORTEST = 4;

/** Multiples of a period score as well as the period itself, so the shortest of all that reach this
 *  part of the best score is taken. Chosen by hand. */
const AS_GOOD = 0.9;

/** The score of each lag 1, 2, 3 … up to half of the series; 0 where there is no hill.
 *  @param reals bound Array(Float64)
 *  @returns bound Array(Float64) */
export function periodScores(reals: string, scope: Scope): string {
  const correlation = autocorrelation(reals, scope);
  const half = scope.bindSql(`intDiv(length(${reals}), 2)`);
  const lags = scope.bindSql(`arraySlice(${correlation}, 2, ${half} + 2)`);
  const hills = hillsOf(lags, scope);
  const own = scope.bindSql(`arraySlice(${lags}, 1, ${half})`);
  // Every m-th lag: the k-th of them is the correlation at m times the lag k.
  const multiples = `arrayFilter((v, i) -> i % m = 0, tupleElement(acc, 2), arrayEnumerate(tupleElement(acc, 2)))`;
  const least = `arrayMap((s, v) -> least(s, v), tupleElement(acc, 1), arrayResize(${multiples}, length(tupleElement(acc, 1)), inf))`;
  const worst = `tupleElement(arrayFold((acc, m) -> (${least}, tupleElement(acc, 2)), range(1, toUInt64(intDiv(${half}, ${SHORTEST})) + 1), (${own}, ${own})), 1)`;
  return scope.bindSql(
    `arrayMap((s, h, k, n) -> if(h AND k >= ${SHORTEST} AND k < n / 2 AND s > 0, s, 0.), ${worst},
      arrayResize(${hills}, ${half}), range(1, toUInt64(${half}) + 1), arrayWithConstant(${half}, length(${reals})))`,
  );
}

/** Where the lags have hills. They are smoothed first, so that what swings faster than the shortest
 *  period makes none; a hill stands at the highest of the three points around it. */
function hillsOf(lags: string, scope: Scope): string {
  const around = [-2, -1, 0, 1, 2].map((places) =>
    places === 0 ? lags : moved(lags, places, places < 0 ? '1.' : '-1.'),
  );
  const smooth = scope.bindSql(
    `arrayMap((p, q, r, s, t) -> (p + 4 * q + 6 * r + 4 * s + t) / 16, ${around.join(', ')})`,
  );
  const tops = scope.bindSql(
    `arrayMap((l, c, r) -> toUInt8(c > l AND c >= r), ${moved(smooth, -1, '1.')}, ${smooth}, ${moved(smooth, 1, '-1.')})`,
  );
  const near = `arrayMap((l, c, r) -> l + c + r > 0, ${moved(tops, -1, '0')}, ${tops}, ${moved(tops, 1, '0')})`;
  const higher = `arrayMap((l, c, r) -> c > l AND c >= r, ${moved(lags, -1, '1.')}, ${lags}, ${moved(lags, 1, '-1.')})`;
  return scope.bindSql(`arrayMap((n, h) -> n AND h, ${near}, ${higher})`);
}

/** The best periods and their scores: `(Array(Float64), Array(Float64))`, filled up with zeros.
 *  @param scores bound, of `periodScores`
 *  @param bounds SQL of the shortest and the longest period, bound
 *  @param count how many at most
 *  @returns bound */
export function bestPeriods(
  scores: string,
  bounds: readonly [string, string],
  count: number,
  scope: Scope,
): string {
  const [shortest, longest] = bounds;
  const allowed = scope.bindSql(
    `arrayMap((s, k) -> if(k >= ${shortest} AND k <= ${longest}, s, 0.), ${scores}, arrayEnumerate(${scores}))`,
  );
  const left = 'tupleElement(acc, 3)';
  const best = `arrayMax(arrayPushBack(${left}, 0.))`;
  const period = `indexOf(arrayMap((s, b) -> toUInt8(s > 0 AND s >= ${AS_GOOD} * b), ${left}, arrayWithConstant(length(${left}), ${best})), 1)`;
  const score = `arrayElement(arrayPushFront(${left}, 0.), p + 1)`;
  // What is found counts no longer, nor do its multiples.
  const rest = `arrayMap((s, k) -> if(p > 0 AND k % greatest(p, 1) = 0, 0., s), ${left}, arrayEnumerate(${left}))`;
  const step = `arrayMap(p -> (arrayPushBack(tupleElement(acc, 1), toFloat64(p)), arrayPushBack(tupleElement(acc, 2), ${score}), ${rest}), [${period}])[1]`;
  const folded = `arrayFold((acc, i) -> ${step}, range(${count}), (emptyArrayFloat64(), emptyArrayFloat64(), ${allowed}))`;
  return scope.bindSql(folded);
}

/** The array, each element in the place of another one; `filler` comes in at the end. */
function moved(array: string, places: number, filler: string): string {
  return places < 0
    ? `arrayResize(arrayConcat(arrayWithConstant(${-places}, ${filler}), ${array}), length(${array}))`
    : `arrayResize(arraySlice(${array}, ${places + 1}), length(${array}), ${filler})`;
}
