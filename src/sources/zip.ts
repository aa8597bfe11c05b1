import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';

/** The archive is damaged or packed in a way that is not read. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

export interface ZipEntry {
  /** path inside the archive: hostile text, never a place to write to */
  readonly name: string;
  /** unpacked bytes, as the archive claims */
  readonly sizeBytes: number;
  /** Unpacks the entry as it is read: however much it claims to be, memory stays flat.
   *  @throws ArchiveError when the content does not match its checksum, is encrypted or packed by a
   *  method other than stored and deflate */
  open(): AsyncIterable<Uint8Array>;
}

const END_SIGNATURE = 0x06054b50;
const END64_SIGNATURE = 0x06064b50;
const END64_LOCATOR_SIGNATURE = 0x07064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const LOCAL_BYTES = 30;
const ENTRY_BYTES = 46;
const MAX_COMMENT_BYTES = 65_535;
const IN_ZIP64 = 0xffffffff;
const ENCRYPTED_FLAG = 1;
const METHODS = { stored: 0, deflate: 8 } as const;

/** Largest list of contents that is read, about two million entries. Chosen by hand. */
const MAX_DIRECTORY_BYTES = 256 * 1024 * 1024;

/** 'PK' and 3,4 = a file, 5,6 = an empty archive. */
export function isZip(head: Uint8Array): boolean {
  const isMark = head[0] === 0x50 && head[1] === 0x4b;
  return isMark && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

/** Files of a zip archive, zip64 too, in the order of its list of contents; folders left out.
 *  PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5. */
export async function* zipEntries(path: string): AsyncGenerator<ZipEntry> {
  const file = await open(path, 'r');
  let directory: Buffer;
  try {
    const { offset, size } = await directoryPlace(file);
    if (size > MAX_DIRECTORY_BYTES) throw new ArchiveError('its list of contents is too large');
    directory = await readAt(file, offset, size);
  } finally {
    await file.close();
  }
  for (let at = 0; at < directory.length;) {
    const isEntry =
      at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === ENTRY_SIGNATURE;
    if (!isEntry) throw new ArchiveError('its list of contents is damaged');
    const end =
      at +
      ENTRY_BYTES +
      directory.readUInt16LE(at + 28) +
      directory.readUInt16LE(at + 30) +
      directory.readUInt16LE(at + 32);
    const entry = entryOf(path, directory.subarray(at, end));
    if (!entry.name.endsWith('/')) yield entry;
    at = end;
  }
}

async function directoryPlace(file: FileHandle): Promise<{ offset: number; size: number }> {
  const { size: fileSize } = await file.stat();
  const tailSize = Math.min(fileSize, END_BYTES + MAX_COMMENT_BYTES);
  const tail = await readAt(file, fileSize - tailSize, tailSize);
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end -= 1;
  if (end < 0) throw new ArchiveError('it ends early: its list of contents is missing');
  const offset = tail.readUInt32LE(end + 16);
  const size = tail.readUInt32LE(end + 12);
  const locator = end - LOCATOR_BYTES;
  const is64 = locator >= 0 && tail.readUInt32LE(locator) === END64_LOCATOR_SIGNATURE;
  if (!is64) return { offset, size };
  const end64 = await readAt(file, Number(tail.readBigUInt64LE(locator + 8)), 56);
  if (end64.readUInt32LE(0) !== END64_SIGNATURE)
    throw new ArchiveError('its zip64 part is damaged');
  return { offset: Number(end64.readBigUInt64LE(48)), size: Number(end64.readBigUInt64LE(40)) };
}

function entryOf(path: string, header: Buffer): ZipEntry {
  const nameEnd = ENTRY_BYTES + header.readUInt16LE(28);
  const extra = header.subarray(nameEnd, nameEnd + header.readUInt16LE(30));
  const sizes = [header.readUInt32LE(24), header.readUInt32LE(20), header.readUInt32LE(42)];
  const [sizeBytes = 0, packedBytes = 0, offset = 0] = withZip64(sizes, extra);
  const packed: PackedEntry = {
    path,
    offset,
    packedBytes,
    method: header.readUInt16LE(10),
    isEncrypted: (header.readUInt16LE(8) & ENCRYPTED_FLAG) !== 0,
    checksum: header.readUInt32LE(16),
  };
  return {
    name: header.toString('utf8', ENTRY_BYTES, nameEnd),
    sizeBytes,
    open: () => unpack(packed),
  };
}

/** Numbers that do not fit their field stand in the zip64 extra field, in the same order. */
function withZip64(numbers: readonly number[], extra: Buffer): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) {
    at += 4 + extra.readUInt16LE(at + 2);
  }
  at += 4;
  return numbers.map((number) => {
    if (number !== IN_ZIP64 || at + 8 > extra.length) return number;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}

interface PackedEntry {
  readonly path: string;
  readonly offset: number;
  readonly packedBytes: number;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly checksum: number;
}

async function* unpack(entry: PackedEntry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted) throw new ArchiveError('it is encrypted');
  if (entry.method !== METHODS.stored && entry.method !== METHODS.deflate) {
    throw new ArchiveError(`it is packed by method ${entry.method}`);
  }
  if (entry.packedBytes === 0) return;
  const start = await dataStart(entry);
  const packed = createReadStream(entry.path, { start, end: start + entry.packedBytes - 1 });
  const unpacked = entry.method === METHODS.stored ? packed : packed.pipe(createInflateRaw());
  packed.once('error', (error) => unpacked.destroy(error));
  let checksum = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } finally {
    packed.destroy();
  }
  if (checksum !== entry.checksum)
    throw new ArchiveError('its content does not match its checksum');
}

/** The local header repeats name and extra field, with lengths of its own. */
async function dataStart(entry: PackedEntry): Promise<number> {
  const file = await open(entry.path, 'r');
  try {
    const header = await readAt(file, entry.offset, LOCAL_BYTES);
    if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new ArchiveError('an entry is damaged');
    return entry.offset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, offset: number, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  const { bytesRead } = await file.read(bytes, 0, size, offset);
  if (bytesRead < size) throw new ArchiveError('it ends early');
  return bytes;
}
