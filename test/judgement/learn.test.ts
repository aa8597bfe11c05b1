import { expect, test } from 'vitest';
import {
  BACKGROUND,
  decodeModel,
  FAILED_SQL,
  Habits,
  localHourOfWeek,
  newestBaseline,
  readKnownEntities,
  readModels,
  recentDaysOf,
} from '../../src/baselines/index.ts';
import { SIGN_IN_ROW_SQL, SignInRows } from '../../src/evidence/index.ts';
import { learn } from '../../src/pipeline/learn.ts';
import { HABIT_KIND_NAMES } from '../../src/schema/habit-kinds.ts';
import { judgementSettings } from '../../src/schema/settings.ts';
import { readBlocks, type Store } from '../../src/store/index.ts';
import { load, smallTenant, START_MS } from '../support/small-tenant.ts';
import { onBothStores } from '../support/stores.ts';

const DAY_MS = 86_400_000;
const settings = judgementSettings.parse({ learning: { windowDays: 21, memoryDays: 30 } });
const AS_OF_MS = START_MS + 28 * DAY_MS;
const SLEEPER = 4;
const SILENT_FROM_MS = START_MS + 13 * DAY_MS;

onBothStores('learn', (open) => {
  test('a baseline learned in the engine is that of a fold over the sign-ins', async () => {
    const store = await open();
    await load(
      store,
      // One is silent for more than the last two weeks: of that one the days before count.
      smallTenant(6, 35, 'learn').filter(
        ({ user, timeMs }) => user !== SLEEPER || timeMs < SILENT_FROM_MS,
      ),
    );
    await learn(store, { settings, asOfMs: AS_OF_MS });
    const folded = await foldAll(store);
    const learned = await readKnownEntities(store, [...folded.keys()], AS_OF_MS);
    expect(learned.size).toBe(6);
    const [sleeper] = [...learned].flatMap(([id, { habits }]) =>
      id.endsWith(`0${SLEEPER}`) ? [habits] : [],
    );
    expect(sleeper).toMatchObject({ taught: sleeper!.everTaught, longestGapDays: 1 });
    for (const [id, expected] of folded) {
      const { zone, habits } = learned.get(id)!;
      expect(zone).toBe('Europe/Oslo');
      expectSame(habits, expected);
    }
  });

  test('the tenant has a baseline of whole days', async () => {
    const store = await open();
    await load(store, smallTenant(6, 35, 'learn'));
    await learn(store, { settings, asOfMs: AS_OF_MS });
    const [expected] = await store.rows<{ taught: number; failed: number; addresses: number }>(
      `SELECT toInt64(countIf(ResultClass = 'success')) AS taught, toInt64(countIf(${FAILED_SQL})) AS failed,
         toInt64(uniqExactIf(IPAddress, ResultClass = 'success')) AS addresses
       FROM sign_ins WHERE CreatedDateTime < fromUnixTimestamp64Milli(toInt64(${AS_OF_MS}))
         AND CreatedDateTime >= fromUnixTimestamp64Milli(toInt64(${AS_OF_MS - 21 * DAY_MS}))`,
    );
    const tenant = (await newestBaseline(store, ''))!;
    const ofAddress = HABIT_KIND_NAMES.indexOf('address');
    expect({
      taught: tenant.signIns,
      failed: sum(tenant.dailyFailures),
      addresses: tenant.kinds.filter((kind) => kind === ofAddress + 1).length,
      timesOfAddress: tenant.kindTimes[ofAddress],
    }).toEqual({ ...expected, timesOfAddress: expected!.taught });
  });

  test('forests of one-hot columns judge by what they were trained on', async () => {
    const store = await open();
    await load(store, smallTenant(3, 24, 'one-hot'));
    const oneHot = judgementSettings.parse({
      ...settings,
      forest: { encoding: 'one-hot', minSignIns: 20 },
    });
    await learn(store, { settings: oneHot, asOfMs: START_MS + 21 * DAY_MS });
    const ids = await store.rows<{ id: string }>('SELECT DISTINCT EntityId AS id FROM sign_ins');
    const models = await readModels(
      store,
      ids.map(({ id }) => id),
      START_MS + 21 * DAY_MS,
    );
    expect(models.size).toBe(4); // three users and the tenant
    for (const stored of models.values()) {
      const { forest, oneHot: encoding } = decodeModel(stored);
      expect(encoding?.width).toBe(forest.featureCount);
      expect(encoding?.columns.length).toBe(HABIT_KIND_NAMES.length);
    }
  });

  test('a record that came late is counted on its day', async () => {
    const store = await open();
    const signIns = smallTenant(4, 20, 'late');
    await load(
      store,
      signIns.filter((_, index) => index % 7 !== 0),
    );
    await learn(store, { settings, asOfMs: START_MS + 20 * DAY_MS });
    await load(
      store,
      signIns.filter((_, index) => index % 7 === 0),
    );
    await learn(store, { settings, asOfMs: START_MS + 20 * DAY_MS });
    const tenant = (await newestBaseline(store, ''))!;
    const total = signIns.filter(({ code }) => code === 0).length;
    expect(tenant.kindTimes[HABIT_KIND_NAMES.indexOf('country')]).toBe(total);
  });
});

