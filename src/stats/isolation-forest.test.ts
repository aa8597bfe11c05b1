import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averagePathLength } from './average-path-length.ts';
import { scoreRow, scoreRows } from './forest-score.ts';
import { trainForest } from './isolation-forest.ts';
import { randomOf } from './random.ts';
import { heightLimit } from './tree-grower.ts';

/** n rows of d standard normal features. */
function normalRows(n: number, d: number, seed: string): Float32Array {
  const random = randomOf(seed);
  return Float32Array.from({ length: n * d }, () => random.normal());
}

/** The share of pairs (anomaly, normal) in which the anomaly scores higher. */
function areaUnderCurve(anomalies: Float64Array, normal: Float64Array): number {
  let won = 0;
  for (const a of anomalies) for (const b of normal) won += a > b ? 1 : a === b ? 0.5 : 0;
  return won / (anomalies.length * normal.length);
}

/** scikit-learn's toy sample: six rows in two corners, then two far away. */
const TOY = Float32Array.of(-2, -1, -1, -1, -1, -2, 1, 1, 1, 2, 2, 1, 7, 4, -5, 9);

// What scikit-learn documents in sklearn/ensemble/tests/test_iforest.py, under its names.
describe('as scikit-learn', () => {
  test('test_iforest: trains and scores over a grid of trees and sample sizes', () => {
    const rows = normalRows(100, 4, 'grid');
    for (const trees of [1, 3]) {
      for (const sampleSize of [1, 2, 50, 100]) {
        const scores = scoreRows(
          trainForest(rows, 100, 4, { trees, sampleSize, seed: 0 }),
          rows,
          100,
        );
        for (const score of scores) expect(score > 0 && score < 1).toBe(true);
      }
    }
  });

  test('test_iforest_average_path_length: 0, 0, 1, exact at 5 and 999, increasing', () => {
    expect([0, 1, 2].map(averagePathLength)).toEqual([0, 0, 1]);
    // 2 H(n - 1) - 2 (n - 1) / n with exact harmonic numbers (mpmath 1.4.1)
    const exact = new Map([
      [3, 1.6666666666666667],
      [5, 2.566666666666667],
      [64, 7.4877818074115385],
      [256, 10.248689925634562],
      [999, 12.96894172110069],
      [1023, 13.016398219556269],
      [1024, 13.018351344556269],
      [1025, 13.020302564068462],
      [100_000, 22.180292259726855],
    ]);
    for (const [n, expected] of exact) expect(averagePathLength(n)).toBeCloseTo(expected, 12);
    for (let n = 2; n < 1100; n += 1) {
      expect(averagePathLength(n + 1)).toBeGreaterThan(averagePathLength(n));
    }
    expect(() => averagePathLength(-1)).toThrow('n must be >= 0, got -1');
    expect(() => averagePathLength(Number.NaN)).toThrow(RangeError);
  });

  test('test_recalculate_max_depth: the height limit follows the rows there are', () => {
    const rows = normalRows(100, 3, 'height');
    const forest = trainForest(rows, 100, 3, { sampleSize: 256, seed: 0 });
    expect(forest.height).toBe(Math.ceil(Math.log2(100)));
    expect([1, 2, 3, 4, 5, 64, 65, 256].map(heightLimit)).toEqual([1, 1, 2, 2, 3, 6, 7, 8]);
  });

  test('test_max_samples_attribute: more than there are means all', () => {
    const rows = normalRows(20, 2, 'clamp');
    expect(trainForest(rows, 20, 2, { sampleSize: 500, seed: 1 })).toEqual(
      trainForest(rows, 20, 2, { sampleSize: 20, seed: 1 }),
    );
    expect(trainForest(rows, 20, 2, { sampleSize: 500, seed: 1 }).sampleSize).toBe(20);
  });

  test('test_iforest_error: refuses other numbers of features and impossible options', () => {
    const rows = normalRows(10, 3, 'error');
    const forest = trainForest(rows, 10, 3, { seed: 0 });
    expect(() => scoreRow(forest, new Float32Array(2))).toThrow('must have 3 features, got 2');
    expect(() => scoreRow(forest, new Float32Array(4))).toThrow('must have 3 features, got 4');
    expect(() => scoreRow(forest, rows, 28)).toThrow(RangeError);
    expect(() => scoreRow(forest, rows, -1)).toThrow(RangeError);
    expect(() => scoreRows(forest, rows, 9)).toThrow(RangeError);
    expect(() => trainForest(rows, 10, 4, { seed: 0 })).toThrow('n * d = 40 features, got 30');
    expect(() => trainForest(rows, 0, 3, { seed: 0 })).toThrow('n must be an integer from 1');
    for (const wrong of [0, -1, 1.5, Number.NaN, Infinity]) {
      expect(() => trainForest(rows, 10, 3, { trees: wrong, seed: 0 })).toThrow(RangeError);
      expect(() => trainForest(rows, 10, 3, { sampleSize: wrong, seed: 0 })).toThrow(RangeError);
    }
  });

  test('test_iforest_parallel_regression: equal seed, equal scores, in whatever order', () => {
    const rows = normalRows(300, 5, 'same');
    const first = trainForest(rows, 300, 5, { seed: 'user-1' });
    const other = trainForest(rows, 300, 5, { seed: 'user-2' });
    const again = trainForest(rows, 300, 5, { seed: 'user-1' });
    expect(again).toEqual(first);
    expect(scoreRows(other, rows, 300)).not.toEqual(scoreRows(first, rows, 300));
  });

  test('test_iforest_parallel_regression: a tree is the same in a forest of any size', () => {
    const rows = normalRows(300, 5, 'prefix');
    const few = trainForest(rows, 300, 5, { trees: 1, seed: 9 });
    const many = trainForest(rows, 300, 5, { trees: 7, seed: 9 });
    expect([many.feature[0], many.threshold[0]]).toEqual([few.feature[0], few.threshold[0]]);
    expect(many.depth[0]).toBe(few.depth[0]);
  });

  test('test_iforest_works: on the toy sample the last two rank first, alone above 0.5', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const scores = scoreRows(trainForest(TOY, 8, 2, { trees: 100, seed }), TOY, 8);
      const least = Math.min(scores[6]!, scores[7]!);
      expect(least).toBeGreaterThan(Math.max(...scores.slice(0, 6)));
      expect(least).toBeGreaterThan(0.5);
    }
  });

  test('test_iforest_performance: two blobs against uniform noise, AUC above 0.98', () => {
    const random = randomOf('performance');
    const blob = (centre: number): number => centre + 0.3 * random.normal();
    const blobs = (n: number): Float32Array =>
      Float32Array.from({ length: n }, (_, row) => (row % 2 === 0 ? 2 : -2)).reduce(
        (rows, centre, row) => {
          rows[2 * row] = blob(centre);
          rows[2 * row + 1] = blob(centre);
          return rows;
        },
        new Float32Array(2 * n),
      );
    const outliers = Float32Array.from({ length: 40 }, () => 12 * random.uniform() - 6);
    const forest = trainForest(blobs(1000), 1000, 2, { trees: 100, sampleSize: 100, seed: 0 });
    const auc = areaUnderCurve(scoreRows(forest, outliers, 20), scoreRows(forest, blobs(100), 100));
    expect(auc).toBeGreaterThan(0.98);
  });

  test('test_iforest_chunks_works: row by row, all at once and at an offset are one', () => {
    const rows = normalRows(50, 3, 'chunks');
    const forest = trainForest(rows, 50, 3, { trees: 13, seed: 4 });
    const all = scoreRows(forest, rows, 50);
    for (let row = 0; row < 50; row += 1) {
      expect(scoreRow(forest, rows, 3 * row)).toBe(all[row]);
      expect(scoreRow(forest, rows.slice(3 * row, 3 * row + 3))).toBe(all[row]);
    }
  });

  test('test_iforest_with_uniform_data: constant data, repeated rows, one row: no outlier', () => {
    const constant = new Float32Array(100 * 10).fill(1);
    const repeated = Float32Array.from({ length: 100 * 10 }, (_, index) => index % 10);
    for (const rows of [constant, repeated]) {
      const forest = trainForest(rows, 100, 10, { seed: 0 });
      for (const score of scoreRows(forest, rows, 100)) expect(score).toBe(0.5);
      expect(scoreRow(forest, normalRows(1, 10, 'new'))).toBe(0.5);
    }
    const single = trainForest(normalRows(1, 10, 'single'), 1, 10, { seed: 0 });
    expect(scoreRow(single, new Float32Array(10).fill(5))).toBe(0.5);
  });
});

