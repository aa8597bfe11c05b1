import type { Forest, Rows } from './forest.ts';
import { depthInTree, depthInTreeWithMissing, scoreOfDepth } from './forest-score.ts';
import { randomOf } from './random.ts';
import { RowSampler } from './sample-rows.ts';

/** The training rows' scores by only those trees that were not grown on them: what rows like these score when
 *  they are new. (By all trees a training row scores too low: each tree that saw it made room for it.)
 *  Which rows a tree saw is drawn again from the seed. A row that every tree saw is NaN: all of them are when
 *  the sample is all rows, hence outOfBagSampleSize.
 *  @param rows  the very rows of training, in the same order
 *  @throws RangeError when `rows` has not the size of the training rows
 *  Breiman 1996, https://www.stat.berkeley.edu/~breiman/OOBestimation.pdf */
export function outOfBagScores(forest: Forest, rows: Rows): Float64Array {
  const { featureCount: d, rowCount: n, sampleSize, trees } = forest;
  if (rows.length !== n * d) {
    throw new RangeError(`rows must be the ${n} x ${d} of training, got ${rows.length} numbers`);
  }
  const floats = rows instanceof Float32Array ? rows : new Float32Array(rows);
  const depthIn = floats.some(Number.isNaN) ? depthInTreeWithMissing : depthInTree;
  const sums = new Float64Array(n);
  const counts = new Int32Array(n);
  const lastSeenBy = new Int32Array(n).fill(-1);
  const sampler = new RowSampler(n, sampleSize);
  const sample = new Int32Array(sampleSize);
  for (let tree = 0; tree < trees; tree += 1) {
    sampler.draw(randomOf(forest.seed, tree), sampleSize, sample);
    for (const row of sample) lastSeenBy[row] = tree;
    for (let row = 0; row < n; row += 1) {
      if (lastSeenBy[row] === tree) continue;
      sums[row] = (sums[row] as number) + depthIn(forest, tree, floats, row * d);
      counts[row] = (counts[row] as number) + 1;
    }
  }
  return sums.map((sum, row) => {
    const count = counts[row] as number;
    return count === 0 ? Number.NaN : scoreOfDepth(forest, sum / count);
  });
}

/** The sample size that leaves at least half of few rows out of each tree. */
export function outOfBagSampleSize(rowCount: number, wanted = 64): number {
  return Math.max(1, Math.min(wanted, Math.floor(rowCount / 2)));
}
