import { describe, expect, test } from 'vitest';
import { hourOfWeek, smoothWeek } from './hours-of-week.ts';

const TUESDAY_14H = 38;
/** Office hours, Monday to Friday from 9 to 17, some 60 days of them. */
const OFFICE = Array.from({ length: 168 }, (_, hour) =>
  hour < 120 && hour % 24 >= 9 && hour % 24 < 17 ? 8 : 0,
);

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('hourOfWeek', () => {
  test('starts on Monday and knows the days of the calendar', () => {
    expect(hourOfWeek(Date.parse('2024-01-01T00:00:00Z'))).toBe(0); // a Monday
    expect(hourOfWeek(Date.parse('2024-01-02T14:59:59.999Z'))).toBe(TUESDAY_14H);
    expect(hourOfWeek(Date.parse('2024-01-07T23:30:00Z'))).toBe(167);
    expect(hourOfWeek(0)).toBe(72); // 1970-01-01 was a Thursday
    expect(hourOfWeek(-1)).toBe(71);
  });
});

describe('smoothWeek', () => {
  test('smooths around the circle like a wrapped Gaussian filter', () => {
    // scipy 1.17.1: gaussian_filter1d(counts, 1.5, mode='wrap', truncate=56)
    const counts = new Float64Array(168);
    counts[0] = 3;
    counts[9] = 10;
    counts[100] = 1;
    counts[167] = 2;
    const density = smoothWeek(counts, { dayWeight: 0, uniformWeight: 1e-12 });
    const expected = new Map([
      [0, 1.2238152753385538],
      [1, 0.8575778814806349],
      [9, 2.6596152149467955],
      [12, 0.3599397767545971],
      [166, 0.7539508233873764],
      [167, 1.170819052174008],
    ]);
    for (const [hour, value] of expected) expect(16 * density[hour]!).toBeCloseTo(value, 9);
  });

  test('is a density: sums to 1 and leaves no hour impossible', () => {
    const density = smoothWeek(OFFICE);
    expect(sum(density)).toBeCloseTo(1, 12);
    expect(Math.min(...density)).toBeGreaterThan(0);
  });

  test('ranks an office worker’s hours: at work, Saturday at that hour, Saturday night', () => {
    const density = smoothWeek(OFFICE);
    const saturday = 120;
    expect(density[TUESDAY_14H]!).toBeGreaterThan(20 * density[saturday + 14]!);
    expect(density[saturday + 14]!).toBeGreaterThan(2 * density[saturday + 3]!);
  });

  test('moves with the week: shifted counts give the shifted density', () => {
    const shifted = OFFICE.map((_, hour) => OFFICE[(hour + 168 - 24) % 168]!);
    const density = smoothWeek(OFFICE);
    const moved = smoothWeek(shifted);
    for (let hour = 0; hour < 168; hour += 1) {
      expect(moved[(hour + 24) % 168]!).toBeCloseTo(density[hour]!, 14);
    }
  });

  test('without history every hour is alike; NaN counts as none', () => {
    const even = new Float64Array(168).fill(1 / 168);
    expect(smoothWeek(new Float64Array(168))).toEqual(even);
    expect(smoothWeek(new Float64Array(168).fill(Number.NaN))).toEqual(even);
  });

  test('refuses a week of another length', () => {
    expect(() => smoothWeek([1, 2])).toThrow('a week has 168 hours, got 2');
  });
});
