import { expect, test } from 'vitest';
import { detect } from '../../src/pipeline/detect.ts';
import { judgementSettings } from '../../src/schema/settings.ts';
import type { Store } from '../../src/store/index.ts';
import { load, START_MS, usualSignIn, type TestSignIn } from '../support/small-tenant.ts';
import { onBothStores } from '../support/stores.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const settings = judgementSettings.parse({
  learning: { windowDays: 10, memoryDays: 30, minDays: 2, minSignIns: 5 },
});

function signIn(user: number, id: number, timeMs: number, more: Partial<TestSignIn> = {}) {
  return usualSignIn(user, `40000000-0000-4000-8000-${String(id).padStart(12, '0')}`, timeMs, more);
}

/** Two users, three times a day for two days, and what is odd on the third. */
const USUAL = Array.from({ length: 12 }, (_, index) =>
  signIn(index % 2, index, START_MS + Math.floor(index / 6) * DAY_MS + (8 + (index % 6)) * HOUR_MS),
);
const STRANGE = { city: 'Singapore', address: '203.0.113.9' } as const;
const AT_MS = START_MS + 2 * DAY_MS + 12 * HOUR_MS;
const SOMEBODY_ELSES = 98;
const OF_ANOTHER_DAY = 99;
const FIRST = [
  signIn(0, SOMEBODY_ELSES, AT_MS, STRANGE),
  signIn(0, OF_ANOTHER_DAY, AT_MS + HOUR_MS, STRANGE),
  // what came after them, and was judged with them in mind
  signIn(0, 100, AT_MS + 2 * HOUR_MS),
];
const COPIES = [
  signIn(1, SOMEBODY_ELSES, AT_MS, STRANGE),
  signIn(0, OF_ANOTHER_DAY, AT_MS + HOUR_MS - DAY_MS, STRANGE),
];

let nowMs = Date.UTC(2026, 5, 1);

const judgeNow = (store: Store) => detect(store, { settings, nowMs: nowMs++ });

async function told(store: Store): Promise<Record<string, unknown>[][]> {
  return Promise.all([
    store.rows<Record<string, unknown>>(
      `SELECT EntityId, SignInTime, SignInId, IsAnomaly, Severity, Score, Reasons FROM anomaly_rows FINAL
       WHERE NOT IsDeleted ORDER BY EntityId, SignInTime, SignInId`,
    ),
    store.rows<Record<string, unknown>>(
      `SELECT EntityId, TimeGenerated, SourceRecordId, InvestigationPriority FROM behavior_rows FINAL
       ORDER BY EntityId, TimeGenerated, SourceRecordId`,
    ),
    store.rows<Record<string, unknown>>(
      `SELECT EntityId, TimeMs, SignInId FROM held_sign_ins FINAL
       WHERE IsHeld ORDER BY EntityId, TimeMs, SignInId`,
    ),
  ]);
}

onBothStores('late copies', (open) => {
  test('say that a sign-in was somebody else’s, or of another day: what was judged is taken back', async () => {
    const store = await open();
    await load(store, [...USUAL, ...FIRST]);
    await judgeNow(store);
    const before = await told(store);
    await load(store, COPIES);
    await judgeNow(store);
    const after = await told(store);
    expect(after).not.toEqual(before);

    const whole = await open();
    await load(whole, [...USUAL, ...FIRST]);
    await load(whole, COPIES);
    await judgeNow(whole);
    expect(after).toEqual(await told(whole));
    for (const { id, user } of COPIES) {
      const rows = after[1]?.filter(({ SourceRecordId }) => SourceRecordId === id);
      expect(rows).toMatchObject([{ EntityId: expect.stringMatching(`${user}$`) as string }]);
    }
  });
});
