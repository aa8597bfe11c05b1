import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from './store.ts';

/** Asking costs some 20 ms beside a busy engine. */
const EVERY_MS = 400;

/** Waits for a statement that stages rows, and tells now and then how many bytes it has read so far. */
export async function watchReading<T>(
  store: Store,
  staging: Promise<T>,
  onBytes: (bytes: number) => void,
): Promise<T> {
  const stop = new AbortController();
  const watching = watch(store, onBytes, stop.signal);
  try {
    return await staging;
  } finally {
    stop.abort();
    await watching;
  }
}

async function watch(
  store: Store,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (;;) {
      await sleep(EVERY_MS, undefined, { signal });
      // On a connection of its own: the store's is busy with what is watched.
      const rows = store.stream<readonly [bytes: number]>(
        `SELECT toInt64(sum(read_bytes)) FROM system.processes WHERE startsWith(query, 'INSERT INTO stage_')`,
      );
      for await (const [row] of rows) if (row !== undefined && row[0] > 0) onBytes(row[0]);
    }
  } catch {
    // Stopped; or the engine does not tell, and the work goes on without being watched.
  }
}
