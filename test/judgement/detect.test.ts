import { describe, expect, test } from 'vitest';
import { detect } from '../../src/pipeline/detect.ts';
import { unjudgedHistory } from '../../src/pipeline/judging-start.ts';
import { learn } from '../../src/pipeline/learn.ts';
import { judgementSettings } from '../../src/schema/settings.ts';
import { randomOf } from '../../src/stats/index.ts';
import type { Store } from '../../src/store/index.ts';
import { load, smallTenant, START_MS, type TestSignIn } from '../support/small-tenant.ts';
import { onBothStores } from '../support/stores.ts';
import { storedTrainings, verdictsOf, type StoredVerdict } from '../support/verdicts.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A short learning period, so that a short tenant has verdicts of all sorts. */
const settings = judgementSettings.parse({
  learning: { windowDays: 10, memoryDays: 30, minDays: 2, minSignIns: 5 },
  forest: { minSignIns: 20 },
});

/** Times only grow from run to run, as they do for users. */
let nowMs = Date.UTC(2026, 5, 1);
const judgeNow = (store: Store, sinceMs?: number) =>
  detect(store, { settings, nowMs: nowMs++, ...(sinceMs === undefined ? {} : { sinceMs }) });

const SIGN_INS = smallTenant(3, 6, 'detect');

onBothStores('detect', (open) => {
  test('judged in pieces, in time order, the verdicts are those of all at once', async () => {
    const whole = await open();
    await load(whole, SIGN_INS);
    const { judged } = await judgeNow(whole);
    expect(judged).toBe(SIGN_INS.length);
    const expected = await verdictsOf(whole);
    const kept = await storedTrainings(whole);
    expect(kept.length).toBe(2); // of six

    const pieces = await open();
    for (const piece of inPieces(SIGN_INS, 3)) {
      await load(pieces, piece);
      await judgeNow(pieces);
    }
    expect(await verdictsOf(pieces)).toEqual(expected);
    expect(await storedTrainings(pieces)).toEqual(kept);
  });

  test('the order of arrival does not matter', async () => {
    const inOrder = await open();
    await load(inOrder, SIGN_INS);
    await judgeNow(inOrder);
    const expected = await verdictsOf(inOrder);

    const mixed = await open();
    const random = randomOf('arrival');
    const shuffled = SIGN_INS.map((signIn) => ({ signIn, key: random.uint32() }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ signIn }) => signIn);
    for (const piece of inPieces(shuffled, 2)) {
      await load(mixed, piece);
      await judgeNow(mixed);
    }
    expect(await verdictsOf(mixed)).toEqual(expected);
    expect((await storedTrainings(mixed)).length).toBe(2);
  });

  test('a record after a moment changes no verdict before it', async () => {
    const atMs = START_MS + 4 * DAY_MS + 13 * HOUR_MS;
    const before = SIGN_INS.filter(({ timeMs }) => timeMs < atMs);
    const short = await open();
    await load(short, before);
    await judgeNow(short);
    const expected = await verdictsOf(short);

    const long = await open();
    await load(long, SIGN_INS);
    await judgeNow(long);
    const ids = new Set(before.map(({ id }) => id));
    expect((await verdictsOf(long)).filter(({ id }) => ids.has(id))).toEqual(expected);
  });

  test('judging again changes nothing and doubles nothing', async () => {
    const store = await open();
    await load(store, SIGN_INS);
    await learn(store, { settings, asOfMs: START_MS + 4 * DAY_MS });
    await judgeNow(store);
    const expected = await verdictsOf(store);
    expect(expected.length).toBe(SIGN_INS.length);
    expect((await judgeNow(store)).judged).toBe(0);
    const again = await judgeNow(store, START_MS + 3 * DAY_MS);
    expect(again.judged).toBe(
      SIGN_INS.filter(({ timeMs }) => timeMs >= START_MS + 3 * DAY_MS).length,
    );
    expect(await verdictsOf(store)).toEqual(expected);
  });

  test('what is older than where judging began is history, until an earlier moment is named', async () => {
    const startMs = START_MS + 5 * DAY_MS;
    const [old, recent] = [0, 1].map((part) =>
      SIGN_INS.filter(({ timeMs }) => timeMs >= startMs === (part === 1)),
    ) as [TestSignIn[], TestSignIn[]];
    const store = await open();
    await load(store, [...old.slice(1), ...recent.slice(0, -1)]);
    await learn(store, { settings, asOfMs: startMs });
    await judgeNow(store, startMs);
    expect(await unjudgedHistory(store)).toMatchObject({ signIns: old.length - 1, startMs });

    // neither a late record of then nor a new one of now makes it walk through the old days
    await load(store, [...old.slice(0, 1), ...recent.slice(-1)]);
    expect((await judgeNow(store)).judged).toBe(1);
    const times = (await verdictsOf(store)).map(({ time }) => time);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(startMs);
    expect((await unjudgedHistory(store)).signIns).toBe(old.length);

    await judgeNow(store, START_MS);
    expect((await verdictsOf(store)).length).toBe(SIGN_INS.length);
    expect((await unjudgedHistory(store)).signIns).toBe(0);
  });

  test('a training counts for what comes after it, and only that', async () => {
    const store = await open();
    await load(store, SIGN_INS);
    const asOfMs = START_MS + 4 * DAY_MS;
    await judgeNow(store);
    const walked = await verdictsOf(store);
    await learn(store, { settings, asOfMs });
    await judgeNow(store, START_MS);
    const learned = await verdictsOf(store);
    const isBefore = ({ time }: StoredVerdict) => time < asOfMs;
    expect(learned.filter(isBefore)).toEqual(walked.filter(isBefore));
    expect(learned.length).toBe(walked.length);
  });
});

describe('the test tenant', () => {
  test('has something new to say', () => {
    expect(new Set(SIGN_INS.map(({ city }) => city)).size).toBeGreaterThan(1);
    expect(SIGN_INS.some(({ code }) => code !== 0)).toBe(true);
  });
});

function inPieces(signIns: readonly TestSignIn[], count: number): TestSignIn[][] {
  const size = Math.ceil(signIns.length / count);
  return Array.from({ length: count }, (_, index) =>
    signIns.slice(index * size, (index + 1) * size),
  );
}
