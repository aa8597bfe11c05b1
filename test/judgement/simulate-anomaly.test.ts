import { expect, test } from 'vitest';
import { newestBaseline } from '../../src/baselines/index.ts';
import { detect } from '../../src/pipeline/detect.ts';
import { learn } from '../../src/pipeline/learn.ts';
import { simulateAnomaly } from '../../src/pipeline/simulate-anomaly.ts';
import { show } from '../../src/pipeline/show.ts';
import { judgementSettings } from '../../src/schema/settings.ts';
import type { OddKindId } from '../../src/simulate/index.ts';
import type { Store } from '../../src/store/index.ts';
import { load, smallTenant, START_MS } from '../support/small-tenant.ts';
import { onBothStores } from '../support/stores.ts';

const DAY_MS = 86_400_000;
const settings = judgementSettings.parse({});

async function learned(store: Store): Promise<Store> {
  await load(store, smallTenant(4, 30, 'simulate'));
  await learn(store, { settings, asOfMs: START_MS + 30 * DAY_MS });
  return store;
}

const simulate = (store: Store, kind: OddKindId | null, user = 'User 1') =>
  simulateAnomaly(store, { settings, user, kind, seed: 'a', nowMs: 0 });

async function count(store: Store, table: string): Promise<number> {
  const [row] = await store.rows<{ rows: number }>(`SELECT toInt64(count()) AS rows FROM ${table}`);
  return row!.rows;
}

onBothStores('a simulated anomaly', (open) => {
  test('is loaded and judged as any other, and nothing else is', async () => {
    const store = await learned(await open());
    const waiting = await count(store, 'pending');
    const { kind, signIn, verdict, explanation } = await simulate(store, null);
    expect(kind).toBe('stolen-password');
    expect(verdict).toMatchObject({ severity: 'medium', signIns: [signIn.id] });
    expect(['NO', 'ES', 'SG']).not.toContain(verdict!.signIn.country);
    expect(explanation?.isLearning).toBe(false);
    // After all that is stored, at an hour of office work.
    expect(Date.parse(signIn.time)).toBeGreaterThan(START_MS + 29 * DAY_MS);
    const { raw, flattened } = await show(store, signIn.id);
    expect(raw.map(({ text }) => text)).toEqual([signIn.record]);
    expect(flattened).toMatchObject({ EntityName: 'User 1', ResultClass: 'success' });
    expect(await count(store, 'BehaviorAnalytics')).toBe(1);
    expect(await count(store, 'pending')).toBe(waiting);
  });

  test('that is only a strange hour is not called one; asked for twice it is another one', async () => {
    const store = await learned(await open());
    expect((await simulate(store, 'hour')).verdict?.severity ?? null).toBeNull();
    const first = await simulate(store, 'impossible-travel');
    expect(first.verdict?.severity).toBe('critical');
    const second = await simulate(store, 'impossible-travel');
    expect(second.signIn.id).not.toBe(first.signIn.id);
  });

  test('teaches nothing, and is nowhere to come from', async () => {
    const store = await learned(await open());
    const { signIn, verdict } = await simulate(store, 'impossible-travel');
    const [real] = smallTenant(4, 30, 'simulate').filter(
      ({ user, code }) => user === 1 && code === 0,
    );
    const id = '50000000-0000-4000-8000-000000000000';
    const timeMs = Date.parse(signIn.time) + 60_000;
    await load(store, [{ ...real!, id, city: 'Oslo', isBackground: false, timeMs }]);
    await detect(store, { settings, pendingSinceMs: timeMs, nowMs: 1 });
    const rows = await store.rows<{ detectors: string[] }>(
      'SELECT Detectors AS detectors FROM anomaly_rows FINAL WHERE SignInId = {id:String}',
      { id },
    );
    expect(rows.flatMap(({ detectors }) => detectors)).not.toContain('impossible-travel');
    await learn(store, { settings, asOfMs: START_MS + 32 * DAY_MS });
    for (const entity of [verdict!.entity.id, '']) {
      const { values } = (await newestBaseline(store, entity))!;
      expect(values).not.toContain(verdict!.signIn.ipAddress);
      expect(values).toContain(real!.address);
    }
  });

  test('that is not possible is refused with what is', async () => {
    const store = await open();
    await load(store, smallTenant(1, 1, 'one'));
    await expect(simulate(store, 'credential', 'User 0')).rejects.toMatchObject({
      code: 'kind-not-possible',
      message: 'An anomaly of the kind "credential" is not possible for a user.',
      hint: expect.stringContaining('stolen-password') as string,
    });
    await expect(simulate(store, null, 'User 0')).rejects.toMatchObject({ code: 'not-learned' });
  });
});
