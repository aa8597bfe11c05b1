import { expect, test } from 'vitest';
import { onBothStores } from '../../test/support/stores.ts';
import { reasonRules, resultClassOf, resultCodes } from '../schema/result-codes.ts';
import { RESULT_CLASS_SQL, RESULT_COLUMNS_SQL } from './result-class-sql.ts';

onBothStores('the class of a result in SQL', (open) => {
  test('is that of the table, for every code and every rule', async () => {
    const reasons = [
      '',
      'Other.',
      ...reasonRules.map(({ contains }) => `X ${contains.toUpperCase()}`),
    ];
    const codes = [...resultCodes.map(({ code }) => code), 0, 1, 999_999];
    const cases = codes.flatMap((code) =>
      reasons.map((failureReason) => ({ code, failureReason })),
    );
    const store = await open();
    await store.command('CREATE TABLE t (N UInt32, status String) ENGINE = MergeTree ORDER BY N');
    const lines = cases.map(({ code, failureReason }, n) =>
      JSON.stringify([n, JSON.stringify({ errorCode: code, failureReason })]),
    );
    await store.insert('t', ['N', 'status'], 'JSONCompactEachRow', lines.join('\n'));
    const found = await store.rows<{ class: string }>(
      `SELECT ${RESULT_CLASS_SQL} AS class
       FROM (SELECT *, ${RESULT_COLUMNS_SQL} FROM (SELECT N, status, '' AS resultType, '' AS resultDescription FROM t))
       ORDER BY N`,
    );
    const wanted = cases.map(({ code, failureReason }) => resultClassOf(code, failureReason));
    expect(found.map((row) => row.class)).toEqual(wanted);
  });

  test('knows that a record without a code is no success', async () => {
    const store = await open();
    const found = await store.rows<{ class: string; code: number }>(
      `SELECT ${RESULT_CLASS_SQL} AS class, resultCode AS code
       FROM (SELECT *, ${RESULT_COLUMNS_SQL} FROM (
         SELECT arrayJoin(['', '0', 'x', '50126']) AS resultType, '{}' AS status, '' AS resultDescription))`,
    );
    expect(found).toEqual([
      { class: 'unknown', code: -1 },
      { class: 'success', code: 0 },
      { class: 'unknown', code: -1 },
      { class: 'wrongSecret', code: 50_126 },
    ]);
  });
});
