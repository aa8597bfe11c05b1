import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { isPlainGraphSignIns, type Input } from '../sources/index.ts';
import {
  Batch,
  stageGraphCopies,
  stageGraphFields,
  type Store,
  type TableCounts,
} from '../store/index.ts';
import { foldRepeats } from './fold-repeats.ts';

/** A file below this loads faster together with others than by itself. Chosen by hand. */
const MIN_BYTES = 4 * 1024 * 1024;

/** A larger file is loaded in slices of about so many records: the ids of a batch are held in memory.
 *  Chosen by hand. */
const MAX_RECORDS = 1_000_000;
const MAX_SLICE_BYTES = 2 * 1024 * 1024 * 1024;

const SAMPLE_BYTES = 256 * 1024;
const COPY_BYTES = 1024 * 1024;

/** What was loaded up to where, or what the readers must read. */
export type LoadStep =
  | { readonly byTable: ReadonlyMap<string, TableCounts>; readonly bytes: number }
  | { readonly rest: Input };

/** Lets the engine load a file of plain Graph sign-ins by itself, where it is one. Ends with the step
 *  `rest` when something is left that it does not understand.
 *  @param quiet  resolves when nobody else is loading */
export async function* loadGraphFile(
  store: Store,
  input: Input,
  quiet: () => Promise<void>,
): AsyncGenerator<LoadStep> {
  const { plainFile } = input;
  const slices = store.embedded && plainFile !== undefined ? await slicesOf(plainFile) : [];
  if (plainFile === undefined || slices.length === 0) {
    yield { rest: input };
    return;
  }
  await quiet();
  for (const { from, to } of slices) {
    const byTable = await loadSlice(store, { path: plainFile, from, to }, input.origin);
    if (byTable === null) {
      yield { rest: from === 0 ? input : fromOn(input, plainFile, from) };
      return;
    }
    yield { byTable, bytes: to };
  }
}

interface Slice {
  readonly path: string;
  readonly from: number;
  /** just after its last line */
  readonly to: number;
}

/** @returns counts by table; null = nothing was loaded, some line needs the readers */
async function loadSlice(
  store: Store,
  slice: Slice,
  origin: string,
): Promise<ReadonlyMap<string, TableCounts> | null> {
  const batch = await Batch.begin(store);
  const isWholeFile = slice.from === 0 && slice.to === (await stat(slice.path)).size;
  const file = isWholeFile ? slice.path : await copyOf(store, slice);
  try {
    const byTable = await stage(store, batch, file, origin);
    if (byTable === null) await batch.clear();
    else await batch.publish();
    return byTable;
  } finally {
    if (!isWholeFile) await rm(file, { force: true });
  }
}

async function stage(
  store: Store,
  batch: Batch,
  path: string,
  origin: string,
): Promise<ReadonlyMap<string, TableCounts> | null> {
  const file = { path, compression: 'none' } as const;
  if (!(await stageGraphCopies(store, batch, file, origin))) return null;
  const { byTable, once, toFold } = await batch.settle();
  if (once > 0 && !(await stageGraphFields(store, batch, file))) return null;
  if (toFold > 0 && !(await foldRepeats(store, batch))) return null;
  return byTable;
}

/** The engine reads whole files only. */
async function copyOf(store: Store, { path, from, to }: Slice): Promise<string> {
  const copy = store.scratchFile('slice') ?? '';
  await pipeline(
    createReadStream(path, { start: from, end: to - 1, highWaterMark: COPY_BYTES }),
    createWriteStream(copy, { mode: 0o600 }),
  );
  return copy;
}

/** Where to cut a file of plain sign-ins; none when it is not one. */
async function slicesOf(path: string): Promise<{ from: number; to: number }[]> {
  // the engine takes these characters for a pattern
  if (/[*?{}[\]]/.test(path)) return [];
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    if (size < MIN_BYTES) return [];
    const sample = await bytesAt(handle, 0, SAMPLE_BYTES);
    if (!isPlainGraphSignIns(sample)) return [];
    const lineBytes = sample.length / sample.toString('latin1').split('\n').length;
    const wanted = Math.min(MAX_RECORDS * lineBytes, MAX_SLICE_BYTES);
    if (size <= wanted * 1.5) return [{ from: 0, to: size }];
    return await cutAtLines(handle, size, wanted);
  } finally {
    await handle.close();
  }
}

async function cutAtLines(handle: FileHandle, size: number, wanted: number) {
  const slices: { from: number; to: number }[] = [];
  for (let from = 0; from < size;) {
    const to = await nextLine(handle, from + wanted, size);
    slices.push({ from, to });
    from = to;
  }
  return slices;
}

/** Offset of the first line that begins at `offset` or after it. */
async function nextLine(handle: FileHandle, offset: number, size: number): Promise<number> {
  for (let at = Math.floor(offset); at < size; at += SAMPLE_BYTES) {
    const newline = (await bytesAt(handle, at, SAMPLE_BYTES)).indexOf('\n');
    if (newline !== -1) return at + newline + 1;
  }
  return size;
}

async function bytesAt(handle: FileHandle, at: number, size: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, at);
  return buffer.subarray(0, bytesRead);
}

function fromOn(input: Input, path: string, start: number): Input {
  return { ...input, open: () => createReadStream(path, { start, highWaterMark: COPY_BYTES }) };
}
