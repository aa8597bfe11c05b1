import { existsSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  errorOutput,
  ingestOutput,
  rejectRow,
  showOutput,
  statusOutput,
} from '../../src/schema/outputs.ts';
import { finished, OBEYED, oddsock, startOddsock, temporaryDirectory } from './oddsock.ts';

const HOSTILE = 'Eve \u001b[2J\u001b]0;owned\u0007 \u009b31m \u202Egpj.exe\r\n<b>';

function signIn(id: string, more: object = {}): string {
  return JSON.stringify({
    id,
    createdDateTime: '2026-01-01T08:00:00Z',
    userId: '9b8c0c5e-5d29-4b8e-8f0a-0c6d8a1f2e01',
    userPrincipalName: 'ada@example.org',
    userDisplayName: 'Ada',
    appDisplayName: 'Teams',
    status: { errorCode: 0 },
    ...more,
  });
}

/** A Log Analytics row of a sign-in in a tenant. */
function tenantRow(tenant: string): string {
  return JSON.stringify({
    Id: `in ${tenant}`,
    TimeGenerated: '2026-01-01T08:00:00Z',
    Type: 'SigninLogs',
    AADTenantId: tenant,
    AppId: 'x',
    UserPrincipalName: 'ada@example.org',
  });
}

/** A data directory and a file with the given lines in it. */
function prepared(...lines: readonly string[]) {
  const directory = temporaryDirectory();
  const file = path.join(directory, 'logs.ndjson');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return { data: path.join(directory, 'data'), file };
}

/** Until the process has its store open, however busy the machine is. */
async function untilOpen(data: string): Promise<void> {
  while (!existsSync(path.join(data, 'oddsock.pid'))) await sleep(50);
  await sleep(500);
}

async function rowsOf(data: string): Promise<number> {
  const { stdout } = await oddsock(['status', '--json', '--data', data]);
  return statusOutput.parse(JSON.parse(stdout)).tables.reduce((sum, { rows }) => sum + rows, 0);
}

test('reads a file; read again it changes nothing', async () => {
  const { data, file } = prepared(signIn('a'), signIn('b'), '{"no":"sign-in"}');
  const first = await oddsock(['ingest', file, '--json', '--data', data]);
  expect(first.code).toBe(0);
  expect(ingestOutput.parse(JSON.parse(first.stdout))).toMatchObject({
    read: 3,
    inserted: 2,
    updated: 0,
    duplicates: 0,
    rejected: 1,
    byTable: { SigninLogs: { inserted: 2, updated: 0, duplicates: 0 } },
  });
  const second = await oddsock(['ingest', file, '--json', '--data', data]);
  expect(JSON.parse(second.stdout)).toMatchObject({ inserted: 0, duplicates: 2, rejected: 1 });
  expect(await rowsOf(data)).toBe(2);
});

test('reads standard input, and no byte of it lands anywhere else', async () => {
  const { data } = prepared();
  const input = ['a', 'b', 'c'].map((id) => `${signIn(id)}\n`).join('');
  const { code, stdout } = await oddsock(['ingest', '-', '--json', '--data', data], { input });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ read: 3, inserted: 3, rejected: 0 });
  expect(await rowsOf(data)).toBe(3);
});

test('what waits on standard input is left alone when nobody asked for it', async () => {
  const { data, file } = prepared(signIn('a'));
  const input = `${signIn('b')}\n`.repeat(100);
  const { code, stdout } = await oddsock(['ingest', file, '--json', '--data', data], { input });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ read: 1, inserted: 1, rejected: 0 });
  expect(await rowsOf(data)).toBe(1);
});

