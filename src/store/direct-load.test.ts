import { writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Batch, openStore, stageGraphCopies, stageGraphFields, type Store } from './index.ts';

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'oddsock-direct-'));
  store = await openStore({ data: path.join(folder, 'store') });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const sign = (n: number, more: object = {}): string =>
  JSON.stringify({
    id: `a${n}`,
    createdDateTime: '2026-03-13T19:15:41Z',
    userPrincipalName: 'ann@example.org',
    ipAddress: '203.0.113.7',
    isInteractive: true,
    status: { errorCode: 0 },
    location: { city: 'Oslo', geoCoordinates: { latitude: 59.9 } },
    ...more,
  });

/** Whether the engine takes a file that ends with this line; nothing stays of it. */
async function isTaken(line: string, unknown: readonly string[] = []): Promise<boolean> {
  const file = path.join(folder, 'lines.ndjson');
  await writeFile(file, `${sign(1)}\n${sign(2)}\n${line}\n`);
  const batch = await Batch.begin(store);
  try {
    if (!(await stageGraphCopies(store, batch, file, 'test'))) return false;
    await batch.settle();
    return await stageGraphFields(store, batch, file, unknown);
  } finally {
    await batch.clear();
  }
}

test.each([
  ['a further sign-in', sign(3), []],
  [
    'one of fewer members',
    '{"id":"a3","createdDateTime":"2026-03-13T19:15:41Z","isInteractive":true,"userPrincipalName":"a","ipAddress":"::1"}',
    [],
  ],
  ['one of a workload', sign(3, { signInEventTypes: ['servicePrincipal'] }), []],
  [
    'a member that the file is known to have',
    sign(3, { "@odata.`t\\ype'": { a: [1] } }),
    ["@odata.`t\\ype'"],
  ],
  ['a tab in a string, which our readers forgive, too', sign(3).replace('Oslo', 'Os\tlo'), []],
  ['null and empty members', sign(3, { status: null, appId: '', location: {} }), []],
])('the engine takes %s', async (_, line, unknown) => {
  expect(await isTaken(line, unknown)).toBe(true);
});

test.each([
  ['a member of another spelling', sign(3, { UserPrincipalName: 'x' })],
  ['a member in small letters', sign(3, { useragent: 'x' })],
  ['a field of another shape', sign(3, { OperationName: 'Sign-in activity' })],
  ['a member that it does not know', sign(3, { somethingNew: 1 })],
  ['a nested name in capitals', sign(3, { status: { ErrorCode: 50126 } })],
  ['a nested name in small letters', sign(3, { status: { errorcode: 50126 } })],
  ['a deep nested name in capitals', sign(3, { location: { geoCoordinates: { Latitude: 1 } } })],
  ['a text in the way of Python', sign(3, { status: "{'errorCode': 0}" })],
  ['a list in the way of Python', sign(3, { authenticationDetails: "[{'succeeded': True}]" })],
  ['a truth of another spelling', sign(3, { isInteractive: 'True' })],
  [
    'a number with a fraction',
    sign(3, { autonomousSystemNumber: 64496 }).replace('64496', '64496.0'),
  ],
  ['a coordinate with a zero too many', sign(3).replace('59.9', '59.90')],
  ['spaces between its tokens', sign(3).replaceAll('":', '": ')],
  [
    'the same member twice',
    sign(3).replace('"isInteractive":true', '"isInteractive":true,"isInteractive":false'),
  ],
  ['an escape that need not be', sign(3).replace('Oslo', String.raw`\u004fslo`)],
  ['a time with an offset', sign(3, { createdDateTime: '2026-03-13T19:15:41+01:00' })],
  ['a bad time', sign(3, { createdDateTime: 'yesterday' })],
  ['no time', sign(3, { createdDateTime: undefined })],
  ['no id', sign(3, { id: undefined })],
  ['an id in capitals', sign(3, { id: '66EA54EB-6301-4EE5-BE62-FF5A759B0100' })],
  ['nobody', sign(3, { userPrincipalName: '' })],
  ['a list of sign-ins', `[${sign(3)}]`],
  ['half a record', sign(3).slice(0, 90)],
  ['two records', `${sign(3)}${sign(4)}`],
])('the engine leaves to the readers a file with %s', async (_, line) => {
  expect(await isTaken(line)).toBe(false);
});
