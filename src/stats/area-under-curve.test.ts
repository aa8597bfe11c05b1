import { expect, test } from 'vitest';
import { areaUnderCurve } from './area-under-curve.ts';

test('agrees with scikit-learn, ties included', () => {
  // sklearn 1.9.1: roc_auc_score
  expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
  const scores = [1, 2, 2, 2, 3, 3, 5, 8, 8, 13];
  expect(areaUnderCurve(scores, [0, 0, 1, 0, 1, 0, 0, 1, 0, 1])).toBeCloseTo(
    0.7083333333333334,
    12,
  );
});

test('is 1 when anomalies come first, 0 when last, a half when scores say nothing', () => {
  expect(areaUnderCurve([1, 2, 3], [false, false, true])).toBe(1);
  expect(areaUnderCurve([1, 2, 3], [true, false, false])).toBe(0);
  expect(areaUnderCurve([7, 7, 7], [true, false, false])).toBe(0.5);
});

test('is NaN without anomalies or without anything else', () => {
  expect(areaUnderCurve([1, 2], [0, 0])).toBeNaN();
  expect(areaUnderCurve([1, 2], [1, 1])).toBeNaN();
});
