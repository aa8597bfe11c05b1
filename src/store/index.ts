import { openEmbedded } from './embedded.ts';
import { openServer } from './server.ts';
import type { Store } from './store.ts';

export { EngineError } from './engine-error.ts';
export type { BulkFormat, SqlParameters, Store } from './store.ts';

/** Where the logs lie: a directory for the embedded engine, or the URL of a ClickHouse server. */
export type StorePlace = { readonly data: string } | { readonly clickhouse: string };

/** Opens the store, made where it does not exist yet. Close it when done, also after an error. */
export async function openStore(place: StorePlace): Promise<Store> {
  return 'data' in place ? openEmbedded(place.data) : openServer(place.clickhouse);
}
