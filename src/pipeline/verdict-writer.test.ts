import { expect, test } from 'vitest';
import { onBothStores } from '../../test/support/stores.ts';
import { DETECTORS } from '../detectors/index.ts';
import { evidence, signIn, type EvidenceChanges } from '../detectors/test-support.ts';
import type { UsualValues } from '../evidence/index.ts';
import { judge, prepareJudgement } from '../risk/index.ts';
import { WITH_LINUX_FROM_LIMA } from '../risk/test-support.ts';
import { anomalyRow, explanation } from '../schema/anomaly-outputs.ts';
import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import { judgementSettings } from '../schema/settings.ts';
import { microsoftTable, systemColumns } from '../schema/tables.ts';
import type { Store } from '../store/index.ts';
import {
  readAnomalies,
  readBehaviours,
  readExplained,
  type StoredVerdict,
  type VerdictFilter,
} from './verdict-reader.ts';
import { TACTICS_OF_TECHNIQUE } from './tactics.ts';
import { createVerdictTables } from './verdict-tables.ts';
import { VerdictWriter } from './verdict-writer.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-02T08:00:00Z');
const judgement = prepareJudgement(judgementSettings.parse({}), DETECTORS);
const ORDINARY: EvidenceChanges = {};
const HOSTILE = 'Eve \u001b[2J "\\ \t\n \u0000 \ud800 \u202E <b>\'';

const usual = Object.fromEntries(
  HABIT_KIND_NAMES.map((kind) => [kind, [{ value: `usual ${kind}`, share: 0.9 }]]),
) as unknown as UsualValues;

interface Told {
  readonly id: string;
  readonly timeMs?: number;
  readonly entity?: string;
  readonly name?: string;
  readonly what?: EvidenceChanges;
}

/** Judges and writes a page of sign-ins; what is not said otherwise is a stolen password. */
async function write(store: Store, nowMs: number, told: readonly Told[]): Promise<void> {
  const writer = new VerdictWriter(store, nowMs);
  const entities = new Set<string>();
  for (const { id, timeMs = START, entity = 'u-ada', name = 'Ada', what } of told) {
    const changes = what ?? WITH_LINUX_FROM_LIMA;
    const own = { ...changes.signIn, id, timeMs, entityId: entity, entityName: name };
    const given = evidence({ ...changes, signIn: own });
    entities.add(entity);
    writer.add(judge(given, judgement), given, () => usual);
  }
  await writer.flush([...entities], START - HOUR, START + 100 * HOUR);
}

async function anomalies(store: Store, filter?: VerdictFilter): Promise<StoredVerdict[]> {
  return collected(readAnomalies(store, filter));
}

async function collected<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

const ids = (verdicts: readonly StoredVerdict[]) => verdicts.map(({ signIns }) => signIns[0]);

