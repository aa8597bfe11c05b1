import { expect, test } from 'vitest';
import { embeddedStore } from '../../test/support/stores.ts';
import { heldMerges, mergeParts } from './housekeeping.ts';

const store = embeddedStore();

test('merges where many parts have gathered, and only there; nothing is lost', async () => {
  // more than thirty beyond the eight that a load leaves
  await fill('many', 40);
  await fill('few', 38);
  expect(await parts()).toEqual({ many: 40, few: 38 });
  const told: number[] = [];
  await mergeParts(store(), ['many', 'few'], { onMerged: (gone) => told.push(gone) });
  expect(await parts()).toEqual({ many: 1, few: 38 });
  expect(told.at(-1)).toBe(39);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  const [row] = await store().rows(
    'SELECT toInt64(count()) AS rows, toInt64(sum(N)) AS sum FROM many',
  );
  expect(row).toEqual({ rows: 40, sum: (39 * 40) / 2 });
});

test('when it is stopped, all is there, and merges are held again', async () => {
  await fill('stopped', 40);
  await mergeParts(store(), ['stopped'], { signal: AbortSignal.abort() });
  const [row] = await store().rows('SELECT toInt64(count()) AS rows FROM stopped');
  expect(row).toEqual({ rows: 40 });
  const [{ statement } = { statement: '' }] = await store().rows<{ statement: string }>(
    'SHOW CREATE TABLE stopped',
  );
  expect(statement).toContain(heldMerges(store()));
});

async function fill(table: string, count: number): Promise<void> {
  await store().command(
    `CREATE TABLE ${table} (N UInt32) ENGINE = MergeTree ORDER BY N SETTINGS ${heldMerges(store())}`,
  );
  for (let n = 0; n < count; n++) await store().insert(table, ['N'], 'TabSeparated', `${n}\n`);
}

async function parts(): Promise<Record<string, number>> {
  const rows = await store().rows<{ name: string; parts: number }>(
    `SELECT table AS name, toInt64(count()) AS parts FROM system.parts
     WHERE database = currentDatabase() AND active AND table IN ('many', 'few') GROUP BY name`,
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.parts]));
}
