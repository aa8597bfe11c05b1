import { expect, test } from 'vitest';
import { detect } from '../../src/pipeline/detect.ts';
import { ingest } from '../../src/pipeline/ingest.ts';
import { judgementSettings } from '../../src/schema/settings.ts';
import type { Store } from '../../src/store/index.ts';
import { graphLine, START_MS, type TestSignIn } from '../support/small-tenant.ts';
import { onBothStores } from '../support/stores.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const settings = judgementSettings.parse({
  learning: { windowDays: 10, memoryDays: 30, minDays: 2, minSignIns: 5 },
});

function signIn(user: number, id: number, timeMs: number, more: Partial<TestSignIn> = {}) {
  return {
    id: `40000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    timeMs,
    user,
    city: 'Oslo',
    address: `198.51.100.${user}`,
    application: 'Payroll',
    device: '',
    code: 0,
    ...more,
  } as const;
}

/** Two users, three times a day for four days. */
const USUAL = Array.from({ length: 24 }, (_, index) =>
  signIn(index % 2, index, START_MS + Math.floor(index / 6) * DAY_MS + (8 + (index % 6)) * HOUR_MS),
);
const STRANGE = { city: 'Singapore', address: '203.0.113.9' } as const;
const AT_MS = START_MS + 3 * DAY_MS + 15 * HOUR_MS;
const FIRST = signIn(0, 99, AT_MS, STRANGE);
/** What came after it, and was judged with it in mind. */
const AFTER = signIn(0, 100, AT_MS + HOUR_MS);
const COPIES = {
  'that somebody else signed in': signIn(1, 99, AT_MS, STRANGE),
  'that it was another day': signIn(0, 99, AT_MS - DAY_MS, STRANGE),
};

let nowMs = Date.UTC(2026, 5, 1);

async function load(store: Store, signIns: readonly TestSignIn[]): Promise<void> {
  const text = signIns.map((each) => `${graphLine(each)}\n`).join('');
  const stdin = (async function* () {
    yield new TextEncoder().encode(text);
  })();
  await ingest(store, ['-'], { stdin });
}

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

onBothStores('a late copy says', (open) => {
  test.each(Object.entries(COPIES))('%s: what was judged before is taken back', async (_, copy) => {
    const store = await open();
    await load(store, [...USUAL, FIRST, AFTER]);
    await judgeNow(store);
    const before = await told(store);
    await load(store, [copy]);
    await judgeNow(store);
    const after = await told(store);
    expect(after).not.toEqual(before);

    const whole = await open();
    await load(whole, [...USUAL, FIRST, AFTER]);
    await load(whole, [copy]);
    await judgeNow(whole);
    expect(after).toEqual(await told(whole));
    expect(after[0]?.filter(({ SignInId }) => SignInId === copy.id)).toHaveLength(1);
  });
});
