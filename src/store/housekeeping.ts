import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from './engine-error.ts';
import type { Store } from './store.ts';

/** Tables of large parts. A command lives for seconds and a merge of these for longer: begun whenever the
 *  store is opened and given up when it is closed, merges would only cost. They get a time of their own:
 *  `mergeParts`. */
export const HELD_MERGES = 'max_bytes_to_merge_at_max_space_in_pool = 1';
const FREE_MERGES = 'max_bytes_to_merge_at_max_space_in_pool = 161061273600';

/** The setting of such a table; '' on a server, which lives long enough. */
export function heldMerges(store: Store): string {
  return store.embedded ? HELD_MERGES : '';
}

/** To open a store costs two milliseconds a part, to read one a part of that. One load leaves some eight
 *  parts of a partition, and to merge them takes half as long as to load them: it is time again when there
 *  are so many more, of all partitions together. Chosen by hand. */
const PARTS_OF_A_LOAD = 8;
const SPARE_PARTS = 30;

const MAX_MERGE_MS = 600_000;
const POLL_MS = 100;

/** So many in a row without a merge: the engine does not look for one anymore. Chosen by hand. */
const IDLE_POLLS = 10;

export interface MergeOptions {
  /** ends it early; nothing is lost by that */
  readonly signal?: AbortSignal;
  /** told now and then how many parts are gone, of all tables together */
  readonly onMerged?: (parts: number) => void;
}

/** Merges where many parts have gathered, and waits for it. Embedded only: a server does it by itself.
 *  @param tables  that were made with `heldMerges` */
export async function mergeParts(
  store: Store,
  tables: readonly string[],
  { signal, onMerged }: MergeOptions = {},
): Promise<void> {
  if (!store.embedded) return;
  let merged = 0;
  for (const table of tables) {
    const { parts, more } = await countParts(store, table);
    if (more <= SPARE_PARTS) continue;
    const onParts = (left: number) => onMerged?.(merged + parts - left);
    await store.command(`ALTER TABLE ${table} MODIFY SETTING ${FREE_MERGES}`);
    try {
      merged += parts - (await mergeTable(store, table, parts, signal, onParts));
    } finally {
      await store.command(`ALTER TABLE ${table} MODIFY SETTING ${HELD_MERGES}`);
    }
  }
}

/** Lets the engine merge until that changes nothing more. @returns the parts that are left */
async function mergeTable(
  store: Store,
  table: string,
  parts: number,
  signal: AbortSignal | undefined,
  onParts: (left: number) => void,
): Promise<number> {
  const endMs = performance.now() + MAX_MERGE_MS;
  for (let before = parts; ;) {
    // By itself it looks for the next merge now and then, after this at once.
    await store.command(`SYSTEM STOP MERGES ${table}`);
    await store.command(`SYSTEM START MERGES ${table}`);
    let left = before;
    for (let idle = 0; idle < IDLE_POLLS;) {
      await sleep(POLL_MS);
      const count = await countParts(store, table);
      left = count.parts;
      onParts(left);
      if (performance.now() > endMs || signal?.aborted === true) return left;
      idle = count.isMerging ? 0 : idle + 1;
    }
    if (left === before) return left;
    before = left;
  }
}

interface PartsCount {
  readonly parts: number;
  /** those beyond PARTS_OF_A_LOAD of each partition */
  readonly more: number;
  readonly isMerging: boolean;
}

async function countParts(store: Store, table: string): Promise<PartsCount> {
  const here = 'database = currentDatabase() AND table = {table:String}';
  const [row] = await store.rows<{ parts: number; more: number; merges: number }>(
    `SELECT toInt64(sum(n)) AS parts, toInt64(sum(greatest(0, n - ${PARTS_OF_A_LOAD}))) AS more,
       (SELECT toInt64(count()) FROM system.merges WHERE ${here}) AS merges
     FROM (
       SELECT toInt64(count()) AS n FROM system.parts WHERE ${here} AND active GROUP BY partition_id
     )`,
    { table },
  );
  const { parts, more, merges } = row ?? { parts: 0, more: 0, merges: 0 };
  return { parts, more, isMerging: merges > 0 };
}

/** Removes what merges have left on the disk. The engine does so every now and then, but never in a
 *  process that lives for seconds; then every start would be slower than the one before. */
export async function sweep(store: Store): Promise<void> {
  try {
    const tables = await store.rows<{ name: string }>(
      `SELECT DISTINCT table AS name FROM system.parts
       WHERE database = currentDatabase() AND NOT active`,
    );
    // There is no such partition: what counts is that it cleans up at its end.
    for (const { name } of tables) {
      await store.command(`ALTER TABLE ${name} DROP PARTITION ID 'none'`);
    }
  } catch (error) {
    // It can wait for the next time.
    if (!(error instanceof EngineError)) throw error;
  }
}
