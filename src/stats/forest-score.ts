import { averagePathLength } from './average-path-length.ts';
import { childOf, floatRow, type Forest, type Rows } from './forest.ts';

/** How odd one row is: s = 2^(-mean depth / c(psi)), in (0, 1); 1 is most anomalous, all near 0.5 means that
 *  nothing stands out. A forest of a single row has nothing to compare with: 0.5.
 *  A missing feature (NaN) goes the way of the majority.
 *  @param offset  where the row starts in `rows`; without it `rows` must be just the row
 *  @throws RangeError when the row has not the forest's number of features */
export function scoreRow(forest: Forest, rows: Rows, offset?: number): number {
  const { row, start } = floatRow(forest, rows, offset);
  return scoreOfDepth(forest, meanDepth(forest, row, start));
}

/** scoreRow of each of n rows (row-major).
 *  @throws RangeError when `rows` does not hold n rows of the forest's features */
export function scoreRows(forest: Forest, rows: Rows, n: number): Float64Array {
  const d = forest.featureCount;
  if (rows.length !== n * d) {
    throw new RangeError(`rows must hold ${n} rows of ${d} features, got ${rows.length} numbers`);
  }
  const floats = rows instanceof Float32Array ? rows : new Float32Array(rows);
  const scores = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    scores[row] = scoreOfDepth(forest, meanDepth(forest, floats, row * d));
  }
  return scores;
}

/** The score that a mean of Forest's `depth` stands for. */
export function scoreOfDepth(forest: Forest, depth: number): number {
  const scale = averagePathLength(forest.sampleSize);
  return scale === 0 ? 0.5 : 2 ** (-1 - depth / scale);
}

/** Mean over the trees of the depth that the row at `start` reaches. */
function meanDepth(forest: Forest, row: Float32Array, start: number): number {
  for (let feature = 0; feature < forest.featureCount; feature += 1) {
    if (Number.isNaN(row[start + feature])) {
      return depthSumWithMissing(forest, row, start) / forest.trees;
    }
  }
  return depthSum(forest, row, start) / forest.trees;
}

/** Four trees side by side: while one waits for memory the others go on. Summed in the order of trees. */
function depthSum(forest: Forest, row: Float32Array, start: number): number {
  const { trees, height, feature, threshold, child, depth } = forest;
  let sum = 0;
  let tree = 0;
  for (; tree + 3 < trees; tree += 4) {
    let a = tree;
    let b = tree + 1;
    let c = tree + 2;
    let d = tree + 3;
    for (let level = 0; level < height; level += 1) {
      a = child[a]! + +(row[start + feature[a]!]! > threshold[a]!);
      b = child[b]! + +(row[start + feature[b]!]! > threshold[b]!);
      c = child[c]! + +(row[start + feature[c]!]! > threshold[c]!);
      d = child[d]! + +(row[start + feature[d]!]! > threshold[d]!);
    }
    sum += depth[a]!;
    sum += depth[b]!;
    sum += depth[c]!;
    sum += depth[d]!;
  }
  for (; tree < trees; tree += 1) sum += depthInTree(forest, tree, row, start);
  return sum;
}

/** The depth that the row at `start`, none of it missing, reaches in one tree. */
export function depthInTree(
  forest: Forest,
  tree: number,
  row: Float32Array,
  start: number,
): number {
  const { height, feature, threshold, child, depth } = forest;
  let node = tree;
  for (let level = 0; level < height; level += 1) {
    node = child[node]! + +(row[start + feature[node]!]! > threshold[node]!);
  }
  return depth[node]!;
}

function depthSumWithMissing(forest: Forest, row: Float32Array, start: number): number {
  let sum = 0;
  for (let tree = 0; tree < forest.trees; tree += 1) {
    sum += depthInTreeWithMissing(forest, tree, row, start);
  }
  return sum;
}

/** depthInTree of a row that may have missing features. */
export function depthInTreeWithMissing(
  forest: Forest,
  tree: number,
  row: Float32Array,
  start: number,
): number {
  let node = tree;
  while (forest.child[node] !== node) node = childOf(forest, node, row, start);
  return forest.depth[node] as number;
}
