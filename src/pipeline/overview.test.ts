import { expect, test } from 'vitest';
import { onBothStores } from '../../test/support/stores.ts';
import { activityOutput, rejectRow, showOutput } from '../schema/outputs.ts';
import type { Store } from '../store/index.ts';
import { findEntity } from './entities.ts';
import { activity } from './overview.ts';
import { show } from './show.ts';
import { rejects, status } from './status.ts';

const HOSTILE = `Eve \u001b[2J\u202E'; DROP TABLE sign_ins; --`;

function signIn(Id: string, time: string, more: Record<string, unknown> = {}) {
  return {
    Id,
    TimeGenerated: time,
    CreatedDateTime: time,
    SignInKind: 'interactive',
    EntityKind: 'user',
    EntityId: 'u-ada',
    EntityName: 'Ada',
    UserPrincipalName: 'Ada@example.org',
    Application: 'Teams',
    Country: 'NO',
    OperatingSystem: 'Windows10',
    Browser: 'Chrome 143.0.0',
    ResultClass: 'success',
    LocationDetails: '{"city":"Oslo"}',
    ...more,
  };
}

async function filled(store: Store): Promise<Store> {
  const rows = [
    signIn('a', '2026-01-01 10:00:00.1234567'),
    signIn('b', '2026-01-01 11:00:00', { Browser: 'Chrome 144.1', ResultClass: 'wrongSecret' }),
    signIn('c', '2026-01-03 11:00:00', { ResultClass: 'interrupt', Country: '' }),
    signIn('d', '2026-01-03 12:00:00', {
      EntityId: 'u-eve',
      EntityName: HOSTILE,
      UserPrincipalName: `eve'@example.org`,
    }),
  ];
  await insert(store, 'sign_ins', rows);
  const copy = { ContentHash: '0123456789abcdef', TableName: 'SigninLogs', Batch: 1, Origin: 'x' };
  await insert(store, 'copies', [
    { ...copy, Id: 'a', Position: 8, Raw: '{"id":"a","v":2}' },
    { ...copy, Id: 'a', ContentHash: 'fedcba9876543210', Position: 7, Raw: '{"id":"a"}' },
  ]);
  const reject = { Detail: HOSTILE, Origin: 'x', Record: '\u0000\ufffd' };
  await insert(store, 'reject_rows', [
    { ...reject, RejectHash: 1, Reason: 'bad-json', Position: 9 },
    { ...reject, RejectHash: 2, Reason: 'no-time', Position: 3 },
    { ...reject, RejectHash: 3, Reason: 'no-time', Position: 5 },
  ]);
  return store;
}

async function insert(store: Store, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  await store.insert(table, columns, 'JSONEachRow', `${lines}\n`);
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

onBothStores('the overview', (open) => {
  test('an empty store has nothing to tell, and says so without failing', async () => {
    const store = await open();
    expect(await activity(store)).toMatchObject({ from: null, to: null, signIns: 0, users: 0 });
    const { tables, lastIngest, lastLearn, rejects: rejected } = await status(store);
    expect(tables.every(({ rows }) => rows === 0)).toBe(true);
    expect({ lastIngest, lastLearn, rejected }).toEqual({
      lastIngest: null,
      lastLearn: null,
      rejected: {},
    });
  });

  test('counts days, applications, countries and failures', async () => {
    const overview = await activity(await filled(await open()));
    expect(activityOutput.parse(overview)).toEqual(overview);
    expect(overview).toMatchObject({
      from: '2026-01-01T10:00:00.123Z',
      to: '2026-01-03T12:00:00.000Z',
      signIns: 4,
      users: 2,
      signInsByDay: [
        { day: '2026-01-01', signIns: 2, failures: 1, users: 1 },
        { day: '2026-01-03', signIns: 2, failures: 0, users: 2 },
      ],
      topApplications: [{ name: 'Teams', signIns: 4, users: 2 }],
      countries: [
        { name: 'NO', signIns: 3, users: 2 },
        { name: '', signIns: 1, users: 1 },
      ],
      browsers: [{ name: 'Chrome', signIns: 4, users: 2 }],
      failureClasses: [
        { name: 'interrupt', signIns: 1, users: 1 },
        { name: 'wrongSecret', signIns: 1, users: 1 },
      ],
    });
  });

  test('counts one user, from one time on', async () => {
    const store = await filled(await open());
    expect((await activity(store, { user: 'ada@EXAMPLE.org' })).signIns).toBe(3);
    const sinceMs = Date.UTC(2026, 0, 2);
    expect((await activity(store, { user: 'u-ada', sinceMs })).signIns).toBe(1);
  });

  test('finds a user by id, principal name or display name, whatever is in it', async () => {
    const store = await filled(await open());
    const eve = { kind: 'user', id: 'u-eve', name: HOSTILE };
    expect(await findEntity(store, 'U-EVE')).toEqual(eve);
    expect(await findEntity(store, `eve'@example.org`)).toEqual(eve);
    expect(await findEntity(store, HOSTILE)).toEqual(eve);
    await expect(findEntity(store, 'nobody')).rejects.toMatchObject({ code: 'unknown-user' });
  });

  test('a display name of two users is not guessed', async () => {
    const store = await filled(await open());
    await insert(store, 'sign_ins', [
      signIn('e', '2026-01-04 10:00:00', { EntityId: 'u-ada2', UserPrincipalName: 'ada2@x.org' }),
    ]);
    await expect(findEntity(store, 'Ada')).rejects.toMatchObject({
      code: 'ambiguous-user',
      message: '"Ada" may be any of: u-ada (Ada@example.org), u-ada2 (ada2@x.org).',
    });
  });

  test('shows every copy, oldest first, and the row with times and nested values readable', async () => {
    const record = await show(await filled(await open()), 'a');
    expect(showOutput.parse(record)).toEqual(record);
    expect(record.raw.map(({ text }) => text)).toEqual(['{"id":"a"}', '{"id":"a","v":2}']);
    expect(record.flattened).toMatchObject({
      Id: 'a',
      CreatedDateTime: '2026-01-01T10:00:00.123Z',
      LocationDetails: { city: 'Oslo' },
      EntityId: 'u-ada',
    });
    expect(record.flattened).not.toHaveProperty('RowVersion');
  });

  test('an id that is not stored is named', async () => {
    await expect(show(await filled(await open()), `x'y`)).rejects.toMatchObject({
      code: 'unknown-id',
      message: `No record with the id "x'y" is stored.`,
    });
  });

  test('rejects come in the order of their origin, and are counted by reason', async () => {
    const store = await filled(await open());
    const rows = await all(rejects(store, null));
    expect(rows.map(({ position }) => position)).toEqual([3, 5, 9]);
    for (const row of rows) expect(rejectRow.parse(row)).toEqual(row);
    expect(rows[0]).toMatchObject({ reason: 'no-time', detail: HOSTILE, record: '\u0000\ufffd' });
    expect(await all(rejects(store, 2))).toHaveLength(2);
    expect((await status(store)).rejects).toEqual({ 'no-time': 2, 'bad-json': 1 });
  });
});