describe('trainForest', () => {
  test('passes over constant features: scores are what they are without', () => {
    const random = randomOf('constants');
    const bare = Float32Array.from({ length: 200 }, () => random.normal());
    const wide = new Float32Array(200 * 20);
    for (let row = 0; row < 200; row += 1) wide[row * 20 + 7] = bare[row]!;
    const forest = trainForest(wide, 200, 20, { trees: 200, seed: 1 });
    const splits = forest.feature.filter((_, node) => forest.child[node] !== node);
    expect(new Set(splits)).toEqual(new Set([7]));
    const narrow = trainForest(bare, 200, 1, { trees: 200, seed: 1 });
    for (const value of [0, 1, 3, 6]) {
      const row = new Float32Array(20);
      row[7] = value;
      // Other draws, hence the noise of 200 trees.
      const difference = scoreRow(forest, row) - scoreRow(narrow, Float32Array.of(value));
      expect(Math.abs(difference)).toBeLessThan(0.03);
    }
  });

  test('both children of a split hold training rows, all add up, no path is over the limit', () => {
    const value = fc.oneof(
      fc.integer({ min: -2, max: 2 }),
      fc.float({ noNaN: true }),
      fc.double({ noNaN: true }),
    );
    const rows = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4 }))
      .chain(([n, d]) =>
        fc.tuple(
          fc.constant([n, d] as const),
          fc.array(value, { minLength: n * d, maxLength: n * d }),
        ),
      );
    fc.assert(
      fc.property(rows, fc.nat(), ([[n, d], values], seed) => {
        const forest = trainForest(Float64Array.from(values), n, d, {
          trees: 5,
          sampleSize: 16,
          seed,
        });
        const { child, size, threshold } = forest;
        for (let node = 0; node < size.length; node += 1) {
          const left = child[node]!;
          expect(size[node]).toBeGreaterThan(0);
          const isLeaf = left === node;
          expect(Number.isFinite(threshold[node])).toBe(!isLeaf);
          expect(isLeaf ? size[node] : size[left]! + size[left + 1]!).toBe(size[node]);
        }
        expect(size.slice(0, 5)).toEqual(new Int32Array(5).fill(Math.min(16, n)));
        expect(forest.height).toBeLessThanOrEqual(heightLimit(Math.min(16, n)));
        for (const score of scoreRows(forest, Float64Array.from(values), n)) {
          expect(score > 0 && score < 1).toBe(true);
        }
      }),
      { seed: 17, numRuns: 300 },
    );
  });

  test('scores do not depend on a feature being scaled by a power of two', () => {
    // Powers of two are exact in floating point, and a forest knows only the order and the relative place of values.
    const rows = normalRows(200, 3, 'scale');
    const scaled = rows.map((value, index) => (index % 3 === 1 ? value * 1024 : value));
    const a = scoreRows(trainForest(rows, 200, 3, { seed: 2 }), rows, 200);
    const b = scoreRows(trainForest(scaled, 200, 3, { seed: 2 }), scaled, 200);
    expect(b).toEqual(a);
  });

  test('gives Float64 rows the scores of the Float32 rows they round to', () => {
    const doubles = Float64Array.from({ length: 300 }, (_, index) => Math.sin(index) / 3);
    const floats = Float32Array.from(doubles);
    const forest = trainForest(doubles, 100, 3, { seed: 3 });
    expect(forest).toEqual(trainForest(floats, 100, 3, { seed: 3 }));
    expect(scoreRows(forest, doubles, 100)).toEqual(scoreRows(forest, floats, 100));
    expect(scoreRow(forest, doubles, 30)).toBe(scoreRow(forest, floats, 30));
  });

  test('bears infinite and enormous values', () => {
    const rows = Float64Array.of(1, 2, 3, 1e300, -1e300, Infinity, -Infinity, 4);
    const forest = trainForest(rows, 8, 1, { seed: 0 });
    for (const threshold of forest.threshold) expect(threshold).not.toBeNaN();
    for (const score of scoreRows(forest, rows, 8)) expect(score > 0 && score < 1).toBe(true);
  });
});

