import type { Store } from '../store/index.ts';
import { DAY_MS } from './habits.ts';
import type { TrainingNote } from './training-notes.ts';

/** Tables that hold what a training makes of each entity. */
export const LEARNED = ['baselines', 'models'] as const;
export type LearnedTable = (typeof LEARNED)[number];

/** Trainings of single entities that lie together. Chosen by hand: few partitions, and none is there for
 *  much longer than what is in it. */
const SINGLES_MS = 30 * DAY_MS;

/** What the tenant itself got of each training stays for ever: it is little, and cannot be made for some
 *  entities only. */
const TENANTS = '0';

/** What a training of everybody made of them is a partition, so that forgetting it frees the disk at once. Those
 *  of single entities have a few rows each: a month of them is one. */
export const PARTITION_SQL = `multiIf(EntityId = '', ${TENANTS}, IsSingle, -1 - intDiv(AsOfMs, ${SINGLES_MS}), AsOfMs)`;

/** The id that the engine gives to PARTITION_SQL. */
export function partitionOf({
  asOfMs,
  entityId,
}: Pick<TrainingNote, 'asOfMs' | 'entityId'>): string {
  return `${entityId === '' ? asOfMs : -1 - Math.floor(asOfMs / SINGLES_MS)}`;
}

/** More parts than these are worth merging: a small tenant leaves as many. */
const FEW_PARTS = 2;

/** Makes one part in each table of what a training of everybody made: to open a store costs two milliseconds a part. It
 *  takes a twenty-fifth of the time of the training. Embedded only: a server does it by itself. */
export async function mergeTraining(store: Store, asOfMs: number): Promise<void> {
  if (!store.embedded) return;
  const merged = [TENANTS, partitionOf({ asOfMs, entityId: '' })];
  for (const { table, partition, parts } of await storedPartitions(store)) {
    if (parts <= FEW_PARTS || !merged.includes(partition)) continue;
    await store.command(`OPTIMIZE TABLE ${table} PARTITION ID '${partition}' FINAL`);
  }
}

/** Drops all partitions of entities but these. What a training that was interrupted left goes, too. */
export async function dropPartitions(store: Store, kept: ReadonlySet<string>): Promise<void> {
  const stored = await storedPartitions(store);
  const dropped = stored.filter(({ partition }) => partition !== TENANTS && !kept.has(partition));
  for (const [table, gone] of Map.groupBy(dropped, (each) => each.table)) {
    const drops = gone.map(({ partition }) => `DROP PARTITION ID '${partition}'`);
    await store.command(`ALTER TABLE ${table} ${drops.join(', ')}`);
  }
}

/** The trainings of everybody that lie on the disk, and what all that was learned takes there. */
export async function storedTrainings(
  store: Store,
): Promise<{ readonly trainings: number; readonly bytes: number }> {
  const [row] = await store.rows<{ trainings: number; bytes: number }>(
    `SELECT toInt64(uniqExactIf(partition_id, match(partition_id, '^[1-9][0-9]*$'))) AS trainings,
       toInt64(sum(bytes_on_disk)) AS bytes
     FROM system.parts
     WHERE database = currentDatabase() AND table IN {tables:Array(String)} AND active`,
    { tables: LEARNED },
  );
  return row ?? { trainings: 0, bytes: 0 };
}

interface StoredPartition {
  readonly table: LearnedTable;
  readonly partition: string;
  readonly parts: number;
}

function storedPartitions(store: Store): Promise<StoredPartition[]> {
  return store.rows<StoredPartition>(
    `SELECT table, partition_id AS partition, toInt64(count()) AS parts FROM system.parts
     WHERE database = currentDatabase() AND table IN {tables:Array(String)} AND active
     GROUP BY table, partition`,
    { tables: LEARNED },
  );
}
