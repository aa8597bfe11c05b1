import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openInputs } from '../sources/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { ingest } from './ingest.ts';
import { loadGraphSignIns } from './load-graph-sign-ins.ts';

/** Together some 13 MB: several slices of the least size. */
const RECORDS = 4500;
const PADDING = 'x'.repeat(2800);

let folder: string;
let stores = 0;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'oddsock-slices-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function inEmptyStore<Result>(use: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore({ data: path.join(folder, `store-${stores++}`) });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

const line = (index: number, more: object = {}): string =>
  JSON.stringify({
    id: `s${index}`,
    createdDateTime: '2026-03-13T19:15:41Z',
    userPrincipalName: `user${index % 50}@example.org`,
    ipAddress: '203.0.113.7',
    isInteractive: true,
    userAgent: PADDING,
    ...more,
  });

/** A file of plain sign-ins but for some lines. */
function fileOf(name: string, others: Readonly<Record<number, string>>): string {
  const file = path.join(folder, name);
  const lines = Array.from({ length: RECORDS }, (_, index) => others[index] ?? line(index));
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const atOnce = () => Promise.resolve();

/** Who loads a file, step by step. */
function stepsOf(file: string): Promise<readonly ('engine' | 'readers')[]> {
  return inEmptyStore(async (store) => {
    const steps: ('engine' | 'readers')[] = [];
    for await (const input of openInputs([file])) {
      for await (const step of loadGraphSignIns(store, input, atOnce, () => undefined)) {
        if (!('forReaders' in step)) steps.push('engine');
        else if ((await text(step.forReaders.open())) !== '') steps.push('readers');
      }
    }
    return steps;
  });
}

function storedOf(file: string): Promise<unknown> {
  return inEmptyStore(async (store) => {
    const { seconds: _, ...counts } = await ingest(store, [file]);
    const [stored] = await store.rows(
      `SELECT toInt64(count()) AS rows, toString(groupBitXor(sipHash64(Id, UserPrincipalName, UserAgent))) AS content
       FROM sign_ins`,
    );
    return { counts, stored };
  });
}

describe('a file of plain sign-ins', () => {
  test('is taken by the engine but for the slices in which a line is not plain', async () => {
    const odd = line(2250).replace('"isInteractive":true', '"isInteractive":"True"');
    const steps = await stepsOf(fileOf('odd.ndjson', { 2250: odd }));
    expect(steps.filter((step) => step === 'readers')).toHaveLength(1);
    expect(steps.filter((step) => step === 'engine').length).toBeGreaterThanOrEqual(2);
  });

  test('whose slices end inside of a record is for the readers from there on', async () => {
    const pretty = JSON.stringify(JSON.parse(line(0)) as object, null, 1);
    const others = Object.fromEntries(
      Array.from({ length: RECORDS - 1000 }, (_, index) => [
        index + 1000,
        pretty.replace('"s0"', `"s${index + 1000}"`),
      ]),
    );
    const file = fileOf('pretty.ndjson', others);
    expect(await stepsOf(file)).toEqual(['readers']);
    expect(await storedOf(file)).toMatchObject({ counts: { inserted: RECORDS, rejected: 0 } });
  });

  test('is stored the same, whoever reads it', async () => {
    const others = {
      1000: line(1000).replaceAll('":', '": '),
      3000: '{"id":"s3000"',
      4499: line(4499, { status: "{'errorCode': 0}" }),
    };
    const mixed = await storedOf(fileOf('mixed.ndjson', others));
    // A first line that is not plain makes the whole file the readers'.
    const read = await storedOf(
      fileOf('read.ndjson', { ...others, 0: line(0).replace(':', ' : ') }),
    );
    expect(mixed).toEqual(read);
    expect(mixed).toMatchObject({ counts: { read: RECORDS, inserted: RECORDS - 1, rejected: 1 } });
  });
});
