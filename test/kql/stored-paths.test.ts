import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hunt } from '../../src/pipeline/hunt.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import { KQL_PATHS } from '../../src/store/kql-paths.ts';
import { openStore, type Store } from '../../src/store/index.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-paths-'));
let store: Store;

/** Nested values as nobody expects them: names of other places inside, numbers, escapes, arrays. */
const ODD = (key: string): readonly string[] => [
  `{"${key}":"Plain"}`,
  `{"${key}":""}`,
  `{"${key}":null}`,
  `{"${key}":12}`,
  `{"${key}":1.5}`,
  `{"${key}":true}`,
  `{"${key}":{"x":1}}`,
  `{"${key}":["x"]}`,
  `{"inner":{"${key}":"Wrong"}}`,
  `{"inner":{"${key}":"Wrong"},"${key}":"Right"}`,
  `{"${key}":"Right","inner":{"${key}":"Wrong"}}`,
  `{"${key}":"First","${key}":"Second"}`,
  `{"list":[{"${key}":"Wrong"}]}`,
  String.raw`{"${key}":"\u00d8re \ud83d\ude00 \"x\" \\ \n"}`,
  String.raw`{"a":"\"${key}\":\"Wrong\""}`,
  `{ "${key}" : "Spaced" }`,
  '{}',
  // As Microsoft orders a place, and nearly so.
  '{"city":"Oslo","state":"Oslo","countryOrRegion":"NO"}',
  '{"city":"Oslo","state":"Oslo","countryOrRegion":"no"}',
  '{"city":"Oslo","state":"Oslo","countryOrRegion":"NO","countryOrRegion":"SE"}',
  '{"city":"","state":"","countryOrRegion":""}',
  String.raw`{"city":"O\"","state":"\\","countryOrRegion":"NO"}`,
  String.raw`{"city":"x\",\"state\":\"","state":"","countryOrRegion":"N\u00d8"}`,
];

beforeAll(async () => {
  store = await openStore({ data: path.join(directory, 'data') });
  const graph = { LocationDetails: 'location', DeviceDetail: 'deviceDetail', Status: 'status' };
  const lines = Object.entries(KQL_PATHS).flatMap(([column, paths]) =>
    Object.keys(paths).flatMap((key) =>
      ODD(key).map((json, number) => {
        const field = graph[column as keyof typeof graph];
        const id = `${column}-${key}-${number}`;
        return `{"id":"${id}","createdDateTime":"2026-01-01T00:00:00Z","userId":"u","userPrincipalName":"u@x.example","appDisplayName":"a","ipAddress":"10.0.0.1","isInteractive":true,"signInEventTypes":["interactiveUser"],"${field}":${json}}`;
      }),
    ),
  );
  const file = path.join(directory, 'odd.ndjson');
  writeFileSync(file, lines.join('\n'));
  await ingest(store, [file], {});
});

afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

it.each(
  Object.entries(KQL_PATHS).flatMap(([column, paths]) =>
    Object.keys(paths).map((key) => [column, key] as const),
  ),
)('%s.%s is the same from its column as from the nested text', async (column, key) => {
  const query = `SigninLogs
    | where Id startswith "${column}-${key}-"
    | project Id, quick = tostring(${column}.${key}), exact = tostring(parse_json(tostring(${column})).${key}), ${column}`;
  const { rows } = await hunt(store, query, { nowMs: Date.UTC(2026, 0, 2) });
  expect(rows.length).toBe(ODD(key).length);
  expect(rows.filter(([, quick, exact]) => quick !== exact)).toEqual([]);
});
