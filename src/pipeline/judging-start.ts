import type { Store } from '../store/index.ts';

/** Made with the tables of verdicts. */
export const JUDGING_START =
  'CREATE TABLE IF NOT EXISTS judging_start (FromMs Int64) ENGINE = MergeTree ORDER BY FromMs';

/** Where judging begins in a store. Whoever judges from a moment on (`detect --since`) before anything else
 *  says that what is older is history: it teaches, but is not judged, or the next plain `detect` would walk
 *  through years of it day by day. Nothing is forgotten: what is older stays pending, and is judged
 *  once an earlier moment is named.
 *  @param sinceMs  as asked for; not given = all that is pending, so judging begins with the oldest
 *  @returns epoch ms; 0 = there is no history */
export async function judgingStart(store: Store, sinceMs: number | undefined): Promise<number> {
  const known = await knownStart(store);
  const startMs = Math.min(known ?? Infinity, sinceMs ?? (known === null ? 0 : Infinity));
  if (startMs !== known) await store.command(`INSERT INTO judging_start VALUES (${startMs})`);
  return startMs;
}

/** Sign-ins that are history: loaded, older than where judging begins, and never judged. */
export async function unjudgedHistory(
  store: Store,
): Promise<{ readonly signIns: number; readonly oldestMs: number; readonly startMs: number }> {
  const startMs = (await knownStart(store)) ?? 0;
  const [row] = await store.rows<{ signIns: number; oldestMs: number }>(
    `SELECT toInt64(count()) AS signIns, toInt64(min(TimeMs)) AS oldestMs
     FROM pending WHERE TimeMs < {startMs:Int64} AND RowVersion > 0`,
    { startMs },
  );
  return { signIns: 0, oldestMs: 0, ...row, startMs };
}

async function knownStart(store: Store): Promise<number | null> {
  const [row] = await store.rows<{ startMs: number }>(
    'SELECT min(FromMs) AS startMs FROM judging_start HAVING count() > 0',
  );
  return row?.startMs ?? null;
}
