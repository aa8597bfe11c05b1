import { expect, test } from 'vitest';
import { quantile, sortedNumbers } from './quantile.ts';

const VALUES = [3, 1, 4, 1, 5, 9, 2.6];

// numpy 2.4.6: numpy.quantile(VALUES, p), whose default is R-7
test.each([
  [0, 1],
  [0.1, 1],
  [0.25, 1.8],
  [0.5, 3],
  [0.9, 6.6],
  [1, 9],
])('quantile(values, %d) uses the R-7 method', (p, expected) => {
  expect(quantile(VALUES, p)).toBeCloseTo(expected, 12);
});

test('skips NaN, and is NaN when nothing is left', () => {
  expect(quantile([Number.NaN, 2, Number.NaN, 4], 0.5)).toBe(3);
  expect(quantile([Number.NaN], 0.5)).toBeNaN();
  expect(quantile([], 0.5)).toBeNaN();
});

test('keeps infinities apart from NaN', () => {
  expect(quantile([Infinity, Infinity], 0.3)).toBe(Infinity);
  expect(quantile([-Infinity, 0], 0)).toBe(-Infinity);
});

test('sorts as numbers and leaves its argument alone', () => {
  const values = [10, 9, Number.NaN, 1];
  expect([...sortedNumbers(values)]).toEqual([1, 9, 10]);
  expect(values).toEqual([10, 9, Number.NaN, 1]);
});

test.each([Number.NaN, -0.01, 1.01])('refuses p = %d', (p) => {
  expect(() => quantile(VALUES, p)).toThrow(RangeError);
});
