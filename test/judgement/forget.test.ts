import { describe, expect, test } from 'vitest';
import { noteForgotten } from '../../src/baselines/index.ts';
import { detect } from '../../src/pipeline/detect.ts';
import { learn } from '../../src/pipeline/learn.ts';
import type { OnProgress } from '../../src/pipeline/progress.ts';
import { judgementSettings } from '../../src/schema/settings.ts';
import type { Store } from '../../src/store/index.ts';
import { load, smallTenant, START_MS, type TestSignIn } from '../support/small-tenant.ts';
import { embeddedStores } from '../support/stores.ts';
import { storedTrainings, verdictsOf, type StoredVerdict } from '../support/verdicts.ts';

const DAY_MS = 86_400_000;

const settings = judgementSettings.parse({
  learning: { windowDays: 10, memoryDays: 30, minDays: 2, minSignIns: 5, keepDays: 1 },
  forest: { minSignIns: 20 },
});

/** Times only grow from run to run, as they do for users. */
let nowMs = Date.UTC(2026, 5, 1);
const judgeNow = (store: Store, sinceMs?: number) =>
  detect(store, { settings, nowMs: nowMs++, ...(sinceMs === undefined ? {} : { sinceMs }) });

const DAYS = 4;
const SIGN_INS = smallTenant(2, DAYS, 'forget');

const dayMs = (day: number): number => START_MS + day * DAY_MS;
const between = (from: number, to: number): TestSignIn[] =>
  SIGN_INS.filter(({ timeMs }) => timeMs >= dayMs(from) && timeMs < dayMs(to));
const isBefore =
  (day: number) =>
  ({ time }: StoredVerdict): boolean =>
    time < dayMs(day);
/** What a late record concerns where trainings stay as they are: itself and its user's next 24 hours. */
const dayOf = (late: TestSignIn): TestSignIn[] =>
  SIGN_INS.filter(
    ({ user, timeMs }) =>
      user === late.user && timeMs >= late.timeMs && timeMs <= late.timeMs + DAY_MS,
  );
const learnAsOf = (store: Store, day: number, user?: string) =>
  learn(store, { settings, asOfMs: dayMs(day), ...(user === undefined ? {} : { user }) });

/** Days of the trainings of everybody that are stored; -1 = there are some of single users. */
async function storedDays(store: Store): Promise<number[]> {
  const days = (await storedTrainings(store)).map(Number).map((partition) =>
    // months of single users' are numbered downwards from -1
    partition < 0 ? -1 : (partition - START_MS) / DAY_MS,
  );
  return days.toSorted((a, b) => a - b);
}

