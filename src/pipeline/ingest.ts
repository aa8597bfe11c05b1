import { open } from 'node:fs/promises';
import type { IngestOutput } from '../schema/outputs.ts';
import {
  compactText,
  foldCopies,
  isPlainGraphSignIns,
  isRefusal,
  normalise,
  openInputs,
  readRecords,
  rejectText,
  type Input,
  type NormalRecord,
  type Reject,
} from '../sources/index.ts';
import {
  Batch,
  KIND_OF_TABLE,
  stageFolded,
  stageGraphFile,
  stageRecords,
  stageRejects,
  type CopyRow,
  type FoldedRow,
  type LandingKind,
  type LandingRow,
  type Store,
  type TableCounts,
} from '../store/index.ts';
import type { OnProgress } from './progress.ts';

export interface IngestOptions {
  /** what the path '-' stands for */
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly onProgress?: OnProgress;
  /** stops between two chunks; what was published stays, the rest is dropped */
  readonly signal?: AbortSignal;
}

/** Handed to the engine at once: enough to keep it busy, little enough to hold in memory. */
const CHUNK_RECORDS = 10_000;
const CHUNK_CHARACTERS = 32 * 1024 * 1024;

/** Published at once. A larger batch costs less a record; what an interruption takes is done again. */
const BATCH_RECORDS = 250_000;

/** A file below this loads faster together with others than by itself. */
const MIN_DIRECT_BYTES = 4 * 1024 * 1024;
const SAMPLE_BYTES = 256 * 1024;

/** Reads logs from files, folders, patterns, archives or standard input into the store.
 *  What cannot be read is kept in `rejects`; a record that is there already changes nothing. */
export async function ingest(
  store: Store,
  paths: readonly string[],
  options: IngestOptions = {},
): Promise<IngestOutput> {
  const startedMs = performance.now();
  const loader = await Loader.start(store, options);
  for await (const input of openInputs(paths, options)) {
    options.signal?.throwIfAborted();
    const direct = await loader.loadDirectly(input);
    if (!direct) await loader.load(input);
  }
  const totals = await loader.finish();
  return { ...totals, seconds: (performance.now() - startedMs) / 1000 };
}

class Loader {
  readonly #store: Store;
  readonly #options: IngestOptions;
  #batch: Batch;
  #staged = 0;
  #chunk: Record<LandingKind, LandingRow[]> = { sign_ins: [], audit: [] };
  #chunkCharacters = 0;
  #position = 0;
  #rejected = 0;
  #recordsDone = 0;
  readonly #byTable = new Map<string, TableCounts>();

  private constructor(store: Store, options: IngestOptions, batch: Batch) {
    this.#store = store;
    this.#options = options;
    this.#batch = batch;
  }

  static async start(store: Store, options: IngestOptions): Promise<Loader> {
    return new Loader(store, options, await Batch.begin(store));
  }

