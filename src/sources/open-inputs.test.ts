import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInputs, type Input } from './open-inputs.ts';
import { readAll } from './test-support.ts';

const RECORD = '{"id":"a"}\n';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inputs-'));
  mkdirSync(join(folder, 'logs', 'sub'), { recursive: true });
  writeFileSync(join(folder, 'logs', 'b.json'), RECORD);
  writeFileSync(join(folder, 'logs', 'a.json'), RECORD);
  writeFileSync(join(folder, 'logs', '.hidden'), RECORD);
  writeFileSync(join(folder, 'logs', 'sub', 'c.txt'), RECORD);
  symlinkSync('..', join(folder, 'logs', 'sub', 'round'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

async function inputs(...places: string[]): Promise<Input[]> {
  return collect(openInputs(places));
}

const origins = async (...places: string[]): Promise<string[]> =>
  (await inputs(...places)).map(({ origin }) => origin.slice(folder.length + 1));

/** What is read from a file of the given content. */
async function readFile(
  name: string,
  content: Uint8Array,
): Promise<{ ids: unknown[]; rejects: [reason: string, detail: string][]; inputs: Input[] }> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const found = await inputs(path);
  const all = await Promise.all(found.map(readAll));
  return {
    ids: all.flatMap(({ records }) => records.map(({ value }) => (value as { id: unknown }).id)),
    rejects: all.flatMap((each) =>
      each.rejects.map(({ reason, detail }) => [reason, detail] as [string, string]),
    ),
    inputs: found,
  };
}

describe('finds', () => {
  it('everything in a folder, in the order of names, following no link round', async () => {
    expect(await origins(join(folder, 'logs'))).toEqual([
      'logs/a.json',
      'logs/b.json',
      'logs/sub/c.txt',
    ]);
  });

  it('nothing in the folder that is to be passed over', async () => {
    const found = openInputs([join(folder, 'logs')], { except: join(folder, 'logs', 'sub') });
    expect((await collect(found)).map(({ origin }) => origin)).toEqual([
      join(folder, 'logs', 'a.json'),
      join(folder, 'logs', 'b.json'),
    ]);
  });

  it('what a pattern fits', async () => {
    expect(await origins(join(folder, 'logs', '*.json'))).toEqual(['logs/a.json', 'logs/b.json']);
    expect(await origins(join(folder, '**', '*.txt'))).toEqual(['logs/sub/c.txt']);
  });

  it('a file whose name looks like a pattern', async () => {
    writeFileSync(join(folder, 'odd[1].json'), RECORD);
    expect(await origins(join(folder, 'odd[1].json'))).toEqual(['odd[1].json']);
  });

  it('nothing at a place that does not exist, and says so', async () => {
    await expect(inputs(join(folder, 'nowhere.json'))).rejects.toMatchObject({
      code: 'no-such-file',
    });
    await expect(inputs(join(folder, '*.nothing'))).rejects.toMatchObject({ code: 'no-such-file' });
  });
});

it('reads standard input, packed or not', async () => {
  const packed = gzipSync(RECORD);
  const stdin = ReadableStream.from([packed.subarray(0, 1), packed.subarray(1)]);
  const [input] = await collect(openInputs(['-'], { stdin }));
  expect(input?.origin).toBe('standard input');
  expect(input && (await readAll(input)).records).toHaveLength(1);
});

it('says of a plain file that others may read it, and how large it is', async () => {
  const { inputs: plain } = await readFile('plain', Buffer.from(RECORD));
  expect(plain[0]).toMatchObject({ plainFile: join(folder, 'plain'), sizeBytes: RECORD.length });
  const { inputs: packed } = await readFile('packed', gzipSync(RECORD));
  expect(packed[0]?.plainFile).toBeUndefined();
  const { inputs: wide } = await readFile('wide', Buffer.from(`\uFEFF${RECORD}`, 'utf16le'));
  expect(wide[0]?.plainFile).toBeUndefined();
});

describe('gzip', () => {
  const many = RECORD.repeat(100_000);

  it('is unpacked whatever the name, in several parts and twice over', async () => {
    expect(await readFile('x.json', gzipSync(RECORD))).toMatchObject({ ids: ['a'], rejects: [] });
    const parts = Buffer.concat([gzipSync(RECORD), gzipSync(RECORD)]);
    expect(await readFile('x.gz', parts)).toMatchObject({ ids: ['a', 'a'], rejects: [] });
    expect(await readFile('x.gz', gzipSync(gzipSync(RECORD)))).toMatchObject({ ids: ['a'] });
  });

  it('that is cut off gives what it holds and one reject', async () => {
    const whole = gzipSync(many);
    const { ids, rejects } = await readFile('cut.gz', whole.subarray(0, whole.length >> 1));
    expect(ids.length).toBeGreaterThan(1000);
    expect(rejects.map(([reason]) => reason)).toEqual(['truncated-input']);
  });

  it('that is damaged gives one reject', async () => {
    const bytes = gzipSync(RECORD);
    bytes.fill(0xff, 10, 14);
    const { ids, rejects } = await readFile('bad.gz', bytes);
    expect(ids).toEqual([]);
    expect(rejects.map(([reason]) => reason)).toEqual(['corrupt-input']);
  });
});

describe('zip', () => {
  it('is unpacked file by file, stored, deflated and gzip inside', async () => {
    const archive = zip([
      { name: 'folder/', content: Buffer.alloc(0), method: 0 },
      { name: 'folder/a.json', content: Buffer.from('{"id":1}'), method: 0 },
      { name: 'b.csv', content: Buffer.from('id,x\n2,y\n'), method: 8 },
      { name: 'c.gz', content: gzipSync('{"id":3}'), method: 0 },
      { name: '__MACOSX/._a', content: Buffer.from('{"id":4}'), method: 0 },
    ]);
    const { ids, rejects, inputs: found } = await readFile('x.zip', archive);
    expect([ids, rejects]).toEqual([[1, '2', 3], []]);
    expect(found[0]?.origin).toBe(`${join(folder, 'x.zip')}!folder/a.json`);
  });

  it('in the form for large archives is unpacked too', async () => {
    const archive = zip([{ name: 'a', content: Buffer.from('{"id":1}'), method: 8 }], {
      is64: true,
    });
    expect(await readFile('big.zip', archive)).toMatchObject({ ids: [1], rejects: [] });
  });

  it('with a wrong checksum, a strange method or a password gives rejects', async () => {
    const content = Buffer.from('{"id":1}');
    const [bad, strange, secret] = [{ checksum: 1 }, { method: 99 }, { flags: 1 }];
    const archive = zip(
      [bad, strange, secret].map((how, i) => ({ name: `${i}`, content, method: 0, ...how })),
    );
    expect((await readFile('bad.zip', archive)).rejects).toEqual([
      ['corrupt-input', 'its content does not match its checksum'],
      ['corrupt-input', 'it is packed by method 99'],
      ['corrupt-input', 'it is encrypted'],
    ]);
  });

  it('that is cut off gives one reject', async () => {
    const archive = zip([{ name: 'a', content: Buffer.from(RECORD), method: 8 }]);
    const { rejects } = await readFile('cut.zip', archive.subarray(0, archive.length - 10));
    expect(rejects).toEqual([['corrupt-input', 'it ends early: its list of contents is missing']]);
  });

  it('that is cut off gives one reject, though an archive inside it is whole', async () => {
    const inner = zip([{ name: 'a', content: Buffer.from(RECORD), method: 8 }]);
    const archive = zip([{ name: 'inner.zip', content: inner, method: 0 }]);
    const { ids, rejects } = await readFile('cut2.zip', archive.subarray(0, archive.length - 30));
    expect(ids).toEqual([]);
    expect(rejects).toEqual([['corrupt-input', 'its list of contents is damaged']]);
  });

  it('inside another one is not read, and says so', async () => {
    const inner = zip([{ name: 'a', content: Buffer.from(RECORD), method: 8 }]);
    const archive = zip([{ name: 'inner.zip', content: inner, method: 8 }]);
    const { rejects } = await readFile('nested.zip', archive);
    expect(rejects).toEqual([['shape-not-supported: zip archive inside another input', '']]);
  });
});

interface Entry {
  readonly name: string;
  readonly content: Buffer;
  readonly method: number;
  readonly checksum?: number;
  readonly flags?: number;
}

/** A zip archive after PKWARE APPNOTE 6.3.10. */
function zip(entries: readonly Entry[], { is64 = false } = {}): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const { name, content, method, checksum = crc32(content), flags = 0 } of entries) {
    const packed = method === 8 ? deflateRawSync(content) : content;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    files.push(local, Buffer.from(name), packed);
    const extra = is64 ? extraOf64(content.length, packed.length, offset) : Buffer.alloc(0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(checksum, 16);
    entry.writeUInt32LE(is64 ? 0xffffffff : packed.length, 20);
    entry.writeUInt32LE(is64 ? 0xffffffff : content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(is64 ? 0xffffffff : offset, 42);
    list.push(entry, Buffer.from(name), extra);
    offset += local.length + name.length + packed.length;
  }
  const directory = Buffer.concat(list);
  return Buffer.concat([...files, directory, endOf(offset, directory.length, is64)]);
}

function extraOf64(...numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * numbers.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * numbers.length, 2);
  for (const [i, number] of numbers.entries()) extra.writeBigUInt64LE(BigInt(number), 4 + 8 * i);
  return extra;
}

function endOf(offset: number, size: number, is64: boolean): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(is64 ? 0xffffffff : size, 12);
  end.writeUInt32LE(is64 ? 0xffffffff : offset, 16);
  if (!is64) return end;
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  return Buffer.concat([end64, locator, end]);
}
