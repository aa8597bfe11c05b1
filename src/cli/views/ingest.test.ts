import { expect, test } from 'vitest';
import type { Screen } from '../terminal/index.ts';
import { drawIngest } from './ingest.ts';

const screen: Screen = { width: 80, tableWidth: 80, paint: (_, text) => text };
const call = (...words: readonly string[]) => ['oddsock', ...words].join(' ');
const nothing = { read: 0, inserted: 0, updated: 0, duplicates: 0, rejected: 0, seconds: 0.1 };

test('where everything was rejected there is no table, but what happened and where to look', () => {
  expect(drawIngest({ ...nothing, read: 3, rejected: 3, byTable: {} }, screen, call)).toBe(
    `Read 3 records in 0.1 s.

Nothing was stored: all 3 records were rejected. To see why: oddsock rejects`,
  );
});

test('where some were rejected both are told', () => {
  const byTable = { SigninLogs: { inserted: 2, updated: 0, duplicates: 0 } };
  const result = { ...nothing, read: 3, inserted: 2, rejected: 1, byTable };
  expect(drawIngest(result, screen, call)).toBe(
    `Read 3 records in 0.1 s.

Table       New  Updated  Known already
SigninLogs    2        0              0
Together      2        0              0

1 record could not be read. To see why: oddsock rejects`,
  );
});
