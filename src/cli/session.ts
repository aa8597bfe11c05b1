import { setTimeout as sleep } from 'node:timers/promises';
import type { OnProgress } from '../pipeline/progress.ts';
import type { Config } from '../schema/config.ts';
import { openStore, type Store, type StorePlace } from '../store/index.ts';
import { callOf, type GlobalWords } from './invocation.ts';
import type { Output } from './output.ts';
import type { Progress, Screen } from './terminal/index.ts';

export interface SessionOptions {
  readonly config: Config;
  readonly place: StorePlace;
  /** was the place named with --data or --clickhouse, or is it the default? */
  readonly placeIsDefault: boolean;
  /** the options that the next command needs, too */
  readonly globals: GlobalWords;
  readonly json: boolean;
  readonly output: Output;
  readonly screen: Screen;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** epoch ms: what "7d ago" counts from */
  readonly nowMs: () => number;
}

/** How long a stopped run may take to come to a sound end before the process ends without it. Every
 *  acknowledged insert survives that too. */
const GRACE_MS = 5000;

/** What a command works with. */
export interface Session extends SessionOptions {
  /** the line that runs another command on the same store, for people to copy */
  readonly call: (...words: readonly string[]) => string;
  /** reports progress on stderr */
  readonly onProgress: OnProgress;
  /** Opens the store for as long as `work` runs, and closes it whatever happens. */
  readonly withStore: <T>(work: (store: Store) => Promise<T>, place?: StorePlace) => Promise<T>;
}

/** Given to every command: opens the session with the global options as they were parsed. */
export type OpenSession = () => Promise<Session>;

export function createSession(options: SessionOptions): Session {
  const { place, globals, progress, signal } = options;
  return {
    ...options,
    call: (...words) => callOf(words, globals),
    onProgress: (report) => (report === null ? progress.end() : progress.report(report)),
    async withStore(work, other = place) {
      signal.throwIfAborted();
      const store = await openStore(other);
      // Stopped while it was being opened: nothing must begin.
      const working = signal.aborted ? Promise.reject(signal.reason) : work(store);
      try {
        return await orStopped(working, signal);
      } finally {
        progress.end();
        // An engine that is still busy cannot be closed; the process ends without it.
        if (!signal.aborted || (await endsSoon(working))) await store.close();
      }
    },
  };
}

/** The result of `work`; once stopped, gives `work` time to notice, then throws the reason. */
async function orStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopping = Promise.withResolvers<void>();
  const onAbort = () => stopping.resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const first = await Promise.race([work.then((value) => ({ value })), stopping.promise]);
    if (first !== undefined) return first.value;
    await endsSoon(work);
    throw signal.reason;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Waits for work that was told to stop. @returns false when it has not ended in time */
async function endsSoon(work: Promise<unknown>): Promise<boolean> {
  const ended = Promise.allSettled([work]).then(() => true);
  return Promise.race([ended, sleep(GRACE_MS, false, { ref: false })]);
}