/** Each entity's habits by observing its sign-ins one by one: those of the window count, those before
 *  it are only remembered. */
async function foldAll(store: Store): Promise<Map<string, Habits<string>>> {
  const folded = new Map<string, Habits<string>>();
  const sql = `SELECT ${SIGN_IN_ROW_SQL} FROM sign_ins`;
  const rows = new SignInRows(await readBlocks(store, sql));
  for (const id of rows.entities) {
    for (const { signIn, values } of rows.of(id)) {
      const { timeMs, resultClass, entityId } = signIn;
      if (timeMs >= AS_OF_MS) continue;
      const habits =
        folded.get(entityId) ?? new Habits<string>(AS_OF_MS, settings.learning.halfLifeDays);
      folded.set(entityId, habits);
      const endMs = signIn.entityName === `User ${SLEEPER}` ? SILENT_FROM_MS : AS_OF_MS;
      if (timeMs < endMs - 21 * DAY_MS) {
        if (resultClass === 'success') rememberOnly(habits, values, timeMs);
        continue;
      }
      habits.observe({
        timeMs,
        hour:
          signIn.kind === 'nonInteractive' ? BACKGROUND : localHourOfWeek('Europe/Oslo', timeMs),
        values,
        teaches: resultClass === 'success',
        isFailure: resultClass === 'wrongSecret',
      });
    }
  }
  return folded;
}

/** Known, but outside the window. */
function rememberOnly(habits: Habits<string>, values: readonly string[], timeMs: number): void {
  const day = Math.floor(timeMs / DAY_MS);
  const lastDay = habits.lastTaughtMs === null ? null : Math.floor(habits.lastTaughtMs / DAY_MS);
  habits.everTaught++;
  if (lastDay !== day) habits.everDays++;
  if (lastDay !== null) habits.longestGapDays = Math.max(habits.longestGapDays, day - lastDay);
  habits.firstTaughtMs ??= timeMs;
  habits.lastTaughtMs = timeMs;
  for (const [kind, value] of values.entries()) {
    if (value === '') continue;
    const { firstMs } = habits.kinds[kind]!.get(value) ?? { firstMs: timeMs };
    habits.kinds[kind]!.set(value, { count: 0, times: 0, firstMs, lastMs: timeMs, recentBits: 1 });
  }
}

function expectSame(actual: Habits<string>, expected: Habits<string>): void {
  expect(actual.taught).toBe(expected.taught);
  const { everTaught, everDays, longestGapDays } = expected;
  expect(actual).toMatchObject({ everTaught, everDays, longestGapDays });
  expect([...actual.times]).toEqual([...expected.times]);
  expect([...actual.once]).toEqual([...expected.once]);
  expectClose([...actual.totals], [...expected.totals]);
  expectClose([...actual.hours], [...expected.hours]);
  expectClose([actual.hoursTotal], [expected.hoursTotal]);
  expect(actual.hoursTotal).toBeGreaterThan(0);
  expectClose([actual.failures, actual.attempts], [expected.failures, expected.attempts]);
  for (const [kind, values] of expected.kinds.entries()) {
    for (const [value, habit] of values) {
      const other = actual.kinds[kind]!.get(value)!;
      expect(other.times).toBe(habit.times);
      expect(other.lastMs).toBe(habit.lastMs);
      expectClose([other.count], [habit.count]);
      const asOfDay = Math.floor(AS_OF_MS / DAY_MS);
      expect(recentDaysOf(other, asOfDay)).toBe(recentDaysOf(habit, asOfDay));
    }
  }
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  // hours are stored as Float32
  for (const [index, value] of actual.entries()) {
    expect(Math.abs(value - expected[index]!)).toBeLessThan(1e-6 * Math.max(1, value));
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
