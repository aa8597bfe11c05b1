import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreRow, scoreRows } from './forest-score.ts';
import { trainForest } from './isolation-forest.ts';
import { outOfBagSampleSize, outOfBagScores } from './out-of-bag.ts';
import { randomOf, type Random } from './random.ts';
import { calibrate, tailProbability } from './tail-calibration.ts';

const D = 8;

/** Rows of skewed features, as surprises are: mostly small, a tenth of them large. */
function surprises(random: Random, n: number): Float32Array {
  return Float32Array.from(
    { length: n * D },
    () => -Math.log(1 - random.uniform()) * (random.uniform() < 0.1 ? 5 : 1),
  );
}

function mean(scores: Float64Array): number {
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

describe('tailProbability', () => {
  test('of a forest on new rows like the old is as it says: 5 % of rows at 5 %, 1 % at 1 %', () => {
    // Users differ, so the shares are of many users; each side of the bound is about three standard errors.
    const random = randomOf('calibration');
    const limits = [0.2, 0.05, 0.01];
    const shares = [0, 0, 0];
    const users = 60;
    for (let user = 0; user < users; user += 1) {
      const rows = surprises(random, 300);
      const forest = trainForest(rows, 300, D, { seed: user });
      const calibration = calibrate(outOfBagScores(forest, rows));
      for (const score of scoreRows(forest, surprises(random, 500), 500)) {
        const p = tailProbability(calibration, score);
        for (const [index, limit] of limits.entries()) {
          shares[index]! += (p <= limit ? 1 : 0) / (users * 500);
        }
      }
    }
    expect(Math.abs(shares[0]! - 0.2)).toBeLessThan(0.02);
    expect(Math.abs(shares[1]! - 0.05)).toBeLessThan(0.01);
    expect(shares[2]).toBeLessThan(0.0125);
    expect(shares[2]).toBeGreaterThan(0.004);
  });

  test('falls as the score rises, within (0, 1], for any scores it was made from', () => {
    const score = fc.double({ min: 0.001, max: 1, noNaN: true });
    const scores = fc.oneof(
      fc.array(score, { maxLength: 60 }),
      fc.array(fc.constantFrom(0.4, 0.5), { maxLength: 60 }),
    );
    fc.assert(
      fc.property(scores, fc.array(score, { minLength: 2, maxLength: 30 }), (made, asked) => {
        const calibration = calibrate(made);
        let previous = 1;
        for (const value of [...asked, ...made].toSorted((a, b) => a - b)) {
          const p = tailProbability(calibration, value);
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThanOrEqual(previous);
          previous = p;
        }
      }),
      { seed: 31, numRuns: 500 },
    );
  });

  test('a short history cannot make a score as improbable as a long one can', () => {
    const at = [10, 30, 100, 1000].map((n) => {
      const scores = Array.from({ length: n }, (_, index) => 0.4 + (0.1 * index) / n);
      return tailProbability(calibrate(scores), 0.7);
    });
    expect(at).toEqual(at.toSorted((a, b) => b - a));
    expect(at[0]).toBeGreaterThan(0.005);
    expect(at[3]).toBeLessThan(1e-6);
  });

  test('among equal scores the next higher one is as likely as its rank, not a tenth', () => {
    const calibration = calibrate(new Float64Array(299).fill(0.5));
    expect(tailProbability(calibration, 0.5)).toBe(1);
    expect(tailProbability(calibration, 0.500_001)).toBeLessThanOrEqual(1 / 300);
    expect(tailProbability(calibration, 0.500_001)).toBeGreaterThan(0.9 / 300);
  });

  test('made from nothing, nothing is improbable; NaN among scores is skipped, asked for refused', () => {
    expect(tailProbability(calibrate([]), 0.99)).toBe(1);
    expect(calibrate([Number.NaN, 0.4, 0.5])).toEqual(calibrate([0.5, 0.4]));
    expect(() => tailProbability(calibrate([0.4]), Number.NaN)).toThrow(RangeError);
  });
});

describe('outOfBagScores', () => {
  const random = randomOf('out-of-bag');
  const rows = surprises(random, 300);

  test('are higher than training rows’ scores by all trees, and like those of new rows', () => {
    const forest = trainForest(rows, 300, D, { trees: 400, sampleSize: 150, seed: 0 });
    const inBag = mean(scoreRows(forest, rows, 300));
    const outOfBag = mean(outOfBagScores(forest, rows));
    const fresh = mean(scoreRows(forest, surprises(random, 3000), 3000));
    expect(outOfBag).toBeGreaterThan(inBag + 0.001);
    expect(Math.abs(outOfBag - fresh)).toBeLessThan(0.01);
  });

  test('take only trees that did not see the row: a copy of it elsewhere changes nothing', () => {
    // One tree on half of two rows: it saw one, so only the other has a score.
    const scores = outOfBagScores(
      trainForest(Float32Array.of(1, 2), 2, 1, { trees: 1, sampleSize: 1, seed: 0 }),
      Float32Array.of(1, 2),
    );
    expect([...scores].filter(Number.isNaN)).toHaveLength(1);
    expect([...scores].filter((score) => score === 0.5)).toHaveLength(1);
  });

  test('are NaN for all when every tree saw every row; half the rows leave none without', () => {
    const all = trainForest(rows, 300, D, { sampleSize: 300, seed: 0 });
    expect(outOfBagScores(all, rows).every(Number.isNaN)).toBe(true);
    const few = rows.slice(0, 20 * D);
    const half = trainForest(few, 20, D, { sampleSize: outOfBagSampleSize(20), seed: 0 });
    expect(half.sampleSize).toBe(10);
    expect(outOfBagScores(half, few).some(Number.isNaN)).toBe(false);
  });

  test('agree with scoreRow on a row that no tree saw', () => {
    // 2,000 rows and 3 trees of 4: nearly all rows were seen by none.
    const many = surprises(random, 2000);
    const forest = trainForest(many, 2000, D, { trees: 3, sampleSize: 4, seed: 0 });
    const scores = outOfBagScores(forest, many);
    let equal = 0;
    for (let row = 0; row < 2000; row += 1) {
      equal += scores[row] === scoreRow(forest, many, row * D) ? 1 : 0;
    }
    expect(equal).toBeGreaterThanOrEqual(2000 - 12);
  });

  test('refuse rows that cannot be those of training', () => {
    const forest = trainForest(rows, 300, D, { seed: 0 });
    expect(() => outOfBagScores(forest, rows.slice(1))).toThrow(RangeError);
  });
});
