import { recover } from './batch.ts';
import { createTables } from './tables.ts';
import { openEmbedded } from './embedded.ts';
import type { Store } from './store.ts';

export { Batch, recover, type CopyRow, type Settled, type TableCounts } from './batch.ts';
export { compactRows } from './compact-rows.ts';
export { holdDirectory } from './directory-lock.ts';
export { stageGraphCopies, stageGraphFields } from './direct-load.ts';
export { EngineError } from './engine-error.ts';
export { ensureSchema, storedColumns } from './ensure-schema.ts';
export {
  COPIES_FORM,
  copyLine,
  fieldsForm,
  fieldsLine,
  REJECTS_FORM,
  rejectLine,
  stageCopies,
  stageFields,
  stageRejects,
  type LandingFields,
  type LandingKind,
  type RejectedRecord,
  type StagedCopy,
} from './landing.ts';
export { heldMerges, mergeParts } from './housekeeping.ts';
export { withLease, type Lease } from './lease.ts';
export { kqlTables } from './kql-tables.ts';
export { KIND_OF_TABLE, TABLE_OF_KIND } from './microsoft-views.ts';
export { blocksOf, readBlocks, type Block, type Lists } from './native-blocks.ts';
export {
  nativeBlock,
  NumberColumn,
  TextColumn,
  WordColumn,
  type NativeColumn,
} from './native-rows.ts';
export { NumberList, RowBinaryReader, TextList } from './row-binary.ts';
export { RowText } from './row-text.ts';
export type { BulkFormat, Payload, PayloadForm, SqlParameters, Store } from './store.ts';
export { LARGE_TABLES } from './tables.ts';
export type { Numbers, Texts } from './texts.ts';
export { watchReading } from './watch-reading.ts';

/** Where the logs lie: a directory for the embedded engine, or the URL of a ClickHouse server. */
export type StorePlace = { readonly data: string } | { readonly clickhouse: string };

/** Opens the store, made where it does not exist yet. Close it when done, also after an error. */
export async function openStore(place: StorePlace): Promise<Store> {
  const store = await ('data' in place ? openEmbedded(place.data) : openRemote(place.clickhouse));
  try {
    await createTables(store);
    if (store.embedded) await recover(store);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Its client is loaded only by who asks for a server. */
async function openRemote(url: string): Promise<Store> {
  const { openServer } = await import('./server.ts');
  return openServer(url);
}
