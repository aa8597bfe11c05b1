import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countDaysBefore, markDay } from './recent-days.ts';

test('counts the days of the ten before, as a list of days would', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 100, max: 140 }), { minLength: 1 }),
      fc.integer({ min: 0, max: 15 }),
      (seen, after) => {
        const days = seen.toSorted((a, b) => a - b);
        let [bits, lastDay] = [0, days[0]!];
        for (const day of days) {
          bits = markDay(bits, lastDay, day);
          lastDay = day;
        }
        const asked = lastDay + after;
        const expected = days.filter((day) => day < asked && day >= asked - 10).length;
        expect(countDaysBefore(bits, lastDay, asked)).toBe(expected);
      },
    ),
    { seed: 1, numRuns: 2000 },
  );
});

test('marking a day twice changes nothing', () => {
  expect(markDay(markDay(1, 5, 7), 7, 7)).toBe(markDay(1, 5, 7));
});

test('the day itself does not count, nor what lies after it', () => {
  expect(countDaysBefore(0b111, 20, 20)).toBe(2);
  expect(countDaysBefore(0b111, 20, 19)).toBe(1);
  expect(countDaysBefore(0b111, 20, 40)).toBe(0);
});
