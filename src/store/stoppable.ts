import { setTimeout as sleep } from 'node:timers/promises';

/** A query with its data written in (a watch list) is longer than the engine's usual 256 KiB. */
export const MAX_STATEMENT_BYTES = 64 * 2 ** 20;

/** How often the engine is told to stop: a query that is not yet known to it cannot be found. */
const INSIST_MS = 100;

let asked = 0;

/** A comment that no other statement begins with, by which a running query is found. */
export function askMark(): string {
  asked++;
  return `/* oddsock ask ${process.pid}.${asked} */ `;
}

/** The result of a running query. When `signal` aborts, `stop` is called until the query has ended:
 *  giving up on the promise alone would leave the engine busy. */
export async function stoppable<Result>(
  running: Promise<Result>,
  signal: AbortSignal | undefined,
  stop: () => Promise<void>,
): Promise<Result> {
  if (signal === undefined) return running;
  const ended = new AbortController();
  const insist = async () => {
    while (!ended.signal.aborted) {
      await stop();
      await sleep(INSIST_MS);
    }
  };
  const cannotStop = Promise.withResolvers<never>();
  const insisted = Promise.withResolvers<void>();
  const onAbort = () => void insist().then(insisted.resolve, cannotStop.reject);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([running, cannotStop.promise]);
  } finally {
    ended.abort();
    signal.removeEventListener('abort', onAbort);
    // The connection that told the engine must be done before it may be closed.
    if (signal.aborted) await Promise.race([insisted.promise, cannotStop.promise.catch(() => {})]);
  }
}
