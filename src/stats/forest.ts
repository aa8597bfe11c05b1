import type { Seed } from './random.ts';

/** Rows of features one after the other (row-major, n * d). NaN is a missing value. */
export type Rows = Float32Array | Float64Array;

/** A trained isolation forest. It holds thresholds and counts but no training row.
 *  Nodes 0 to trees - 1 are the roots; the two children of a split lie side by side, so that the next node is
 *  child + (value > threshold), and a leaf is its own child under an infinite threshold: a walk needs no branch
 *  that the processor could guess wrong, which makes it three times as fast. */
export interface Forest {
  readonly trees: number;
  readonly featureCount: number;
  /** Rows each tree was grown on (psi), at most rowCount. */
  readonly sampleSize: number;
  /** Rows it was trained on. */
  readonly rowCount: number;
  readonly seed: Seed;
  /** Most splits on any path. */
  readonly height: number;
  /** Feature that a node splits on; 0 in a leaf. */
  readonly feature: Uint16Array;
  /** Values <= threshold go left; NaN goes to the side with more rows, left when they are equal.
   *  Infinity in a leaf. */
  readonly threshold: Float32Array;
  /** Left child, its sibling is the next node; in a leaf the leaf itself. */
  readonly child: Int32Array;
  /** Rows of the tree's sample that reached the node. */
  readonly size: Int32Array;
  /** How much deeper than c(psi) those rows reach on average, a leaf of n rows counting c(n) more than its own
   *  depth. Ordinary rows are near 0, odd ones below. Kept as a difference so that where nothing can be told
   *  apart a score is 0.5 exactly. */
  readonly depth: Float64Array;
}

/** The child of a split that a row goes to. */
export function childOf(forest: Forest, node: number, row: Float32Array, offset: number): number {
  const value = row[offset + (forest.feature[node] as number)] as number;
  const left = forest.child[node] as number;
  const goesRight = Number.isNaN(value)
    ? (forest.size[left + 1] as number) > (forest.size[left] as number)
    : value > (forest.threshold[node] as number);
  return goesRight ? left + 1 : left;
}

/** The row as Float32, the precision in which a forest compares, and where in it the row starts.
 *  @param offset  where the row starts in `rows`; without it `rows` must be just the row
 *  @throws RangeError when the row has not the forest's number of features */
export function floatRow(
  forest: Forest,
  rows: Rows,
  offset: number | undefined,
): { readonly row: Float32Array; readonly start: number } {
  const d = forest.featureCount;
  const start = offset ?? 0;
  if (offset === undefined ? rows.length !== d : !(start >= 0 && start + d <= rows.length)) {
    throw new RangeError(`a row must have ${d} features, got ${rows.length - start}`);
  }
  return rows instanceof Float32Array
    ? { row: rows, start }
    : { row: new Float32Array(rows.subarray(start, start + d)), start: 0 };
}