test('under --json stdout is one JSON object; progress goes to stderr, not with --quiet', async () => {
  const { data, file } = prepared(signIn('a'));
  const loud = await oddsock(['--json', 'ingest', file, '--data', data]);
  expect(loud.stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(loud.stderr).toContain('Reading ');
  const quiet = await oddsock(['--json', '--quiet', 'ingest', file, '--data', data]);
  expect(quiet.stderr).toBe('');
});

test('with tenant.id in the configuration a record of another tenant is rejected', async () => {
  const { data, file } = prepared(tenantRow('T-ONE'), tenantRow('t-two'), signIn('c'));
  const config = path.join(path.dirname(file), 'oddsock.yaml');
  writeFileSync(config, 'tenant:\n  id: t-one\n');
  const { stdout } = await oddsock(['ingest', file, '--json', '--data', data, '--config', config]);
  expect(JSON.parse(stdout)).toMatchObject({ read: 3, inserted: 2, rejected: 1 });
  const rejects = await oddsock(['rejects', '--json', '--data', data]);
  expect(JSON.parse(rejects.stdout)).toMatchObject({ reason: 'other-tenant', detail: 't-two' });
});

test('several tenants in one store are told of, by ingest and by status', async () => {
  const { data, file } = prepared(tenantRow('T-One'), tenantRow('t-two'), tenantRow('t-one'));
  const { stdout, stderr } = await oddsock(['ingest', file, '--json', '--data', data]);
  expect(ingestOutput.parse(JSON.parse(stdout)).rejected).toBe(0);
  expect(stderr).toContain(
    'Records of 2 tenants lie in this store: t-one (2 records), t-two (1 record)',
  );
  const status = await oddsock(['status', '--json', '--data', data]);
  expect(statusOutput.parse(JSON.parse(status.stdout)).tenants).toEqual([
    { id: 't-one', records: 2 },
    { id: 't-two', records: 1 },
  ]);
  const shown = await oddsock(['status', '--data', data]);
  expect(shown.stdout).toContain('Several tenants');
});

test('what cannot be read is kept with its reason; the rest is loaded', async () => {
  const { data, file } = prepared(signIn('a'), '{"id":"b', signIn('c'));
  const folder = path.dirname(file);
  const put = (name: string, content: string | Uint8Array): void =>
    writeFileSync(path.join(folder, name), content);
  put('cut.gz', gzipSync(`${signIn('d')}\n${signIn('e')}\n`).subarray(0, -4));
  put('damaged.zip', 'PK\u0003\u0004 and no more');
  put('deep.json', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
  put('empty', '');
  put('latin1.json', Buffer.from(signIn('Zoë'), 'latin1'));
  put('picture', Buffer.from('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR', 'latin1'));
  put('utf16.json', Buffer.from(`\uFEFF${signIn('f')}`, 'utf16le'));
  const { code, stdout } = await oddsock(['ingest', folder, '--json', '--data', data]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ inserted: 5, rejected: 6 });
  const rejects = await oddsock(['rejects', '--json', '--data', data]);
  const reasons = rejects.stdout
    .trimEnd()
    .split('\n')
    .map((line) => rejectRow.parse(JSON.parse(line)))
    .map(({ origin, reason }) => `${path.relative(folder, origin)}: ${reason}`);
  expect(reasons.toSorted()).toEqual([
    'cut.gz: truncated-input',
    'damaged.zip: corrupt-input',
    'deep.json: too-deep',
    'latin1.json: not-utf8',
    'logs.ndjson: bad-json',
    'picture: not-text',
  ]);
});

test('where there is nothing to read it says so', async () => {
  const { data } = prepared();
  const empty = temporaryDirectory();
  writeFileSync(path.join(empty, 'nothing.json'), '');
  const { code, stderr } = await oddsock(['ingest', empty, '--data', data]);
  expect(code).toBe(0);
  expect(stderr).toContain('No record was found: there is no file, or only empty ones.');
});

test('a path that is not there is an error that names it', async () => {
  const { data } = prepared();
  const { code, stdout } = await oddsock(['ingest', 'nowhere', '--json', '--data', data]);
  expect(code).toBe(1);
  expect(errorOutput.parse(JSON.parse(stdout)).error.message).toContain('nowhere');
});

test('hostile text is shown, never obeyed, in whatever a command prints', async () => {
  const hostile = { userDisplayName: HOSTILE, appDisplayName: HOSTILE, userPrincipalName: HOSTILE };
  const { data, file } = prepared(signIn('evil', hostile), `not a record ${HOSTILE}`);
  const commands = [['ingest', file], ['show', 'evil'], ['activity'], ['rejects'], ['status']];
  for (const command of commands) {
    const { code, stdout, stderr } = await oddsock([...command, '--data', data]);
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(OBEYED);
  }
  const shown = await oddsock(['show', 'evil', '--json', '--data', data]);
  expect(shown.stdout).not.toMatch(/[\u007f-\u009f\u202e]/);
  const record = showOutput.parse(JSON.parse(shown.stdout));
  expect(record.flattened['AppDisplayName']).toBe(HOSTILE);
});

test('Ctrl-C stops at once, says so, and leaves a sound store', async () => {
  const { data } = prepared();
  const child = startOddsock(['ingest', '-', '--json', '--data', data]);
  const ended = finished(child);
  child.stdin.write(`${signIn('a')}\n`);
  await untilOpen(data);
  child.kill('SIGINT');
  const { code, stdout } = await ended;
  expect(code).toBe(130);
  expect(errorOutput.parse(JSON.parse(stdout)).error.code).toBe('interrupted');
  const again = await oddsock(['ingest', '-', '--json', '--data', data], { input: signIn('a') });
  expect(JSON.parse(again.stdout)).toMatchObject({ inserted: 1, duplicates: 0 });
});

test('after kill -9 nothing of it goes on: the store is free', async () => {
  const { data } = prepared();
  const child = startOddsock(['ingest', '-', '--json', '--data', data]);
  const ended = finished(child);
  child.stdin.write(`${signIn('a')}\n`);
  await untilOpen(data);
  child.kill('SIGKILL');
  await ended;
  const again = await oddsock(['ingest', '-', '--json', '--data', data], { input: signIn('a') });
  expect(JSON.parse(again.stdout)).toMatchObject({ inserted: 1 });
});
