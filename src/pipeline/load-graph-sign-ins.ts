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

/** A file that is not taken as a whole is tried in so many slices. Chosen by hand. */
const SLICES_OF_FILE = 8;

/** After so many slices in a row that need the readers all others go to them as well. */
const MOST_REFUSED = 3;

const SAMPLE_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

/** What was loaded, or what the readers must read before the next step. */
export type LoadStep =
  | {
      readonly byTable: ReadonlyMap<string, TableCounts>;
      /** unpacked bytes that were done so far */
      readonly bytes: number;
    }
  | {
      readonly forReaders: Input;
      /** unpacked bytes that were done before */
      readonly before: number;
    };

type Counts = ReadonlyMap<string, TableCounts>;

/** Part of the time that reading the records takes; the rest is for their fields. Measured, about. */
const COPIES_SHARE = 0.4;

/** Lets the engine load an input of plain Graph sign-ins by itself, where it is one: a file as it lies
 *  there, all else in slices. A slice in which any line is not plain is for the readers.
 *  @param quiet    resolves when nobody else is loading
 *  @param onBytes  told how many (unpacked) are done while a step goes on */
export async function* loadGraphSignIns(
  store: Store,
  input: Input,
  quiet: () => Promise<void>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<LoadStep> {
  if (store.scratchFile('') === null) {
    yield { forReaders: input, before: 0 };
    return;
  }
  const { plainFile: path, origin } = input;
  const looks = path === undefined ? 'in slices' : await lookAt(path);
  if (looks === 'not plain') yield { forReaders: input, before: 0 };
  else if (looks === 'in slices') yield* loadSlices(store, input, SLICE_BYTES, quiet, onBytes);
  else {
    await quiet();
    const bytes = input.sizeBytes ?? 0;
    const byTable = await load(store, { path: path ?? '', bytes, origin, ...looks }, onBytes);
    if (byTable !== null) yield { byTable, bytes };
    else yield* loadSlices(store, input, bytes / SLICES_OF_FILE, quiet, onBytes);
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

/** Writes the next slice while the engine loads the one before. The more slices it does not take, the
 *  smaller they become: then fewer records share the slice of a line that is not plain. */
async function* loadSlices(
  store: Store,
  input: Input,
  mostBytes: number,
  quiet: () => Promise<void>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<LoadStep> {
  const lines = new LineSlices(toUtf8(input.open()));
  const head = await lines.peek(MIN_BYTES);
  const sample = head.subarray(0, SAMPLE_BYTES);
  const plain = plainGraphSignIns(sample);
  if (head.length < MIN_BYTES || plain === null) {
    yield { forReaders: { ...input, open: () => lines.rest() }, before: 0 };
    return;
  }
  await quiet();
  const sliceBytes = Math.max(MIN_BYTES, Math.min(mostBytes, SLICE_RECORDS * lineBytes(sample)));
  const files = [store.scratchFile('slice-a') ?? '', store.scratchFile('slice-b') ?? ''];
  let bytes = await lines.write(files[0] ?? '', sliceBytes);
  let done = 0;
  let refused = 0;
  try {
    while (bytes > 0) {
      const [file = '', next = ''] = files;
      const before = done;
      const [byTable, nextBytes] = await both(
        load(store, { path: file, bytes, origin: input.origin, ...plain }, (own) =>
          onBytes(before + own),
        ),
        lines.write(next, Math.max(MIN_BYTES, sliceBytes / 4 ** refused)),
      );
      if (byTable !== null) {
        refused = 0;
        yield { byTable, bytes: before + bytes };
      } else if (++refused > MOST_REFUSED || !(await hasPlainEnds(file))) {
        yield { forReaders: { ...input, open: () => restOf([file, next], lines) }, before };
        return;
      } else {
        yield { forReaders: { ...input, open: () => createReadStream(file) }, before };
        await quiet();
      }
      done += bytes;
      bytes = nextBytes;
      files.reverse();
    }
    yield { forReaders: { ...input, open: () => lines.rest() }, before: done };
  } finally {
    for (const file of files) await rm(file, { force: true });
  }
}

/** Whether the first and the last line of a slice are plain records: then nothing in it goes on after it,
 *  and the readers see at once what it is. */
async function hasPlainEnds(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const read = async (from: number): Promise<Buffer> => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE_BYTES), 0, null, from);
      return buffer.subarray(0, bytesRead);
    };
    const head = await read(0);
    const tail = await read(Math.max(0, size - SAMPLE_BYTES));
    const first = head.subarray(0, head.indexOf(NEWLINE) + 1);
    const last = tail.subarray(tail.subarray(0, -1).lastIndexOf(NEWLINE) + 1);
    return plainGraphSignIns(first) !== null && plainGraphSignIns(last) !== null;
  } finally {
    await handle.close();
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
