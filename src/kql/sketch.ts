/** The intermediate values of dcount and percentiles as dynamic arrays. They are our own: exact while
 *  small, estimates when large; Kusto's are opaque too.
 *
 *  hll: the hashes of the distinct values, `["123","456"]`; of many only the smallest.
 *  tdigest: sorted values with their weights, `[[1,3],[2.5,1]]`; of many a selection. */

/** How many hashes are kept: a set with more is estimated from the largest of them, to about 0.8 %
 *  (Bar-Yossef 2002, k minimum values). */
const HASHES = 16_384;
/** How many values are kept, so that ranks are right to a part in 4,096. */
const VALUES = 4096;

/** hll of an Array(UInt64) of hashes, in which a hash may be several times. */
export function hllText(hashes: string): string {
  const kept = `arraySlice(arraySort(arrayDistinct(${hashes})), 1, ${HASHES})`;
  return `concat('[', arrayStringConcat(arrayMap(h -> concat('"', toString(h), '"'), ${kept}), ','), ']')`;
}

/** The hashes in a dynamic, as Array(UInt64); none in what is no hll. */
export function hashesOf(dynamic: string): string {
  return `arrayMap(h -> toUInt64OrZero(h), JSONExtract(ifNull(${dynamic}, ''), 'Array(String)'))`;
}

/** How many distinct values. @param hashes bound Array(UInt64) */
export function hllCount(hashes: string): string {
  const estimate = `toInt64(round(${HASHES - 1} * 18446744073709551615. / arrayMax(arrayPushBack(${hashes}, 1))))`;
  return `if(length(${hashes}) < ${HASHES}, toInt64(length(${hashes})), ${estimate})`;
}

/** tdigest of bound arrays of sorted values and of their weights. */
export function digestText(values: string, weights: string): string {
  const length = `length(${values})`;
  const running = `arrayCumSum(${weights})`;
  const same = (sql: string): string => `arrayWithConstant(${length}, ${sql})`;
  // Of the values that fall into one of the steps the last one stands for all; the least stays.
  const step = `arrayMap((c, t) -> toInt64(floor(c * ${VALUES} / t)), ${running}, ${same(`arraySum(${weights})`)})`;
  const next = `arrayResize(arraySlice(${step}, 2), ${length}, -1)`;
  const last = `arrayMap((a, b, i, few) -> few OR i = 1 OR a != b, ${step}, ${next}, arrayEnumerate(${values}), ${same(`${length} <= ${VALUES}`)})`;
  const kept = (array: string): string => `arrayFilter((v, l) -> l, ${array}, ${last})`;
  const before = `arrayResize(arrayPushFront(${kept(running)}, 0), length(${kept(running)}))`;
  const pairs = `arrayMap((v, c, b) -> concat('[', toString(v), ',', toString(c - b), ']'), ${kept(values)}, ${kept(running)}, ${before})`;
  return `concat('[', arrayStringConcat(${pairs}, ','), ']')`;
}
