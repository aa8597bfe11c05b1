import { afterAll, beforeAll, expect, test } from 'vitest';
import { activityOutput, errorOutput, statusOutput } from '../../src/schema/outputs.ts';
import { startClickHouse, type TestServer } from '../support/clickhouse-server.ts';
import { oddsock } from './oddsock.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startClickHouse();
});
afterAll(() => server.stop());

const LINE = `{"id":"a","createdDateTime":"2026-01-01T08:00:00Z","userPrincipalName":"ada@example.org","status":{"errorCode":0}}\n`;

test('everything works on a ClickHouse server as it does embedded', async () => {
  const place = ['--json', '--clickhouse', server.url];
  const ingested = await oddsock(['ingest', '-', ...place], { input: LINE });
  expect(ingested.code).toBe(0);
  expect(JSON.parse(ingested.stdout)).toMatchObject({ read: 1, inserted: 1 });
  const activity = await oddsock(['activity', ...place]);
  expect(activityOutput.parse(JSON.parse(activity.stdout))).toMatchObject({ signIns: 1 });
  const status = await oddsock(['status', ...place]);
  expect(statusOutput.parse(JSON.parse(status.stdout)).location).toBe(`${server.url}/`);
});

test('a server that is not there is named, without the password', async () => {
  const url = 'http://user:secret@127.0.0.1:9/db';
  const { code, stdout } = await oddsock(['status', '--json', '--clickhouse', url]);
  expect(code).toBe(1);
  expect(stdout).not.toContain('secret');
  expect(errorOutput.parse(JSON.parse(stdout)).error).toMatchObject({ code: 'server-unreachable' });
});

test('what is not a URL is refused', async () => {
  const { code, stdout } = await oddsock(['status', '--json', '--clickhouse', 'not a url']);
  expect(code).toBe(1);
  expect(errorOutput.parse(JSON.parse(stdout)).error.code).toBe('bad-url');
});
