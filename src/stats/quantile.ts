/** The p-quantile by the R-7 method (linear between order statistics; the default of R, numpy and d3).
 *  NaN is skipped; nothing left gives NaN.
 *  @param p  in [0, 1]
 *  @throws RangeError when p is outside [0, 1]
 *  Hyndman & Fan 1996, definition 7, https://doi.org/10.2307/2684934 */
export function quantile(values: ArrayLike<number>, p: number): number {
  return sortedQuantile(sortedNumbers(values), p);
}

/** quantile() of values that are in ascending order and hold no NaN. */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be in [0, 1], got ${p}`);
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * p;
  const lower = Math.floor(position);
  const below = sorted[lower] as number;
  const above = sorted[Math.min(lower + 1, sorted.length - 1)] as number;
  // Not 0 * Infinity, nor Infinity - Infinity.
  return position === lower || below === above
    ? below
    : below + (above - below) * (position - lower);
}

/** The numbers among the values in ascending order, NaN left out. */
export function sortedNumbers(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .toSorted();
}
