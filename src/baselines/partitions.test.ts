import { expect, test } from 'vitest';
import { embeddedStore } from '../../test/support/stores.ts';
import { dropPartitions, mergeTraining, partitionOf, storedTrainings } from './partitions.ts';
import { createBaselineTables } from './tables.ts';

const store = embeddedStore();
const [MAY_MS, JUNE_MS] = [Date.UTC(2026, 4, 1), Date.UTC(2026, 5, 1)];

test('a training is a partition, merged when it is whole and dropped by itself', async () => {
  await createBaselineTables(store());
  for (const [id, asOfMs, isSingle] of [
    ['ann', MAY_MS, 0],
    ['bob', MAY_MS, 0],
    ['eve', MAY_MS, 0],
    ['', MAY_MS, 0],
    ['ann', JUNE_MS, 1],
    ['bob', JUNE_MS + 1, 1],
    ['ann', JUNE_MS + 1, 0],
    ['', JUNE_MS + 1, 0],
  ] as const) {
    await store().insert(
      'models',
      ['EntityId', 'AsOfMs', 'IsSingle'],
      'TabSeparated',
      `${id}\t${asOfMs}\t${isSingle}\n`,
    );
  }
  const [may, june] = [MAY_MS, JUNE_MS + 1].map((asOfMs) => partitionOf({ asOfMs, entityId: '' }));
  const singles = partitionOf({ asOfMs: JUNE_MS, entityId: 'ann' });
  await mergeTraining(store(), MAY_MS);
  expect(await parts()).toEqual({ '0': 2, [singles]: 2, [may!]: 1, [june!]: 1 });
  expect((await storedTrainings(store())).trainings).toBe(2);

  await dropPartitions(store(), new Set([june!]));
  // what the tenant got stays
  expect(await parts()).toEqual({ '0': 2, [june!]: 1 });
  const { trainings, bytes } = await storedTrainings(store());
  expect(trainings).toBe(1);
  expect(bytes).toBeGreaterThan(0);
});

async function parts(): Promise<Record<string, number>> {
  const rows = await store().rows<{ partition: string; parts: number }>(
    `SELECT partition_id AS partition, toInt64(count()) AS parts FROM system.parts
     WHERE database = currentDatabase() AND table = 'models' AND active GROUP BY partition`,
  );
  return Object.fromEntries(rows.map((row) => [row.partition, row.parts]));
}
