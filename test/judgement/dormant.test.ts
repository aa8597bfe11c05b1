import { expect, test } from 'vitest';
import { detect } from '../../src/pipeline/detect.ts';
import { learn } from '../../src/pipeline/learn.ts';
import { readExplained } from '../../src/pipeline/verdict-reader.ts';
import { judgementSettings } from '../../src/schema/settings.ts';
import type { Store } from '../../src/store/index.ts';
import { load, START_MS, usualSignIn, type TestSignIn } from '../support/small-tenant.ts';
import { onBothStores } from '../support/stores.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const settings = judgementSettings.parse({ learning: { windowDays: 30, memoryDays: 90 } });

/** At nine in the morning in Oslo. */
function signIn(user: number, day: number, more: Partial<TestSignIn> = {}): TestSignIn {
  const timeMs = START_MS + day * DAY_MS + 8 * HOUR_MS + user;
  return usualSignIn(user, idOf(user, day), timeMs, more);
}

function idOf(user: number, day: number): string {
  return `30000000-0000-4000-800${user}-${String(day).padStart(12, '0')}`;
}

const days = (length: number) => Array.from({ length }, (_, day) => day);

/** What became of a user's sign-in of a day; null = nothing odd. */
async function verdict(store: Store, user: number, day: number) {
  const asOfMs = START_MS + day * DAY_MS;
  await learn(store, { settings, asOfMs });
  await detect(store, { settings, sinceMs: asOfMs, nowMs: 0 });
  try {
    return await readExplained(store, idOf(user, day));
  } catch {
    return null;
  }
}

onBothStores('an account that was silent', (open) => {
  test('is judged by what was usual before, and is no newcomer', async () => {
    const store = await open();
    await load(store, [
      ...days(20).flatMap((day) => [signIn(0, day), signIn(1, day)]),
      ...days(70).map((day) => signIn(2, day)),
      signIn(0, 70, { city: 'Singapore', address: '203.0.113.9' }),
      signIn(1, 70),
      // two weeks of holiday
      ...days(30).map((day) => signIn(3, 26 + day)),
      signIn(3, 70),
    ]);
    const abroad = await verdict(store, 0, 70);
    expect(abroad?.verdict.detectors).toContain('dormant-account');
    expect(abroad?.verdict.detectors).toContain('new-country');
    expect(abroad?.verdict.severity).toMatch(/medium|high|critical/);
    expect(abroad?.explanation.isLearning).toBe(false);
    expect(abroad?.explanation.history.signIns).toBe(20);
    const atHome = await readExplained(store, idOf(1, 70));
    expect(atHome.verdict).toMatchObject({ severity: 'low', detectors: ['dormant-account'] });
    await expect(readExplained(store, idOf(3, 70))).rejects.toMatchObject({
      code: 'unknown-anomaly',
      message: expect.stringContaining('nothing about it was odd') as unknown,
    });
    // older than where judging began
    await expect(readExplained(store, idOf(3, 26))).rejects.toThrow('not judged yet');
  });

  test('for longer than memory is not new either', async () => {
    const store = await open();
    await load(store, [...days(20).map((day) => signIn(0, day)), signIn(0, 119)]);
    const woken = await verdict(store, 0, 119);
    expect(woken?.verdict.reasons[0]).toMatchObject({
      detector: 'dormant-account',
      facts: { silenceDays: 100, usualGapDays: 1 },
    });
  });
});
