import { expect, test } from 'vitest';
import type { Screen } from '../terminal/index.ts';
import { drawRejects } from './rejects.ts';

const screen: Screen = { width: 60, tableWidth: 60, paint: (_, text) => text };

const reject = {
  arrivedAt: '2026-11-24T08:00:00.000Z',
  reason: 'shape-not-supported: CSV or text without a known column, and more',
  detail: 'the columns would be: Name | Colour | Size | Weight | Price | Stock',
  origin: '/logs/stock.csv',
  position: 0,
  record: 'Name,Colour,Size,Weight,Price,Stock,and so on for a long while',
};

test('on a terminal reason and detail are whole, the record is cut', () => {
  const other = { ...reject, reason: 'bad-json', detail: '', record: '', position: 7 };
  expect(drawRejects([reject, other, { ...other, position: 8 }], null, screen)).toBe(
    `shape-not-supported: CSV or text without a known column, and
more
  /logs/stock.csv, position 0
    the columns would be: Name | Colour | Size | Weight |
    Price | Stock
    Name,Colour,Size,Weight,Price,Stock,and so on for a lon…

bad-json
  /logs/stock.csv, position 7
  /logs/stock.csv, position 8`,
  );
});

test('in a pipe each is a line, with everything in it', () => {
  const [, line] = drawRejects([reject], 1, { ...screen, tableWidth: Infinity }).split('\n');
  expect(line).toContain(reject.reason);
  expect(line).toContain(`${reject.detail}  ${reject.record}`);
});

test('what was cut off by the limit is told of', () => {
  expect(drawRejects([reject], 1, screen)).toMatch(/The first 1 record; --limit shows more\.$/);
});
