import { expect, test } from 'vitest';
import { scoreText } from './score.ts';

test.each([
  [0.4, '0.40'],
  [0.91, '0.91'],
  [0.98349, '0.98'],
  [0.99, '0.99'],
  [0.9983, '0.998'],
  [0.99999, '0.99999'],
  [0.9999999999, '0.99999'],
  [1, '1'],
  [0, '0.00'],
])('%d reads %s', (score, expected) => expect(scoreText(score)).toBe(expected));
