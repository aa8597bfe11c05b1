import { expect, test } from 'vitest';
import { BACKGROUND, Habits } from './habits.ts';
import { SettledHours } from './settled-hours.ts';

const HOUR_MS = 3_600_000;
const NIGHT = 26; // Tuesday, 02:00

function ofWorkingDays(): SettledHours {
  const habits = new Habits<string>(0, 30);
  for (const day of [0, 1, 2, 3, 4]) habits.hours.fill(8, day * 24 + 8, day * 24 + 17);
  return new SettledHours(habits);
}

test('a night does not make itself usual, but the next one', () => {
  const hours = ofWorkingDays();
  const atFirst = hours.surprise({ timeMs: 0, hour: NIGHT });
  expect(atFirst).toBeGreaterThan(2);
  for (let minute = 0; minute < 60; minute += 5) hours.observe(minute * 60_000, NIGHT, 1);
  expect(hours.surprise({ timeMs: HOUR_MS, hour: NIGHT })).toBe(atFirst);
  expect(hours.surprise({ timeMs: 24 * HOUR_MS, hour: NIGHT })).toBeLessThan(0);
});

test('the background has no hour and teaches none', () => {
  const hours = ofWorkingDays();
  const before = hours.surprise({ timeMs: 0, hour: NIGHT });
  hours.observe(0, BACKGROUND, 100);
  expect(hours.surprise({ timeMs: 24 * HOUR_MS, hour: BACKGROUND })).toBe(0);
  expect(hours.surprise({ timeMs: 24 * HOUR_MS, hour: NIGHT })).toBe(before);
});
