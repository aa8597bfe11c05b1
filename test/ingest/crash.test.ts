import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestOutput, type IngestOutput } from '../../src/schema/outputs.ts';
import { openStore } from '../../src/store/index.ts';

/** Starting the process and opening the store; a kill before that proves little. */
const START_MS = 400;
const LAUNCHER = path.join(import.meta.dirname, '../../bin/oddsock.js');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'oddsock-crash-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('killed ten times while loading 500,000 records, the next run loads each of them once', async () => {
  const file = path.join(folder, 'graph.ndjson');
  await writeFile(file, lines(500_000, graphSignIn));
  const { clean, killedStore } = await loadAndKill(file, 10);
  expect(clean).toMatchObject({ read: 500_000, inserted: 500_000 });
  await expectSameContent(killedStore, file);
}, 600_000);

test('killed while loading records that come twice, the next run folds each of them once', async () => {
  const file = path.join(folder, 'log-analytics.ndjson');
  await writeFile(file, lines(20_000, logAnalyticsRow));
  const { clean, killedStore } = await loadAndKill(file, 3);
  expect(clean).toMatchObject({ inserted: 18_000, updated: 2000, duplicates: 0 });
  await expectSameContent(killedStore, file);
}, 600_000);

/** Loads the file into a store of its own, and into another one where the command is killed again and
 *  again before it is let run to its end. */
async function loadAndKill(file: string, kills: number) {
  const startMs = performance.now();
  const clean = await ingest(storeOf(file, 'clean'), file);
  const durationMs = performance.now() - startMs;
  const killedStore = storeOf(file, 'killed');
  const random = lcg(20_261_124);
  for (let kill = 0; kill < kills; kill++) {
    await killedIngest(killedStore, file, START_MS + random() * (durationMs - START_MS));
  }
  const last = await ingest(killedStore, file);
  expect(last.read).toBe(clean.read);
  return { clean, killedStore };
}

async function expectSameContent(killedStore: string, file: string): Promise<void> {
  expect(await contentOf(killedStore)).toEqual(await contentOf(storeOf(file, 'clean')));
}

function storeOf(file: string, name: string): string {
  return path.join(folder, `${path.basename(file)}-${name}`);
}

async function ingest(data: string, file: string): Promise<IngestOutput> {
  const { child, ended } = start(data, file);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  expect(await ended).toBe(0);
  return ingestOutput.parse(JSON.parse(out));
}

/** Kills (-9) the command after a while, unless it was done before. */
async function killedIngest(data: string, file: string, afterMs: number): Promise<void> {
  const { child, ended } = start(data, file);
  await Promise.race([ended, sleep(afterMs)]);
  child.kill('SIGKILL');
  await ended;
}

function start(data: string, file: string) {
  const args = [LAUNCHER, '--data', data, '--json', '--quiet', 'ingest', file];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, ended };
}

/** What a store holds, but for load times and batch numbers: the sorted ids, and of every table its
 *  amount of rows and a hash of what is in them. */
async function contentOf(data: string): Promise<Record<string, unknown>> {
  const contents = {
    sign_ins: '* EXCEPT (RowVersion, LoadedAt)',
    copies: 'Id, ContentHash, TableName, RecordTime, Origin, Position, Raw',
    pending: 'EntityId, TimeMs, Id',
    touched_days: 'Day',
  };
  const store = await openStore({ data });
  try {
    const content: Record<string, unknown> = { ids: await hashOfIds(store) };
    for (const [table, columns] of Object.entries(contents)) {
      // A sum, since equal rows would cancel out in an exclusive or.
      content[table] = await store.rows(`
        SELECT count() AS rows, toString(sum(sipHash64(toString(tuple(*))))) AS contents
        FROM (SELECT ${columns} FROM ${table})`);
    }
    return content;
  } finally {
    await store.close();
  }
}

async function hashOfIds(store: Awaited<ReturnType<typeof openStore>>): Promise<string> {
  const hash = createHash('sha256');
  for await (const rows of store.stream<[string]>('SELECT Id FROM sign_ins ORDER BY Id')) {
    for (const [id] of rows) hash.update(`${id}\n`);
  }
  return hash.digest('hex');
}

function* lines(count: number, record: (n: number) => object): Generator<string> {
  for (let from = 0; from < count; from += 10_000) {
    const numbers = Array.from({ length: Math.min(10_000, count - from) }, (_, i) => from + i);
    yield numbers.map((n) => `${JSON.stringify(record(n))}\n`).join('');
  }
}

/** Little of each record, so that most of the time goes into what a kill can hurt. */
function graphSignIn(n: number): object {
  return {
    id: guid(n),
    createdDateTime: timeOf(n),
    userPrincipalName: `user${n % 5000}@example.com`,
    ipAddress: `198.51.${n % 256}.${(n >> 8) % 256}`,
    isInteractive: true,
    status: { errorCode: n % 50 === 0 ? 50126 : 0 },
  };
}

/** Every tenth row is a later copy of an earlier sign-in, with a risk that was not known then. */
function logAnalyticsRow(n: number): object {
  const isLater = n % 10 === 9;
  const signIn = isLater ? n - 5 : n;
  return {
    TimeGenerated: timeOf(n),
    CreatedDateTime: timeOf(signIn),
    Type: 'SigninLogs',
    Id: guid(signIn),
    UserPrincipalName: `user${signIn % 500}@example.com`,
    AppDisplayName: 'Office 365',
    ResultType: '0',
    RiskState: isLater ? 'atRisk' : 'none',
    AuthenticationRequirement: isLater ? '' : 'singleFactorAuthentication',
    LocationDetails: { city: 'Oslo', countryOrRegion: 'NO' },
  };
}

function timeOf(n: number): string {
  return new Date(Date.UTC(2026, 0, 1) + n * 11_000).toISOString();
}

function guid(n: number): string {
  return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** The linear congruential generator of Numerical Recipes: the same moments on every run. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
