import { createReadStream } from 'node:fs';
import { glob, open, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { OddsockError } from '../schema/error.ts';
import { encodingOf } from './text-encoding.ts';
import { isZip, zipEntries } from './zip.ts';

/** One stream of text to read records from: a file, a file in an archive, standard input. */
export interface Input {
  /** where it is from, as users know it: path, 'archive.zip!path inside', 'standard input' */
  readonly origin: string;
  /** its content, unpacked; may be called again, but for standard input */
  open(): AsyncIterable<Uint8Array>;
  /** path of a file that is neither packed nor UTF-16: something else may read it too */
  readonly plainFile?: string;
  /** bytes on the disk, packed ones if it is packed */
  readonly sizeBytes?: number;
}

export interface OpenInputsOptions {
  /** what the path '-' stands for */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** a folder that is passed over wherever it is met: our own store may lie among the logs */
  readonly except?: string;
}

/** Read at a time. Chosen by hand: larger does not read faster. */
const CHUNK_BYTES = 256 * 1024;

/** Finds what there is to read at the given places: files, folders with everything below them,
 *  patterns such as `logs/*.gz`, '-'. Packed files are told by their content, not by their name.
 *  Folders are read in the order of names; what begins with a dot is passed over there.
 *  @throws OddsockError where a place does not exist, cannot be read, or a pattern fits nothing */
export async function* openInputs(
  places: readonly string[],
  options: OpenInputsOptions = {},
): AsyncGenerator<Input> {
  const { stdin, except } = options;
  const passedOver = new Set(except === undefined ? [] : [await realpath(except)]);
  for (const place of places) {
    if (place === '-') yield standardInput(stdin);
    else for await (const path of filesAt(place, passedOver)) yield* inputsOf(path);
  }
}

async function* filesAt(place: string, passedOver: ReadonlySet<string>): AsyncGenerator<string> {
  const kind = await kindOf(place);
  if (kind === 'file') yield place;
  else if (kind === 'folder') yield* filesBelow(place, passedOver);
  else yield* filesLike(place, passedOver);
}

async function* filesLike(
  pattern: string,
  passedOver: ReadonlySet<string>,
): AsyncGenerator<string> {
  const found: string[] = [];
  if (/[*?[{]/.test(pattern)) for await (const path of glob(pattern)) found.push(path);
  if (found.length === 0) {
    throw new OddsockError('no-such-file', `There is nothing at "${pattern}".`, {
      hint: 'Name a file, a folder, a pattern in quotes, or - for standard input.',
    });
  }
  for (const path of found.toSorted()) {
    const kind = await kindOf(path);
    if (kind === 'file') yield path;
    else if (kind === 'folder') yield* filesBelow(path, passedOver);
  }
}

/** @param passedOver  real paths, those of the folders above among them: links may lead back */
async function* filesBelow(
  folder: string,
  passedOver: ReadonlySet<string>,
): AsyncGenerator<string> {
  const real = await realpath(folder);
  if (passedOver.has(real)) return;
  const names = await readdir(folder).catch((cause: unknown) => cannotRead(folder, cause));
  for (const name of names.toSorted()) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    const kind = await kindOf(path);
    if (kind === 'file') yield path;
    else if (kind === 'folder') yield* filesBelow(path, new Set([...passedOver, real]));
  }
}

/** Pipes and devices count as files: `<(zcat …)` is read as it comes. */
async function kindOf(path: string): Promise<'file' | 'folder' | 'missing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    return cannotRead(path, error);
  }
}

async function* inputsOf(path: string): AsyncGenerator<Input> {
  const { isFile, size, head } = await firstBytes(path);
  const read = (): AsyncIterable<Uint8Array> =>
    createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!isFile) yield { origin: path, open: () => unpacked(read()) };
  else if (isZip(head)) yield* zipInputs(path);
  else if (isGzip(head)) yield { origin: path, sizeBytes: size, open: () => unpacked(read()) };
  else if (encodingOf(head) !== 'utf-8') yield { origin: path, sizeBytes: size, open: read };
  else yield { origin: path, plainFile: path, sizeBytes: size, open: read };
}

async function* zipInputs(path: string): AsyncGenerator<Input> {
  try {
    for await (const entry of zipEntries(path)) {
      const name = entry.name.split('/').at(-1) ?? '';
      if (name.startsWith('.') || entry.name.startsWith('__MACOSX/')) continue;
      yield {
        origin: `${path}!${entry.name}`,
        sizeBytes: entry.sizeBytes,
        open: () => unpacked(entry.open()),
      };
    }
  } catch (error) {
    // a damaged archive is an input that cannot be read, not the end of the run
    yield { origin: path, open: () => failing(error) };
  }
}

function standardInput(stdin: AsyncIterable<Uint8Array> | undefined): Input {
  if (stdin === undefined) {
    throw new OddsockError('no-standard-input', 'There is no standard input to read from.');
  }
  return { origin: 'standard input', open: () => unpacked(stdin) };
}

/** Unpacks gzip, also gzip in gzip or in a zip archive, told by the first bytes. */
async function* unpacked(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = input[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  while (head.length < 2) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  const whole = (async function* () {
    if (head.length > 0) yield head;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
      yield next.value;
    }
  })();
  if (isGzip(head)) yield* unpacked(gunzip(whole));
  else yield* whole;
}

async function* gunzip(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { Readable } = await import('node:stream');
  const packed = Readable.from(input, { objectMode: false });
  const stream = packed.pipe(createGunzip({ chunkSize: CHUNK_BYTES / 4 }));
  packed.once('error', (error) => stream.destroy(error));
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } finally {
    packed.destroy();
  }
}

async function firstBytes(
  path: string,
): Promise<{ isFile: boolean; size: number; head: Uint8Array }> {
  try {
    const about = await stat(path);
    if (!about.isFile()) return { isFile: false, size: 0, head: new Uint8Array() };
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return { isFile: true, size: about.size, head: buffer.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return cannotRead(path, error);
  }
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

// oxlint-disable-next-line require-yield -- an input that fails when it is opened
async function* failing(error: unknown): AsyncGenerator<Uint8Array> {
  throw error;
}

function cannotRead(path: string, cause: unknown): never {
  const because = cause instanceof Error ? cause.message.split(',')[0] : String(cause);
  throw new OddsockError('cannot-read', `"${path}" cannot be read: ${because}.`, { cause });
}