  /** Lets the engine parse a plain file of Graph sign-ins itself.
   *  @returns false when the file is not one, or any of its lines needs the careful way */
  async loadDirectly(input: Input): Promise<boolean> {
    if (!(await isDirect(this.#store, input))) return false;
    await this.#publish();
    this.#report(input, 0);
    const file = input.plainFile ?? '';
    const records = await stageGraphFile(this.#store, this.#batch, file, input.origin);
    if (records === null) return false;
    this.#staged += records;
    this.#recordsDone += records;
    await this.#publish();
    this.#report(input, input.sizeBytes ?? 0);
    return true;
  }

  async load(input: Input): Promise<void> {
    let characters = 0;
    for await (const { records, rejects } of readRecords(input)) {
      this.#options.signal?.throwIfAborted();
      const unread: Reject[] = [...rejects];
      for (const { text, value, position } of records) {
        characters += text.length;
        const record = normalise(value);
        if (isRefusal(record)) {
          unread.push({
            ...record,
            origin: input.origin,
            position,
            text: rejectText(Buffer.from(text)),
          });
        } else {
          await this.#take(record, text, input.origin);
        }
      }
      await stageRejects(this.#store, unread);
      this.#rejected += unread.length;
      this.#recordsDone += records.length + rejects.length;
      this.#report(input, characters);
    }
  }

  async finish(): Promise<Omit<IngestOutput, 'seconds'>> {
    await this.#publish();
    const total = { inserted: 0, updated: 0, duplicates: 0 };
    for (const counts of this.#byTable.values()) add(total, counts);
    return {
      read: total.inserted + total.updated + total.duplicates + this.#rejected,
      ...total,
      rejected: this.#rejected,
      byTable: Object.fromEntries([...this.#byTable].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    };
  }

  async #take(record: NormalRecord, text: string, origin: string): Promise<void> {
    const compact = compactText(text);
    this.#chunk[landingOf(record)].push({
      fields: record.landing,
      kind: kindOf(record),
      id: record.id,
      table: record.table,
      recordTime: record.recordTime ?? '',
      origin,
      position: this.#position++,
      raw: text,
      compact: compact === text ? '' : compact,
    });
    this.#chunkCharacters += text.length;
    const waiting = this.#chunk.sign_ins.length + this.#chunk.audit.length;
    if (waiting < CHUNK_RECORDS && this.#chunkCharacters < CHUNK_CHARACTERS) return;
    await this.#stageChunk();
    if (this.#staged >= BATCH_RECORDS) await this.#publish();
  }

  async #stageChunk(): Promise<void> {
    for (const kind of ['sign_ins', 'audit'] as const) {
      const rows = this.#chunk[kind];
      if (rows.length === 0) continue;
      await stageRecords(this.#store, this.#batch, kind, rows);
      this.#staged += rows.length;
    }
    this.#chunk = { sign_ins: [], audit: [] };
    this.#chunkCharacters = 0;
  }

  /** Makes everything staged visible, and opens the next batch. */
  async #publish(): Promise<void> {
    await this.#stageChunk();
    const counts = await this.#batch.settle();
    await foldRepeats(this.#store, this.#batch);
    await this.#batch.publish();
    for (const [table, added] of counts) {
      const sum = this.#byTable.get(table) ?? { inserted: 0, updated: 0, duplicates: 0 };
      this.#byTable.set(table, add(sum, added));
    }
    this.#batch = await Batch.begin(this.#store);
    this.#staged = 0;
    this.#position = 0;
  }

  #report(input: Input, bytesDone: number): void {
    this.#options.onProgress?.({
      stage: `Reading ${input.origin} (${this.#recordsDone} records so far)`,
      done: bytesDone,
      total: input.sizeBytes ?? null,
      unit: 'bytes',
    });
  }
}

/** Makes the rows of repeated ids from all their distinct copies, stored and new. */
async function foldRepeats(store: Store, batch: Batch): Promise<void> {
  let copies: CopyRow[] = [];
  let folded: Record<LandingKind, FoldedRow[]> = { sign_ins: [], audit: [] };
  const stage = async () => {
    for (const kind of ['sign_ins', 'audit'] as const) {
      if (folded[kind].length > 0) await stageFolded(store, batch, kind, folded[kind]);
    }
    folded = { sign_ins: [], audit: [] };
  };
  const foldOne = () => {
    const record = foldedRecord(copies);
    if (record !== null) {
      folded[landingOf(record)].push({ fields: record.landing, kind: kindOf(record) });
    }
    copies = [];
  };
  for await (const block of batch.copiesToFold()) {
    for (const copy of block) {
      if (copies[0] !== undefined && copies[0][0] !== copy[0]) foldOne();
      copies.push(copy);
    }
    if (folded.sign_ins.length + folded.audit.length >= CHUNK_RECORDS) await stage();
  }
  if (copies.length > 0) foldOne();
  await stage();
}

/** One record out of the copies of an id. Copies rarely disagree about the table: then it is that of
 *  the copy written last, ties by content, whatever the order they came in. */
function foldedRecord(rows: readonly CopyRow[]): NormalRecord | null {
  const copies = rows.flatMap(([, , contentHash, , arrival, raw]) => {
    const record = normalise(JSON.parse(raw));
    return isRefusal(record) ? [] : [{ ...record, contentHash, arrival }];
  });
  const byTime = copies.toSorted((a, b) =>
    `${a.recordTime ?? ''} ${a.contentHash}` < `${b.recordTime ?? ''} ${b.contentHash}` ? -1 : 1,
  );
  const last = byTime.at(-1);
  return last === undefined ? null : { ...last, landing: foldCopies(copies) };
}

async function isDirect(store: Store, input: Input): Promise<boolean> {
  if (!store.embedded || input.plainFile === undefined) return false;
  if ((input.sizeBytes ?? 0) < MIN_DIRECT_BYTES) return false;
  const handle = await open(input.plainFile);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return isPlainGraphSignIns(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

function landingOf({ table }: NormalRecord): LandingKind {
  return table === 'AuditLogs' ? 'audit' : 'sign_ins';
}

function kindOf({ table }: NormalRecord): string {
  return table === 'AuditLogs' ? '' : KIND_OF_TABLE[table];
}

function add(sum: TableCounts, counts: TableCounts): TableCounts {
  sum.inserted += counts.inserted;
  sum.updated += counts.updated;
  sum.duplicates += counts.duplicates;
  return sum;
}
