import { averagePathLength } from './average-path-length.ts';
import { childOf, floatRow, type Forest, type Rows } from './forest.ts';
import { scoreOfDepth } from './forest-score.ts';

/** How much each feature raised (> 0) or lowered (< 0) a row's score, in doublings:
 *  log2(score) = log2(baseScore) + the sum over features.
 *  Each split on the row's path is credited with how much it shortened the depth still to be expected. One walk,
 *  additive; features never split on get 0. Of features that always move together it credits whichever was
 *  split on, and a credit is no proof of cause.
 *  @returns d numbers
 *  @throws RangeError when the row has not the forest's number of features
 *  Saabas 2014, http://blog.datadive.net/interpreting-random-forests/, applied to path lengths */
export function attributeScore(forest: Forest, rows: Rows, offset?: number): Float64Array {
  const { row, start } = floatRow(forest, rows, offset);
  const attribution = new Float64Array(forest.featureCount);
  const scale = averagePathLength(forest.sampleSize) * forest.trees;
  for (let tree = 0; tree < forest.trees; tree += 1) {
    let node = tree;
    while (forest.child[node] !== node) {
      const next = childOf(forest, node, row, start);
      const split = forest.feature[node] as number;
      const shortened = (forest.depth[node] as number) - (forest.depth[next] as number);
      attribution[split] = (attribution[split] as number) + shortened / scale;
      node = next;
    }
  }
  return attribution;
}

/** The score that attributions are counted from: that of the mean depth of the training rows. */
export function baseScore(forest: Forest): number {
  let sum = 0;
  for (let tree = 0; tree < forest.trees; tree += 1) sum += forest.depth[tree] as number;
  return scoreOfDepth(forest, sum / forest.trees);
}
