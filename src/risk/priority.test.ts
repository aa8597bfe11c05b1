import { expect, test } from 'vitest';
import { investigationPriority } from './priority.ts';

test.each([
  [0, 0],
  [0.5, 0],
  [0.9, 2],
  [0.99, 4],
  [0.9999, 8],
  [0.99999, 10],
  [1 - 1e-9, 10],
])('a score of %d is a priority of %d', (score, expected) => {
  expect(investigationPriority(score)).toBe(expected);
});
