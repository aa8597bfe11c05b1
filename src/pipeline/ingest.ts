import type { IngestOutput } from '../schema/outputs.ts';
import {
  isRefusal,
  normalise,
  openInputs,
  plainLine,
  plainSignIn,
  readRecords,
  rejectText,
  tenantOf,
  type Input,
  type Refusal,
} from '../sources/index.ts';
import {
  LARGE_TABLES,
  mergeParts,
  withLease,
  type Lease,
  type Store,
  type TableCounts,
} from '../store/index.ts';
import { begun } from './begun-ahead.ts';
import { loadGraphSignIns } from './load-graph-sign-ins.ts';
import { GatheredBatch, type ReadRecord } from './gathered-batch.ts';
import { asStage, type OnProgress } from './progress.ts';

export interface IngestOptions {
  /** what the path '-' stands for */
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly onProgress?: OnProgress;
  /** records that name another tenant are rejected; not given = every tenant's are taken */
  readonly tenantId?: string;
  /** stops between two steps; what was published stays, the rest is dropped */
  readonly signal?: AbortSignal;
}

/** Reads logs from files, folders, patterns, archives or standard input into the store.
 *  What cannot be read is kept in `rejects`; a record that is there already changes nothing.
 *  @throws OddsockError 'store-busy' while another process loads into the same store */
export async function ingest(
  store: Store,
  paths: readonly string[],
  options: IngestOptions = {},
): Promise<IngestOutput> {
  return withLease(store, 'ingest', (lease) =>
    asStage('Reading', 'bytes', options.onProgress, () => load(store, paths, options, lease)),
  );
}

async function load(
  store: Store,
  paths: readonly string[],
  options: IngestOptions,
  lease: Lease,
): Promise<IngestOutput> {
  const startedMs = performance.now();
  const loader = new Loader(store, options, lease);
  try {
    const except = store.embedded ? { except: store.location } : {};
    for await (const input of openInputs(paths, { ...options, ...except })) {
      options.signal?.throwIfAborted();
      await loader.load(input);
    }
    const totals = await loader.finish();
    const { signal, onProgress } = options;
    const onMerged = (parts: number) =>
      onProgress?.({ stage: 'Merging', done: parts, total: null, unit: 'parts' });
    await mergeParts(store, LARGE_TABLES, { onMerged, ...(signal && { signal }) });
    return { ...totals, seconds: (performance.now() - startedMs) / 1000 };
  } finally {
    await loader.release();
  }
}

class Loader {
  readonly #store: Store;
  readonly #options: IngestOptions;
  readonly #lease: Lease;
  #batches = 0;
  #gathered: GatheredBatch;
  /** the batch before, while it is being loaded */
  #loading: Promise<void> = Promise.resolve();
  #rejected = 0;
  readonly #byTable = new Map<string, TableCounts>();

  constructor(store: Store, options: IngestOptions, lease: Lease) {
    this.#store = store;
    this.#options = options;
    this.#lease = lease;
    this.#gathered = this.#nextBatch();
  }

  async load(input: Input): Promise<void> {
    this.#report(input, 0);
    const onBytes = (bytes: number) => this.#report(input, bytes);
    const steps = loadGraphSignIns(this.#store, input, () => this.#quiet(), onBytes);
    for await (const step of steps) {
      this.#options.signal?.throwIfAborted();
      if ('forReaders' in step) {
        await this.#loadByReaders(step.forReaders, step.before);
      } else {
        this.#count(step.byTable);
        this.#report(input, step.bytes);
      }
    }
    if (input.plainFile !== undefined) this.#report(input, input.sizeBytes ?? 0);
  }

  async finish(): Promise<Omit<IngestOutput, 'seconds'>> {
    await this.#publish();
    await this.#loading;
    const total = { inserted: 0, updated: 0, duplicates: 0 };
    for (const counts of this.#byTable.values()) add(total, counts);
    return {
      read: total.inserted + total.updated + total.duplicates + this.#rejected,
      ...total,
      rejected: this.#rejected,
      byTable: Object.fromEntries([...this.#byTable].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    };
  }

  /** Lets go of the store; a batch that is being loaded is loaded first. */
  async release(): Promise<void> {
    await this.#loading.catch(() => undefined);
    await this.#gathered.release();
  }

  /** @param bytesBefore  of the same input, which are done */
  async #loadByReaders(input: Input, bytesBefore: number): Promise<void> {
    let characters = 0;
    for await (const { records, rejects } of readRecords(input)) {
      this.#options.signal?.throwIfAborted();
      for (const reject of rejects) this.#gathered.reject(reject);
      for (const { text, value, position } of records) {
        characters += text.length;
        const record = this.#understood(value);
        if (isRefusal(record)) {
          const { origin } = input;
          this.#gathered.reject({
            ...record,
            origin,
            position,
            text: rejectText(Buffer.from(text)),
          });
        } else {
          this.#gathered.take({ text, origin: input.origin, record });
        }
      }
      await this.#gathered.relieve();
      if (this.#gathered.isFull) await this.#publish();
      this.#report(input, bytesBefore + characters);
    }
  }

  #understood(value: unknown): ReadRecord['record'] | Refusal {
    const plain = plainSignIn(value);
    const line = plain === null ? null : plainLine(value);
    if (plain !== null && line !== null) return { ...plain, line };
    const record = normalise(value);
    const { tenantId } = this.#options;
    if (tenantId === undefined || isRefusal(record)) return record;
    const tenant = tenantOf(record.landing);
    return tenant === null || tenant === tenantId.toLowerCase()
      ? record
      : { reason: 'other-tenant', detail: tenant };
  }

  /** Hands the gathered batch on to be loaded, once the one before is. */
  async #publish(): Promise<void> {
    if (this.#gathered.isEmpty) return;
    await this.#loading;
    const batch = this.#gathered;
    this.#gathered = this.#nextBatch();
    this.#loading = begun(this.#loadGathered(batch));
  }

  async #loadGathered(batch: GatheredBatch): Promise<void> {
    try {
      this.#count(await batch.load(this.#lease));
      this.#rejected += batch.rejected;
    } finally {
      await batch.release();
    }
  }

  /** Resolves when no batch is gathered or being loaded. */
  async #quiet(): Promise<void> {
    await this.#publish();
    await this.#loading;
  }

  #nextBatch(): GatheredBatch {
    return new GatheredBatch(this.#store, this.#batches++ % 2 === 0 ? 'even' : 'odd');
  }

  #count(byTable: ReadonlyMap<string, TableCounts>): void {
    for (const [table, added] of byTable) {
      const sum = this.#byTable.get(table) ?? { inserted: 0, updated: 0, duplicates: 0 };
      this.#byTable.set(table, add(sum, added));
    }
  }

  #report(input: Input, bytesDone: number): void {
    this.#options.onProgress?.({
      stage: 'Reading',
      file: input.origin,
      done: bytesDone,
      // of what is packed only the packed size is known
      total: input.plainFile === undefined ? null : (input.sizeBytes ?? null),
      unit: 'bytes',
    });
  }
}

function add(sum: TableCounts, counts: TableCounts): TableCounts {
  sum.inserted += counts.inserted;
  sum.updated += counts.updated;
  sum.duplicates += counts.duplicates;
  return sum;
}
