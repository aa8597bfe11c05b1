import { expect, test } from 'vitest';
import {
  formatAmount,
  formatCount,
  formatDuration,
  formatShare,
  formatShort,
  formatTime,
} from './format.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1.0k'],
  [9_960, '10k'],
  [34_400, '34k'],
  [999_499, '999k'],
  [999_500, '1.0M'],
  [12_300_000, '12M'],
  [2_040_000_000, '2.0G'],
])('%d is %s in a narrow place', (value, text) => {
  expect(formatShort(value)).toBe(text);
});

test('counts are grouped by thousands', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect(formatAmount(1, 'user')).toBe('1 user');
  expect(formatAmount(0, 'reply', 'replies')).toBe('0 replies');
});

test('a share that is not nothing and not all never says so', () => {
  expect([0, 0.0001, 0.5, 0.9999, 1].map(formatShare)).toEqual([
    '0 %',
    '<1 %',
    '50 %',
    '>99 %',
    '100 %',
  ]);
});

test.each([
  [0, '0.0 s'],
  [840, '0.8 s'],
  [9_950, '10 s'],
  [59_400, '59 s'],
  [185_000, '3 min 5 s'],
  [7_800_000, '2 h 10 min'],
])('%d ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('times are UTC and say so', () => {
  expect(formatTime(Date.UTC(2026, 10, 24, 14, 5, 9, 999))).toBe('2026-11-24 14:05:09 UTC');
});