onBothStores('verdicts', (open) => {
  test('what is written is read back, in order of time', async () => {
    const store = await open();
    await createVerdictTables(store);
    await write(store, 1, [
      { id: 'b', timeMs: START + HOUR },
      { id: 'a' },
      { id: 'c', timeMs: START + 2 * HOUR, what: ORDINARY },
    ]);
    const stored = await anomalies(store);
    expect(ids(stored)).toEqual(['a', 'b']);
    for (const each of stored) anomalyRow.omit({ title: true }).parse(each);
    expect(stored[0]).toMatchObject({
      time: '2026-03-02T08:00:00.000Z',
      entity: { kind: 'user', id: 'u-ada', name: 'Ada' },
      userPrincipalName: 'ada@example.org',
      severity: 'medium',
      signIn: {
        ipAddress: '203.0.113.7',
        country: 'PE',
        city: 'Lima',
        application: 'Microsoft Teams',
        operatingSystem: 'Linux',
        browser: 'Firefox 150.0',
        resultCode: 0,
        resultClass: 'success',
      },
    });
    expect(stored[0]?.score).toBeGreaterThan(0.998);
    expect(stored[0]?.reasons.map(({ detector }) => detector)).toContain('new-country');
  });

  test('judged again it is the same row; ordinary now, it is gone; of others nothing changes', async () => {
    const store = await open();
    await createVerdictTables(store);
    const both = [{ id: 'a' }, { id: 'b', timeMs: START + HOUR }];
    await write(store, 1, [...both, { id: 'other', entity: 'u-bob' }]);
    const first = await anomalies(store);
    await write(store, 2, both);
    expect(await anomalies(store)).toEqual(first);
    await write(store, 3, [{ id: 'a', what: ORDINARY }]);
    expect(new Set(ids(await anomalies(store)))).toEqual(new Set(['b', 'other']));
    const [view] = await store.rows<{ rows: number }>(
      'SELECT toInt64(count()) AS rows FROM Anomalies',
    );
    expect(view?.rows).toBe(2);
    await write(store, 4, [{ id: 'a' }]);
    expect(await anomalies(store)).toEqual(first);
  });

  test('a clock that was set back does not bring an old verdict back', async () => {
    const store = await open();
    await createVerdictTables(store);
    await write(store, 1_000_000, [{ id: 'a' }]);
    await write(store, 1000, [{ id: 'a', what: ORDINARY }]);
    expect(await anomalies(store)).toEqual([]);
    await write(store, 500, [{ id: 'a' }]);
    expect(ids(await anomalies(store))).toEqual(['a']);
  });

  test('an anomaly may become a behaviour, which is no anomaly', async () => {
    const store = await open();
    await createVerdictTables(store);
    await write(store, 1, [{ id: 'a' }]);
    const repeats = signIn({ ...WITH_LINUX_FROM_LIMA.signIn, id: 'first', timeMs: START - HOUR });
    await write(store, 2, [{ id: 'a', what: { ...WITH_LINUX_FROM_LIMA, recent: [repeats] } }]);
    expect(await anomalies(store)).toEqual([]);
    const behaviours = await collected(readBehaviours(store));
    expect(behaviours).toMatchObject([{ signIns: ['a'], severity: null }]);
    const { explanation: why } = await readExplained(store, 'a');
    expect(why.repeats).toBe('first');
  });

  test('filters by severity, time and number; the newest are taken and shown in order', async () => {
    const store = await open();
    await createVerdictTables(store);
    const high = {
      ...WITH_LINUX_FROM_LIMA,
      addressFailures: { users: 40, attempts: 50 },
    };
    await write(store, 1, [
      { id: 'a' },
      { id: 'b', timeMs: START + HOUR, what: high },
      { id: 'c', timeMs: START + 2 * HOUR },
    ]);
    expect(ids(await anomalies(store, { severity: 'high' }))).toEqual(['b']);
    expect(ids(await anomalies(store, { severity: 'low' }))).toEqual(['a', 'b', 'c']);
    expect(ids(await anomalies(store, { sinceMs: START + HOUR }))).toEqual(['b', 'c']);
    expect(ids(await anomalies(store, { limit: 2 }))).toEqual(['b', 'c']);
    await expect(anomalies(store, { user: 'nobody' })).rejects.toThrow('nobody');
  });

  test('explains from what was stored, by the id of the anomaly or of the sign-in', async () => {
    const store = await open();
    await createVerdictTables(store);
    await write(store, 1, [{ id: 'a' }]);
    const byId = await readExplained(store, 'a');
    expect(await readExplained(store, byId.verdict.id)).toEqual(byId);
    explanation.parse(byId.explanation);
    expect(byId.explanation).toMatchObject({
      isLearning: false,
      repeats: null,
      history: { signIns: 300, days: 60, usersInTenant: 200 },
      failures: { usualPercent: 2 },
      travel: null,
      forest: null,
    });
    expect(byId.explanation.rule).not.toBe('');
    expect(byId.explanation.values[0]).toMatchObject({
      kind: 'country',
      value: 'PE',
      isNew: true,
      usual: [{ value: 'usual country', sharePercent: 90 }],
    });
    await expect(readExplained(store, 'x')).rejects.toMatchObject({ code: 'unknown-anomaly' });
  });

  test('hostile text stays text', async () => {
    const store = await open();
    await createVerdictTables(store);
    const what = {
      ...WITH_LINUX_FROM_LIMA,
      signIn: { ...WITH_LINUX_FROM_LIMA.signIn, application: HOSTILE, userPrincipalName: HOSTILE },
    };
    await write(store, 1, [{ id: 'evil', name: HOSTILE, what }]);
    const [stored] = await anomalies(store);
    // a lone surrogate is no text that UTF-8 can hold
    const kept = HOSTILE.toWellFormed();
    expect(stored?.entity.name).toBe(kept);
    expect(stored?.signIn.application).toBe(kept);
    const [row] = await store.rows<Record<string, string>>('SELECT * FROM Anomalies');
    expect(JSON.parse(row?.['ActivityInsights'] ?? '')).toMatchObject({ Application: kept });
  });

  test('the view Anomalies has the columns that Microsoft documents, and ours', async () => {
    const store = await open();
    await createVerdictTables(store);
    await write(store, 1, [{ id: 'a' }]);
    const system = new Set(systemColumns.map(({ name }) => name));
    const documented = microsoftTable('Anomalies').columns.filter(({ name }) => !system.has(name));
    const [row] = await store.rows<Record<string, string>>('SELECT * FROM Anomalies');
    const columns = new Set(Object.keys(row ?? {}));
    expect(documented.filter(({ name }) => !columns.has(name))).toEqual([]);
    for (const { name, type } of documented) {
      if (type === 'dynamic') JSON.parse(row?.[name] ?? '');
    }
    expect(row).toMatchObject({
      TimeGenerated: '2026-03-02 08:00:00.0000000',
      RuleName: 'New or rare country',
      SourceIpAddress: '203.0.113.7',
      UserPrincipalName: 'ada@example.org',
      Severity: 'medium',
      SignInId: 'a',
      Type: 'Anomalies',
    });
    expect(row?.['Techniques']).toContain('T1078.004');
    expect(row?.['Tactics']).toContain('InitialAccess');
  });
});

test('every technique that a detector names has its tactics', () => {
  const techniques = new Set(DETECTORS.flatMap((detector) => detector.techniques));
  expect(Object.keys(TACTICS_OF_TECHNIQUE).toSorted()).toEqual([...techniques].toSorted());
});
