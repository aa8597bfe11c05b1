import type { Store } from '../store/index.ts';
import { createVerdictTables } from './verdict-tables.ts';

/** How far a store has come: what to do next follows from it. */
export interface StoreStage {
  readonly hasSignIns: boolean;
  /** sign-ins that the next "detect" judges; what is older than where judging began only teaches */
  readonly unjudged: number;
}

/** What an error says to whoever asks an empty store. */
export const LOAD_LOGS = 'Load logs with "oddsock ingest PATH".';

export async function storeStage(store: Store): Promise<StoreStage> {
  await createVerdictTables(store);
  const [row] = await store.rows<{ unjudged: number }>(
    `SELECT toInt64(count()) AS unjudged
     FROM pending WHERE RowVersion > 0 AND TimeMs >= (SELECT min(FromMs) FROM judging_start)`,
  );
  return { hasSignIns: await hasSignIns(store), unjudged: row?.unjudged ?? 0 };
}

export async function hasSignIns(store: Store): Promise<boolean> {
  return (await store.rows('SELECT 1 FROM sign_ins LIMIT 1')).length > 0;
}