describe('forgetting trainings', () => {
  const open = embeddedStores();

  test('what was asked for is forgotten when it was replaced, and made again when it is needed', async () => {
    const late = between(1, 2).find(({ user }) => user === 0)!;
    const store = await open();
    await load(
      store,
      SIGN_INS.filter(({ id }) => id !== late.id),
    );
    await learnAsOf(store, 1);
    await learnAsOf(store, 1.5, 'User 1');
    await learnAsOf(store, 2);
    await judgeNow(store, dayMs(1));
    expect(await storedDays(store)).toEqual([-1, 1, 2]);
    await learnAsOf(store, 3);
    expect(await storedDays(store)).toEqual([2, 3]);
    const judgedInTime = await verdictsOf(store);

    // for a record that comes late, and nothing but what that concerns
    await load(store, [late]);
    const itsDay = dayOf(late).map(({ id }) => id);
    expect((await judgeNow(store)).judged).toBe(itsDay.length);
    expect(await storedDays(store)).toEqual([2, 3]);
    const verdicts = await verdictsOf(store);
    const isOther = ({ id }: StoredVerdict): boolean => !itsDay.includes(id);
    expect(verdicts.filter(isOther)).toEqual(judgedInTime.filter(isOther));

    // and to judge again; what was learned later knows of that record now
    expect((await judgeNow(store, dayMs(1))).judged).toBe(between(1, DAYS).length);
    expect((await verdictsOf(store)).filter(isBefore(2))).toEqual(verdicts.filter(isBefore(2)));
    expect(await storedDays(store)).toEqual([2, 3]);
  });

  test('whoever is stopped on a long way goes on from there', async () => {
    const late = between(0, 1)[0]!;
    const store = await open();
    await load(
      store,
      SIGN_INS.filter(({ id }) => id !== late.id),
    );
    await stopAfter(store, between(0, 3).length - 1);
    expect((await judgeNow(store)).judged).toBe(between(2, DAYS).length);
    expect((await verdictsOf(store)).length).toBe(SIGN_INS.length - 1);
    expect(await storedDays(store)).toEqual([2, 3]);

    // all days after a record that comes late are judged again, also when that is stopped at the last
    await load(store, [late]);
    await stopAfter(store, between(1, 3).length);
    expect((await judgeNow(store)).judged).toBe(dayOf(late).length + between(3, DAYS).length);
    expect((await verdictsOf(store)).length).toBe(SIGN_INS.length);
  });

  test('what an older version and interrupted runs left is taken over or dropped, and never judged by', async () => {
    const store = await open();
    await load(store, SIGN_INS);
    await learnAsOf(store, 1);
    await learnAsOf(store, 2, 'User 1');
    await judgeNow(store, dayMs(1));
    const verdicts = await verdictsOf(store);
    for (const table of ['baselines', 'models']) await makeOlder(store, table);
    // months of days that were walked
    for (const day of [-90, -60, -30]) {
      await store.command(`INSERT INTO trainings (AsOfMs, IsDaily) VALUES (${dayMs(day)}, true)`);
      await store.command(
        `INSERT INTO baselines (EntityId, AsOfMs, KindCount)
         SELECT 'gone', ${dayMs(day)}, max(KindCount) FROM baselines`,
      );
    }
    await store.command('ALTER TABLE trainings DROP COLUMN IsForgotten');
    await store.command('TRUNCATE TABLE schema_parts');

    expect((await judgeNow(store)).judged).toBe(0);
    expect(await storedDays(store)).toEqual([1]);
    await judgeNow(store, dayMs(1));
    expect(await verdictsOf(store)).toEqual(verdicts);
    expect(await storedDays(store)).toEqual([1]);

    // stopped before it was dropped; and another one before all of it was made
    await noteForgotten(store, [{ asOfMs: dayMs(1), entityId: '', isDaily: false }]);
    await store.command(
      `ALTER TABLE baselines DELETE WHERE EntityId != '' SETTINGS mutations_sync = 2`,
    );
    await store.command(`INSERT INTO baselines (EntityId, AsOfMs) VALUES ('half', ${dayMs(0)})`);
    await learnAsOf(store, 2);
    await learnAsOf(store, 3);
    expect(await storedDays(store)).toEqual([2, 3]);
    await judgeNow(store, dayMs(1));
    expect((await verdictsOf(store)).filter(isBefore(2))).toEqual(verdicts.filter(isBefore(2)));
  });
});

/** Judges, and stops before the first page after so many sign-ins. */
async function stopAfter(store: Store, signIns: number): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const onProgress: OnProgress = (report) => {
    if ((report?.done ?? 0) >= signIns) controller.abort();
  };
  await expect(detect(store, { settings, nowMs: nowMs++, signal, onProgress })).rejects.toThrow(
    'abort',
  );
}

/** As it was before trainings were partitions. */
async function makeOlder(store: Store, table: string): Promise<void> {
  const [made] = await store.rows<{ sql: string }>(
    `SELECT create_table_query AS sql FROM system.tables
     WHERE database = currentDatabase() AND name = '${table}'`,
  );
  const sql = made!.sql
    .replace(/PARTITION BY .* ORDER BY/, 'ORDER BY')
    .replace(/`IsSingle` Bool DEFAULT false, /, '')
    .replace(`.${table}`, `.older`);
  expect(sql.length).toBeLessThan(made!.sql.length - 50);
  await store.command(sql);
  const columns = await store.rows<{ name: string }>(
    `SELECT name FROM system.columns
     WHERE database = currentDatabase() AND table = 'older' AND default_kind != 'EPHEMERAL'`,
  );
  const list = columns.map(({ name }) => name).join(', ');
  await store.command(`INSERT INTO older (${list}) SELECT ${list} FROM ${table}`);
  await store.command(`EXCHANGE TABLES older AND ${table}`);
  await store.command('DROP TABLE older');
}
