import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decayedCountAt,
  decayedWeight,
  mergeDecayed,
  observeDecayed,
  type DecayedCount,
} from './decay.ts';

const DAY = 86_400_000;
const HALF_LIFE = 14 * DAY;

function countOf(times: readonly number[]): DecayedCount | null {
  let count: DecayedCount | null = null;
  for (const time of times) count = observeDecayed(count, time, HALF_LIFE);
  return count;
}

test('an observation weighs half after a half-life and a quarter after two', () => {
  const count = observeDecayed(null, 0, HALF_LIFE);
  expect(decayedCountAt(count, 0, HALF_LIFE)).toBe(1);
  expect(decayedCountAt(count, HALF_LIFE, HALF_LIFE)).toBe(0.5);
  expect(decayedCountAt(count, 2 * HALF_LIFE, HALF_LIFE)).toBe(0.25);
});

test('an infinite half-life counts plainly', () => {
  expect(decayedWeight(3, 100 * DAY, Infinity)).toBe(3);
});

test('nothing stays nothing, whatever the time', () => {
  expect(decayedWeight(0, -Infinity, HALF_LIFE)).toBe(0);
  expect(decayedCountAt(mergeDecayed(null, null, HALF_LIFE), DAY, HALF_LIFE)).toBe(0);
});

test('neither the order of observations nor how they are merged matters', () => {
  const times = fc.array(fc.integer({ min: 0, max: 60 * DAY }), { maxLength: 20 });
  fc.assert(
    fc.property(times, times, (early, late) => {
      const whole = countOf([...early, ...late]);
      const merged = mergeDecayed(countOf(late.toReversed()), countOf(early), HALF_LIFE);
      const asOf = 90 * DAY;
      const expected = [...early, ...late].reduce(
        (sum, time) => sum + 2 ** (-(asOf - time) / HALF_LIFE),
        0,
      );
      expect(decayedCountAt(merged, asOf, HALF_LIFE)).toBeCloseTo(expected, 10);
      expect(whole === null ? 0 : decayedCountAt(whole, asOf, HALF_LIFE)).toBeCloseTo(expected, 10);
    }),
    { seed: 11, numRuns: 200 },
  );
});

test.each([0, -1, Number.NaN])('refuses the half-life %d', (halfLife) => {
  expect(() => decayedWeight(1, 1, halfLife)).toThrow(RangeError);
});
