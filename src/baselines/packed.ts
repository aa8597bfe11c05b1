import { readBlocks, type Store } from '../store/index.ts';

/** The packed column of some entities' rows of just this training, by id. Of rows of the same training the
 *  newest counts: chosen here, because FINAL costs as much as the reading where each entity lies by
 *  itself. */
export async function readPacked(
  store: Store,
  table: 'baselines' | 'models',
  entities: readonly string[],
  asOfMs: number,
): Promise<Map<string, Uint8Array>> {
  const blocks = await readBlocks(
    store,
    `SELECT EntityId, Packed, toUnixTimestamp64Milli(TrainedAt) AS TrainedMs
     FROM ${table} WHERE EntityId IN {entities:Array(String)} AND AsOfMs = {asOfMs:Int64}`,
    { entities, asOfMs },
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
  return packed;
}
