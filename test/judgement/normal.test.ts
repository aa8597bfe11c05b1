import { expect, test } from 'vitest';
import { describeBaseline } from '../../src/pipeline/baseline.ts';
import { learn } from '../../src/pipeline/learn.ts';
import { training } from '../../src/pipeline/training.ts';
import { baselineOutput, trainingRow, type TrainingRow } from '../../src/schema/normal-outputs.ts';
import { judgementSettings } from '../../src/schema/settings.ts';
import type { Store } from '../../src/store/index.ts';
import { load, START_MS, type TestSignIn } from '../support/small-tenant.ts';
import { onBothStores } from '../support/stores.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const AS_OF_MS = START_MS + 20 * DAY_MS;
const settings = judgementSettings.parse({});

let count = 0;

/** At 08:00 UTC of a day, and so at 09:00 in Oslo until 29 March 2026, unless said otherwise. */
function signIn(user: number, day: number, more: Partial<TestSignIn> = {}): TestSignIn {
  count++;
  return {
    id: `20000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    timeMs: START_MS + day * DAY_MS + 8 * HOUR_MS + count,
    user,
    city: 'Oslo',
    address: '198.51.100.7',
    application: 'Payroll',
    device: `device-${user}`,
    code: 0,
    ...more,
  };
}

const days = (length: number) => Array.from({ length }, (_, day) => day);

/** User 0 once a day for 20 days, one of them in Madrid too, and one wrong password; user 1 five times a
 *  day; user 2 only in the last five days; user 3 only after the training. */
async function learned(store: Store): Promise<Store> {
  await load(store, [
    ...days(20).map((day) => signIn(0, day)),
    signIn(0, 19, { city: 'Madrid', timeMs: START_MS + 19 * DAY_MS + 20 * HOUR_MS }),
    signIn(0, 3, { code: 50_126 }),
    ...days(20).flatMap((day) => days(5).map(() => signIn(1, day))),
    ...days(5).map((day) => signIn(2, 15 + day)),
    signIn(3, 20),
  ]);
  await learn(store, { settings, asOfMs: AS_OF_MS });
  return store;
}

async function rowsOf(store: Store, order: 'time' | 'name'): Promise<TrainingRow[]> {
  const rows: TrainingRow[] = [];
  for await (const row of training(store, { settings, order })) rows.push(trainingRow.parse(row));
  return rows;
}

onBothStores('what is normal', (open) => {
  test('a baseline tells places, hours in the own zone, habits, failures, and how much taught', async () => {
    const store = await learned(await open());
    const baseline = baselineOutput.parse(
      await describeBaseline(store, 'user0@EXAMPLE.com', settings),
    );
    expect(baseline).toMatchObject({
      entity: { kind: 'user', id: '00000000-0000-4000-8000-000000000000', name: 'User 0' },
      userPrincipalName: 'user0@example.com',
      userType: 'member',
      asOf: '2026-03-22T00:00:00.000Z',
      windowDays: 60,
      signIns: 21,
      attempts: 22,
      activeDays: 20,
      isLearning: false,
      model: 'borrowed',
      zone: 'Europe/Oslo',
      isZoneKnown: true,
      signInsPerDay: { median: 1, most: 2 },
      placePairs: [{ places: ['Madrid, ES', 'Oslo, NO'], days: 1 }],
    });
    expect(baseline.firstSeen?.slice(0, 16)).toBe('2026-03-02T08:00');
    expect(baseline.days).toHaveLength(20);
    expect(baseline.days[3]).toEqual({ day: '2026-03-05', signIns: 1, failures: 1 });
    // One of 22, some weeks old: less than 1/22 when recent attempts count more.
    expect(baseline.failureRate).toBeGreaterThan(0.03);
    expect(baseline.failureRate).toBeLessThan(1 / 22);
    const { city, device, application } = baseline.habits;
    expect(city.map(({ value, signIns }) => [value, signIns])).toEqual([
      ['Oslo, NO', 20],
      ['Madrid, ES', 1],
    ]);
    expect(city[0]!.share + city[1]!.share).toBeCloseTo(1, 12);
    expect(city[1]!.firstSeen).toBe('2026-03-21T20:00:00.000Z');
    expect(device).toMatchObject([{ value: 'device-0', share: 1, signIns: 21 }]);
    expect(application).toMatchObject([{ value: 'Payroll', share: 1 }]);
    // 20 times at nine in the morning, once on a Saturday at 21:00.
    const used = baseline.hours.flatMap((share, hour) => (share > 0 ? [hour] : []));
    expect(used.every((hour) => hour % 24 === 9 || hour === 5 * 24 + 21)).toBe(true);
    expect(used).toHaveLength(8);
    expect(baseline.hours.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('the tenant has a baseline, too', async () => {
    const baseline = baselineOutput.parse(
      await describeBaseline(await learned(await open()), null, settings),
    );
    expect(baseline).toMatchObject({ entity: null, userPrincipalName: null, model: 'own' });
    expect(baseline.signIns).toBe(21 + 100 + 5);
  });

  test('training tells of everybody what is known, also of those it has not seen', async () => {
    const rows = await rowsOf(await learned(await open()), 'time');
    expect(rows.map(({ entity, state, model }) => [entity.name, state, model])).toEqual([
      ['User 0', 'trained', 'borrowed'],
      ['User 1', 'trained', 'own'],
      ['User 2', 'learning', 'borrowed'],
      ['User 3', 'untrained', 'none'],
    ]);
    // The first ten teach no forest: everything is new then.
    expect(rows[1]).toMatchObject({
      userPrincipalName: 'user1@example.com',
      asOf: '2026-03-22T00:00:00.000Z',
      signIns: 100,
      activeDays: 20,
      historyDays: 19,
      modelTrainedOn: 90,
    });
    expect(rows[2]).toMatchObject({ signIns: 5, activeDays: 5, historyDays: 4, modelTrainedOn: 0 });
    expect(rows[3]).toMatchObject({ asOf: null, trainedAt: null, signIns: 0 });
  });

  test('learned again, the newest training is told, one row each', async () => {
    const store = await learned(await open());
    await learn(store, { settings, asOfMs: AS_OF_MS + DAY_MS, user: 'user1@example.com' });
    const rows = await rowsOf(store, 'time');
    expect(rows.map(({ entity, asOf }) => [entity.name, asOf?.slice(0, 10) ?? null])).toEqual([
      ['User 0', '2026-03-22'],
      ['User 2', '2026-03-22'],
      ['User 1', '2026-03-23'],
      ['User 3', null],
    ]);
    expect((await rowsOf(store, 'name')).map(({ entity }) => entity.name)).toEqual([
      'User 0',
      'User 1',
      'User 2',
      'User 3',
    ]);
  });

  test('before anything was learned everybody is untrained, and nobody has a baseline', async () => {
    const store = await open();
    await load(store, [signIn(0, 0)]);
    expect(await rowsOf(store, 'time')).toMatchObject([{ state: 'untrained', model: 'none' }]);
    await expect(describeBaseline(store, 'User 0', settings)).rejects.toMatchObject({
      code: 'not-learned',
      message: 'Nothing was learned about "User 0" yet.',
    });
  });

  test('a name with a slip in it is answered with who may be meant', async () => {
    const store = await open();
    await load(store, [signIn(0, 0), signIn(17, 0)]);
    await expect(describeBaseline(store, 'usr17@example.com', settings)).rejects.toMatchObject({
      code: 'unknown-user',
      hint: expect.stringContaining('Did you mean user17@example.com') as string,
    });
    await expect(describeBaseline(store, 'nobody at all', settings)).rejects.toMatchObject({
      hint: expect.not.stringContaining('Did you mean') as string,
    });
  });
});
