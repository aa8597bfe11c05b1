import { expect, test } from 'vitest';
import { dateOf, dayOf, easterOf, isHoliday, weekdayOf } from './calendar.ts';

test('days are dates and back', () => {
  expect(dayOf('1970-01-01')).toBe(0);
  expect(dateOf(dayOf('2026-11-20'))).toBe('2026-11-20');
  for (const wrong of ['2026-02-30', '2026-11', 'tomorrow', '2026-11-20T00:00']) {
    expect(() => dayOf(wrong)).toThrow(`not a date: ${wrong}`);
  }
});

test('weekdays count from Sunday', () => {
  expect(weekdayOf(dayOf('2026-11-22'))).toBe(0);
  expect(weekdayOf(dayOf('2026-11-20'))).toBe(5);
  expect(weekdayOf(dayOf('1969-12-31'))).toBe(3);
});

// Dates of Easter Sunday from the tables of the Astronomical Applications Department, US Naval Observatory
test.each([
  [2019, '2019-04-21'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
])('Easter of %i is %s', (year, date) => {
  expect(dateOf(easterOf(year))).toBe(date);
});

test.each([
  ['NO', '2026-05-17', true],
  ['NO', '2026-04-06', true],
  ['SE', '2026-05-17', false],
  ['DE', '2026-10-03', true],
  ['US', '2026-11-26', true],
  ['US', '2026-11-19', false],
  ['CA', '2026-11-26', false],
  ['XX', '2026-12-25', false],
])('in %s %s is a holiday: %s', (country, date, expected) => {
  expect(isHoliday(country, dayOf(date))).toBe(expected);
});
