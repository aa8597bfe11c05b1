import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { onBothStores } from '../../test/support/stores.ts';
import { EngineError } from './index.ts';

/** What ends, escapes or stands for something in SQL, in tables of text and in a parameter, and anything else. */
const SPECIAL = `'"\\{:}\0\n\t\r\u0007$&n0N`.split('');
const TEXT = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...SPECIAL),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 8,
});
const NUMBERS = fc.array(fc.integer(), { maxLength: 3 });

onBothStores('a store', (open) => {
  test('binds parameters as values, whatever they contain', async () => {
    const store = await open();
    const hostile = `'; DROP TABLE t; -- \\ " \n \u0007 é 🧦`;
    const rows = await store.rows<{ text: string; list: string[] }>(
      'SELECT {text:String} AS text, {list:Array(String)} AS list',
      { text: hostile, list: [hostile, "a'b"] },
    );
    expect(rows).toEqual([{ text: hostile, list: [hostile, "a'b"] }]);
  });

  test('gives back every text, number and list that it was given', async () => {
    const store = await open();
    const given = fc.record({
      text: TEXT,
      texts: fc.array(TEXT, { maxLength: 3 }),
      whole: fc.maxSafeInteger(),
      numbers: NUMBERS,
      nested: fc.array(NUMBERS, { maxLength: 3 }),
    });
    const sql = `SELECT {text:String} AS text, {texts:Array(String)} AS texts, {whole:Int64} AS whole,
      {numbers:Array(Int64)} AS numbers, {nested:Array(Array(Int64))} AS nested`;
    await fc.assert(
      fc.asyncProperty(given, async (values) => {
        expect(await store.rows(sql, values)).toEqual([values]);
      }),
      { seed: 20261126, numRuns: 150 },
    );
  });

  test('answers statements with parameters at the same time, each with its own', async () => {
    const store = await open();
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, index) =>
        Buffer.from(
          await store.bytes('SELECT {n:UInt32} + 0 * sum(number) FROM numbers({n:UInt32})', 'TSV', {
            n: 1000 + index,
          }),
        ).toString(),
      ),
    );
    expect(answers).toEqual(answers.map((_, index) => `${1000 + index}\n`));
  });

  test('streams what was inserted, in order, 64-bit integers as numbers', async () => {
    const store = await open();
    await store.command('CREATE TABLE t (Id String, N UInt64) ENGINE = MergeTree ORDER BY N');
    await store.insert('t', ['N', 'Id'], 'TabSeparated', '2\tb\\tc\n1\ta\n');
    await store.insert('t', ['Id', 'N'], 'JSONEachRow', '{"Id":"x\\u0000","N":3}\n');
    const seen: unknown[] = [];
    for await (const rows of store.stream('SELECT Id, N FROM t ORDER BY N')) seen.push(...rows);
    expect(seen).toEqual([
      ['a', 1],
      ['b\tc', 2],
      ['x\u0000', 3],
    ]);
    expect(Buffer.from(await store.bytes('SELECT N FROM t ORDER BY N', 'TSV')).toString()).toBe(
      '1\n2\n3\n',
    );
  });

  test('serves a query while a stream is open', async () => {
    const store = await open();
    let total = 0;
    for await (const rows of store.stream('SELECT number FROM numbers(200000)')) {
      const [one] = await store.rows<{ one: number }>('SELECT 1 AS one');
      total += rows.length * (one?.one ?? 0);
    }
    expect(total).toBe(200_000);
  });

  test('tells the engine code of a refused statement', async () => {
    const store = await open();
    const refusal = store.command('SELECT * FROM nowhere');
    await expect(refusal).rejects.toThrow(EngineError);
    await expect(refusal).rejects.toMatchObject({ engineCode: 60 });
  });

  test('reads zoneless times as UTC', async () => {
    const store = await open();
    const rows = await store.rows(
      `SELECT toUnixTimestamp(toDateTime('2024-07-01 00:00:00')) AS seconds`,
    );
    expect(rows).toEqual([{ seconds: 1719792000 }]);
  });
});
