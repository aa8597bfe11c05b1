import { expect, test } from 'vitest';
import { parseSpan, parseTime } from './time-option.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

test.each([
  ['2026-11-24', '2026-11-24T00:00:00.000Z'],
  ['2026-11-24T14:05', '2026-11-24T14:05:00.000Z'],
  ['2026-11-24 14:05:09.5', '2026-11-24T14:05:09.500Z'],
  ['2026-11-24T14:05:09+02:00', '2026-11-24T12:05:09.000Z'],
  ['7d', '2026-11-17T12:00:00.000Z'],
  ['90m', '2026-11-24T10:30:00.000Z'],
])('--since %s is %s', (text, time) => {
  expect(new Date(parseTime('--since', text, NOW)).toISOString()).toBe(time);
});

test.each(['yesterday', '24.11.2026', '2026-13-01', '7', '-7d', '2026-11-24x', ''])(
  '--since %j is wrong usage',
  (text) => {
    expect(() => parseTime('--since', text, NOW)).toThrow(
      `--since: "${text}" is not a time such as`,
    );
  },
);

test('a window is a span', () => {
  expect(parseSpan('--window', '60d')).toBe(60 * 86_400_000);
  expect(() => parseSpan('--window', '2026-11-24')).toThrow('--window: "2026-11-24" is not a span');
});
