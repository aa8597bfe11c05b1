import { readBlocks, type Store } from '../store/index.ts';

/** What the packed column of some entities' rows of just this training holds, by id. Of rows of the same training the
 *  newest counts: chosen here, because FINAL costs as much as the reading where each entity lies by
 *  itself. */
export async function readPacked<Unpacked>(
  store: Store,
  table: 'baselines' | 'models',
  entities: readonly string[],
  asOfMs: number,
  unpack: (packed: Uint8Array) => Unpacked,
): Promise<Map<string, Unpacked>> {
  const blocks = await readBlocks(
    store,
    `SELECT EntityId, Packed, toUnixTimestamp64Milli(TrainedAt) AS TrainedMs
     FROM ${table}
     WHERE AsOfMs = {asOfMs:Int64} AND EntityId IN {entities:Array(String)}
       AND (EntityId = '' OR (EntityId >= {first:String} AND EntityId <= {last:String}))`,
    { entities, asOfMs, ...rangeOf(entities) },
  );
  const packed = new Map<string, Uint8Array>();
  const newestMs = new Map<string, number>();
  for (const block of blocks) {
    const ids = block.texts('EntityId');
    const bytes = block.texts('Packed');
    for (const [row, trainedMs] of block.numbers('TrainedMs').entries()) {
      const id = ids.at(row);
      if (trainedMs < (newestMs.get(id) ?? 0)) continue;
      newestMs.set(id, trainedMs);
      packed.set(id, bytes.bytesAt(row));
    }
  }
  return new Map(Array.from(packed, ([id, column]) => [id, unpack(column)]));
}

/** A set alone is compared with every mark of the index; within a range, only with those in there. */
function rangeOf(entities: readonly string[]): { readonly first: string; readonly last: string } {
  let [first, last] = ['', ''];
  for (const id of entities) {
    if (id === '') continue;
    if (first === '' || isBefore(id, first)) first = id;
    if (isBefore(last, id)) last = id;
  }
  return { first, last };
}

/** As the engine orders texts: by their bytes. */
function isBefore(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}
