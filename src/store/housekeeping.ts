import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from './engine-error.ts';
import type { Store } from './store.ts';

/** Tables of large parts. A command lives for seconds and a merge of these for longer: begun whenever the
 *  store is opened and given up when it is closed, merges would only cost. They get a time of their own. */
const LARGE_TABLES = ['sign_ins', 'AuditLogs', 'copies'] as const;

/** A partition of more parts is read and looked up noticeably slower. Chosen by hand. */
const MANY_PARTS = 40;
const FEW_PARTS = 15;

const MAX_MERGE_MS = 600_000;
const POLL_MS = 100;

/** The engine finds the next merge at once when there is one. Chosen by hand. */
const IDLE_POLLS = 10;

/** Keeps the engine from merging large parts behind the back of an embedded command. */
export async function holdMerges(store: Store): Promise<void> {
  for (const table of LARGE_TABLES) await store.command(`SYSTEM STOP MERGES ${table}`);
}

/** Merges where many parts have gathered, and waits for it. Embedded only: a server does it by itself.
 *  @param signal  ends it early; nothing is lost by that */
export async function mergeParts(store: Store, signal?: AbortSignal): Promise<void> {
  if (!store.embedded) return;
  for (const table of LARGE_TABLES) {
    if ((await mostParts(store, table)) <= MANY_PARTS) continue;
    await store.command(`SYSTEM START MERGES ${table}`);
    try {
      await untilMerged(store, table, signal);
    } finally {
      await store.command(`SYSTEM STOP MERGES ${table}`);
    }
  }
}

async function untilMerged(store: Store, table: string, signal?: AbortSignal): Promise<void> {
  const endMs = performance.now() + MAX_MERGE_MS;
  for (let idle = 0; idle < IDLE_POLLS && performance.now() < endMs;) {
    if (signal?.aborted === true) return;
    await sleep(POLL_MS);
    const running = await store.rows(
      'SELECT 1 FROM system.merges WHERE database = currentDatabase() AND table = {table:String} LIMIT 1',
      { table },
    );
    idle = running.length > 0 ? 0 : idle + 1;
    if (idle > 0 && (await mostParts(store, table)) <= FEW_PARTS) return;
  }
}

async function mostParts(store: Store, table: string): Promise<number> {
  const [row] = await store.rows<{ parts: number }>(
    `SELECT toInt64(max(parts)) AS parts
     FROM (
       SELECT count() AS parts FROM system.parts
       WHERE database = currentDatabase() AND table = {table:String} AND active
       GROUP BY partition_id
     )`,
    { table },
  );
  return row?.parts ?? 0;
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
