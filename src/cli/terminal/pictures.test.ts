import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawBars } from './bars.ts';
import { drawDayColumns, drawSparkline } from './columns.ts';
import { screenOf, type Screen } from './screen.ts';
import { drawTable } from './table.ts';
import { textWidth } from './text-width.ts';
import { drawWeek } from './week.ts';

const DAY_MS = 86_400_000;
const red = (stream: object, environment: Record<string, string>) =>
  screenOf(stream, environment).paint('red', 'x') !== 'x';
const narrow = (width: number): Screen => ({ width, tableWidth: width, paint: (_, text) => text });

test('a table lines its columns up, numbers to the right, wide characters counted right', () => {
  const table = drawTable(
    [{ header: 'User' }, { header: 'Events', align: 'right' }],
    [
      ['王小明', '7'],
      ['Ada', '1,204'],
    ],
    narrow(80),
  );
  expect(table).toBe(['User    Events', '王小明       7', 'Ada      1,204'].join('\n'));
});

test('a table on a narrow terminal cuts its widest column first', () => {
  const table = drawTable(
    [{ header: 'Id', minWidth: 4 }, { header: 'Reason' }],
    [['a1b2', 'a very long reason that does not fit']],
    narrow(20),
  );
  expect(table).toBe(['Id    Reason', 'a1b2  a very long r…'].join('\n'));
});

test('a table in a pipe cuts nothing', () => {
  const long = 'x'.repeat(500);
  const screen = screenOf({}, {});
  expect(drawTable([{ header: 'A' }], [[long]], screen)).toContain(long);
});

test('bars share one scale from zero, and a small value is not nothing', () => {
  const lines = drawBars(
    [
      { label: 'Norway', value: 1000, note: '91 %' },
      { label: 'Peru', value: 1 },
      { label: 'Nowhere', value: 0 },
    ],
    narrow(60),
  ).split('\n');
  expect(lines[0]).toMatch(/^Norway {3}█+ {2}1,000 {2}91 %$/);
  expect(lines[1]).toMatch(/^Peru {5}▏ +1$/);
  expect(lines[2]).toMatch(/^Nowhere +0$/);
});

test('a sparkline starts at zero and leaves gaps where nothing is known', () => {
  expect(drawSparkline([0, 1, 4, null, 8])).toBe('▁▁▄ █');
  expect(drawSparkline([])).toBe('');
});

test('day columns fill days without sign-ins with nothing', () => {
  const chart = drawDayColumns(
    [
      { dayMs: Date.UTC(2026, 0, 1), count: 8 },
      { dayMs: Date.UTC(2026, 0, 3), count: 16 },
    ],
    narrow(60),
    { height: 2 },
  );
  expect(chart).toBe(['    16   █', '     0 █ █', '       2026-01-01'].join('\n'));
});

test('more days than columns become daily means, so the scale stays a day', () => {
  const days = Array.from({ length: 400 }, (_, index) => ({ dayMs: index * DAY_MS, count: 10 }));
  const chart = drawDayColumns(days, narrow(60));
  expect(chart.split('\n')[0]).toMatch(/^ {4}10 █+$/);
  for (const line of chart.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(60);
});

test('a week has its hours where a calendar has them', () => {
  const hours = Array.from({ length: 168 }, () => 0);
  hours[0] = 10; // Monday 00:00
  hours[6 * 24 + 23] = 1; // Sunday 23:00
  const rows = drawWeek(hours, narrow(80)).split('\n');
  expect(rows).toHaveLength(8);
  expect(rows[1]?.trimEnd()).toBe('Mon ██');
  expect(rows[7]).toBe(`Sun ${' '.repeat(46)}░░`);
});

test('a week of 167 hours is refused', () => {
  expect(() => drawWeek([1, 2], narrow(80))).toThrow('a week has 168 hours, got 2');
});

test('no picture is wider than its terminal', () => {
  const count = fc.integer({ min: 0, max: 10_000_000 });
  fc.assert(
    fc.property(
      fc.integer({ min: 44, max: 200 }),
      fc.array(fc.record({ label: fc.string({ unit: 'grapheme' }), value: count }), {
        maxLength: 9,
      }),
      (width, bars) => {
        const days = bars.map((bar, index) => ({ dayMs: index * DAY_MS, count: bar.value }));
        const pictures = [drawBars(bars, narrow(width)), drawDayColumns(days, narrow(width))];
        for (const line of pictures.join('\n').split('\n')) {
          expect(textWidth(line)).toBeLessThanOrEqual(width);
        }
      },
    ),
    { seed: 20_261_124 },
  );
});

test('colour follows NO_COLOR, FORCE_COLOR, TERM and the terminal, in this order', () => {
  expect(red({ isTTY: true }, {})).toBe(true);
  expect(red({}, {})).toBe(false);
  expect(red({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
  expect(red({}, { FORCE_COLOR: '1' })).toBe(true);
  expect(red({ isTTY: true }, { FORCE_COLOR: '0' })).toBe(false);
  expect(red({ isTTY: true }, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false);
});