describe('missing values', () => {
  test('a missing feature goes with the majority: it makes nothing odd', () => {
    const rows = normalRows(300, 4, 'missing');
    const forest = trainForest(rows, 300, 4, { trees: 200, seed: 0 });
    const odd = Float32Array.of(0, 0, 9, 0);
    const unknown = Float32Array.of(0, 0, Number.NaN, 0);
    const ordinary = Float32Array.of(0, 0, 0, 0);
    expect(scoreRow(forest, odd)).toBeGreaterThan(scoreRow(forest, ordinary) + 0.1);
    expect(scoreRow(forest, unknown)).toBeLessThan(scoreRow(forest, ordinary) + 0.02);
  });

  test('rows with holes can teach; scores stay finite and anomalies are found', () => {
    const random = randomOf('holes');
    const rows = normalRows(300, 4, 'teach').map((value) =>
      random.uniform() < 0.3 ? Number.NaN : value,
    );
    const forest = trainForest(rows, 300, 4, { seed: 0 });
    for (const score of scoreRows(forest, rows, 300)) expect(score > 0 && score < 1).toBe(true);
    for (const threshold of forest.threshold) expect(threshold).not.toBeNaN();
    const ordinary = scoreRow(forest, new Float32Array(4));
    expect(scoreRow(forest, Float32Array.of(8, Number.NaN, 8, 8))).toBeGreaterThan(ordinary + 0.2);
  });

  test('a feature that is missing everywhere is passed over', () => {
    const rows = Float32Array.from({ length: 200 }, (_, index) =>
      index % 2 === 0 ? Number.NaN : index,
    );
    const forest = trainForest(rows, 100, 2, { seed: 0 });
    const splits = forest.feature.filter((_, node) => forest.child[node] !== node);
    expect(new Set(splits)).toEqual(new Set([1]));
  });

  test('in scoring a row goes where its like went in training', () => {
    // Sizes are of training: a missing value must reach leaves that were counted with it.
    const rows = Float32Array.of(1, 2, 3, 4, 5, 6, Number.NaN, Number.NaN);
    const forest = trainForest(rows, 8, 1, { trees: 30, sampleSize: 8, seed: 1 });
    const counts = new Int32Array(forest.size.length);
    for (const row of rows) {
      for (let tree = 0; tree < forest.trees; tree += 1) {
        let node = tree;
        for (;;) {
          counts[node]! += 1;
          const left = forest.child[node]!;
          if (left === node) break;
          const isLeft = Number.isNaN(row)
            ? forest.size[left]! >= forest.size[left + 1]!
            : row <= forest.threshold[node]!;
          node = isLeft ? left : left + 1;
        }
      }
    }
    expect(counts).toEqual(forest.size);
  });
});
