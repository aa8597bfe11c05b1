import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { huntSettings } from '../schema/hunt-settings.ts';
import { openStore, type Store } from '../store/index.ts';
import { delimitedRows } from './delimited-text.ts';
import { hunt } from './hunt.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-outside-'));
const allowed = path.join(directory, 'allowed');
let store: Store;

beforeAll(async () => {
  mkdirSync(allowed);
  writeFileSync(
    path.join(allowed, 'networks.csv'),
    'Network,Score,Seen\r\n"a,""b""",7,2026-01-01\r\nc,,\r\n',
  );
  writeFileSync(
    path.join(allowed, 'records.json'),
    '{"a":"x","d":{"k":[1]}}\n{"d":null,"a":"y"}\n',
  );
  writeFileSync(path.join(allowed, 'packed.csv.gz'), gzipSync('x,1\n'));
  writeFileSync(path.join(directory, 'secret.csv'), 'secret\n');
  symlinkSync(path.join(directory, 'secret.csv'), path.join(allowed, 'link.csv'));
  store = await openStore({ data: path.join(directory, 'data') });
});

afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

async function ask(query: string, settings: object = {}) {
  const { rows } = await hunt(store, query, { nowMs: 0, settings: huntSettings.parse(settings) });
  return rows;
}

const folders = { externalData: { folders: [allowed] } };

describe('externaldata', () => {
  test('reads files below allowed folders, each cell as its column says', async () => {
    const file = path.join(allowed, 'networks.csv');
    const query = `externaldata (Network: string, Score: long, Seen: datetime) ["${file}"] with (format = "csv", ignoreFirstRecord = true)`;
    expect(await ask(query, folders)).toEqual([
      ['a,"b"', 7, '2026-01-01T00:00:00.0000000Z'],
      ['c', null, null],
    ]);
    expect(await ask(`${query} | where Score == 7 | count`, folders)).toEqual([[1]]);
  });

  test('reads JSON by name, and packed files', async () => {
    const json = path.join(allowed, 'records.json');
    expect(await ask(`externaldata (a: string, d: dynamic) ["${json}"]`, folders)).toEqual([
      ['x', { k: [1] }],
      ['y', null],
    ]);
    const packed = path.join(allowed, 'packed.csv.gz');
    expect(await ask(`externaldata (a: string, b: int) ["${packed}"]`, folders)).toEqual([
      ['x', 1],
    ]);
  });

  test.each([
    ['nothing is allowed', 'secret.csv', {}],
    ['outside of what is allowed', 'secret.csv', folders],
    ['up and out', 'allowed/../secret.csv', folders],
    ['through a link that leads out', 'allowed/link.csv', folders],
  ])('refuses %s', async (_, file, settings) => {
    const named = `${directory}/${file}`;
    for (const uri of [named, `file://${named}`]) {
      await expect(ask(`externaldata (a: string) ["${uri}"]`, settings)).rejects.toThrow(
        /^1:1: externaldata may not read/,
      );
    }
  });

  test('fetches from allowed hosts only, and follows no redirect to another', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: 'http://127.0.0.2:9/x' });
      response.end('a\nb\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const query = `externaldata (a: string) ["http://${host}/list.txt"]`;
    await expect(ask(query)).rejects.toThrow('not in hunt.externalData.hosts');
    // Named without a scheme, a host is trusted over TLS only.
    await expect(ask(query, { externalData: { hosts: [host] } })).rejects.toThrow('not in');
    const settings = { externalData: { hosts: [`http://${host}`] } };
    expect(await ask(query, settings)).toEqual([['a'], ['b']]);
    await expect(ask(`externaldata (a: string) ["http://${host}/away"]`, settings)).rejects.toThrow(
      '127.0.0.2:9',
    );
  });
});

describe('_GetWatchlist', () => {
  test('reads name.csv of the configured folder, with a search key', async () => {
    const query = `_GetWatchlist("networks") | project SearchKey, Score = tolong(Score)`;
    expect(await ask(query, { watchlists: allowed })).toEqual([
      ['a,"b"', 7],
      ['c', null],
    ]);
  });

  test('refuses a list that is not there, where it is named', async () => {
    await expect(ask(`print 1 | join (_GetWatchlist("x")) on $left.a == $right.b`)).rejects.toThrow(
      /^1:17: There is no watch list x/,
    );
  });
});

test('cells in quotes may hold anything', () => {
  expect(delimitedRows('\uFEFFa,"b ""c""\r\nd",\r\n\r\n,x\n"open', ',')).toEqual([
    ['a', 'b "c"\r\nd', ''],
    ['', 'x'],
    ['open'],
  ]);
});
