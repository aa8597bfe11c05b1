import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { plainGraphSignIns, toUtf8, type Input } from '../sources/index.ts';
import {
  Batch,
  stageGraphCopies,
  stageGraphFields,
  type Store,
  type TableCounts,
  watchReading,
} from '../store/index.ts';
import { foldRepeats } from './fold-repeats.ts';
import { LineSlices } from './line-slices.ts';

/** Less loads faster together with others than by itself. Chosen by hand. */
const MIN_BYTES = 4 * 1024 * 1024;

/** A larger file is loaded in slices: the ids of a batch are held in memory. Chosen by hand. */
const MAX_RECORDS = 1_000_000;
const MAX_BYTES = 3 * 1024 * 1024 * 1024;

/** A slice lies on the disk a second time while it is loaded, and the next one beside it. */
const SLICE_RECORDS = 500_000;
const SLICE_BYTES = 768 * 1024 * 1024;

const SAMPLE_BYTES = 256 * 1024;

/** What was loaded, or what the readers must read. */
export type LoadStep =
  | {
      readonly byTable: ReadonlyMap<string, TableCounts>;
      /** unpacked bytes that were loaded so far */
      readonly bytes: number;
    }
  | { readonly rest: Input };

type Counts = ReadonlyMap<string, TableCounts>;

/** Part of the time that reading the records takes; the rest is for their fields. Measured, about. */
const COPIES_SHARE = 0.4;

/** Lets the engine load an input of plain Graph sign-ins by itself, where it is one: a file as it lies
 *  there, all else in slices. Ends with the step `rest` when something is left for the readers.
 *  @param quiet    resolves when nobody else is loading
 *  @param onBytes  told how many (unpacked) are done while a step goes on */
export async function* loadGraphSignIns(
  store: Store,
  input: Input,
  quiet: () => Promise<void>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<LoadStep> {
  if (store.scratchFile('') === null) {
    yield { rest: input };
    return;
  }
  const { plainFile: path, origin } = input;
  const looks = path === undefined ? 'in slices' : await lookAt(path);
  if (looks === 'not plain') yield { rest: input };
  else if (looks === 'in slices') yield* loadSlices(store, input, quiet, onBytes);
  else {
    await quiet();
    const bytes = input.sizeBytes ?? 0;
    const byTable = await load(store, { path: path ?? '', bytes, origin, ...looks }, onBytes);
    yield byTable === null ? { rest: input } : { byTable, bytes };
  }
}

/** How a file is best loaded: as a whole, when the names of its unknown members are told. */
async function lookAt(
  path: string,
): Promise<'not plain' | 'in slices' | Pick<PlainFile, 'unknown'>> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    if (size < MIN_BYTES) return 'not plain';
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    const sample = buffer.subarray(0, bytesRead);
    const plain = plainGraphSignIns(sample);
    if (plain === null) return 'not plain';
    // the engine takes these characters for a pattern
    if (/[*?{}[\]]/.test(path)) return 'in slices';
    const isSmall = size <= MAX_BYTES && size / lineBytes(sample) <= MAX_RECORDS;
    return isSmall ? plain : 'in slices';
  } finally {
    await handle.close();
  }
}

/** Writes the next slice while the engine loads the one before. */
async function* loadSlices(
  store: Store,
  input: Input,
  quiet: () => Promise<void>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<LoadStep> {
  const lines = new LineSlices(toUtf8(input.open()));
  const head = await lines.peek(MIN_BYTES);
  const sample = head.subarray(0, SAMPLE_BYTES);
  const plain = plainGraphSignIns(sample);
  if (head.length < MIN_BYTES || plain === null) {
    yield { rest: { ...input, open: () => lines.rest() } };
    return;
  }
  await quiet();
  const sliceBytes = Math.min(SLICE_BYTES, SLICE_RECORDS * lineBytes(sample));
  const files = [store.scratchFile('slice-a') ?? '', store.scratchFile('slice-b') ?? ''];
  let bytes = await lines.write(files[0] ?? '', sliceBytes);
  try {
    for (let done = 0; bytes > 0;) {
      const [file = '', next = ''] = files;
      const before = done;
      const [byTable, nextBytes] = await both(
        load(store, { path: file, bytes, origin: input.origin, ...plain }, (own) =>
          onBytes(before + own),
        ),
        lines.write(next, sliceBytes),
      );
      if (byTable === null) {
        yield { rest: { ...input, open: () => restOf([file, next], lines) } };
        return;
      }
      done += bytes;
      yield { byTable, bytes: done };
      bytes = nextBytes;
      files.reverse();
    }
    yield { rest: { ...input, open: () => lines.rest() } };
  } finally {
    for (const file of files) await rm(file, { force: true });
  }
}

/** Both results; when one fails, not before the other has ended. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

async function* restOf(files: readonly string[], lines: LineSlices): AsyncGenerator<Uint8Array> {
  for (const file of files) yield* createReadStream(file) as AsyncIterable<Uint8Array>;
  yield* lines.rest();
}

function lineBytes(sample: Buffer): number {
  return sample.length / sample.toString('latin1').split('\n').length;
}

interface PlainFile {
  readonly path: string;
  readonly bytes: number;
  /** where its records come from */
  readonly origin: string;
  /** members that are no field */
  readonly unknown: readonly string[];
}

/** Loads and publishes a file. @returns counts by table; null = nothing was loaded, some line needs the
 *  readers */
async function load(
  store: Store,
  file: PlainFile,
  onBytes: (bytes: number) => void,
): Promise<Counts | null> {
  const batch = await Batch.begin(store);
  const byTable = await stage(store, batch, file, onBytes);
  if (byTable === null) await batch.clear();
  else await batch.publish();
  return byTable;
}

async function stage(
  store: Store,
  batch: Batch,
  { path, bytes, origin, unknown }: PlainFile,
  onBytes: (bytes: number) => void,
): Promise<Counts | null> {
  const watched = (staging: Promise<boolean>, from: number, share: number) =>
    watchReading(store, staging, (read) => onBytes(bytes * from + Math.min(bytes, read) * share));
  const copies = stageGraphCopies(store, batch, path, origin);
  if (!(await watched(copies, 0, COPIES_SHARE))) return null;
  const { byTable, once, toFold } = await batch.settle();
  if (once > 0) {
    const fields = stageGraphFields(store, batch, path, unknown);
    if (!(await watched(fields, COPIES_SHARE, 1 - COPIES_SHARE))) return null;
  }
  if (toFold > 0 && !(await foldRepeats(store, batch))) return null;
  return byTable;
}
