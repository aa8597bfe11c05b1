import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { onBothStores } from '../../test/support/stores.ts';
import { jsonTextOfSql, jsonTextSql } from './json-text.ts';

const KEY = 'city';
const KEYS = ['state', KEY, 'countryOrRegion'];

/** Places where something else may be found. */
const HAZARDS = [
  '',
  'null',
  '{}',
  '[]',
  '"city"',
  '{"city":"Oslo","state":"Oslo"}',
  '{"state":"Oslo"}',
  '{"city":""}',
  '{"city":null}',
  '{"city":7}',
  '{"city":1.50}',
  '{"city":true}',
  '{"city":{"a":"b"}}',
  '{"city":["a"]}',
  '{"inner":{"city":"Rome"}}',
  '{"inner":{"city":"Rome"},"city":"Oslo"}',
  '{"city":"Oslo","inner":{"city":"Rome"}}',
  '{"city":"Oslo","city":"Rome"}',
  '{"city":7,"city":"Rome"}',
  '[{"city":"Rome"}]',
  '{"list":[{"city":"Rome"}]}',
  '{"city": "Oslo"}',
  ' {"city":"Oslo"}',
  '{"city" :"Oslo","x":{"city":"Rome"}}',
  '{"a":"city","b":"Rome"}',
  '{"velocity":"fast"}',
  String.raw`{"city":"\u00d8sl\ud83d\ude00"}`,
  String.raw`{"a":"\"city\":\"Rome\"","city":"Oslo"}`,
  String.raw`{"c\u0069ty":"Rome"}`,
  '{"city":"Ø 😀"}',
  '{"city":"Os',
  '{"city":"Oslo"',
  '{"city":Oslo}',
];

onBothStores('the text at a key', (open) => {
  test('is the same whether it is read alone or with others', async () => {
    const names = fc.constantFrom(KEY, 'state', 'a', 'City', '"', '\\');
    const leaf = fc.oneof(fc.string(), names, fc.integer(), fc.boolean(), fc.constant(null));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(names, tie('value'), { maxKeys: 3 }),
      ),
    }));
    const made = fc.sample(fc.dictionary(names, value), { numRuns: 3000, seed: 7 });
    const texts = [...HAZARDS, ...made.map((each) => JSON.stringify(each))];
    const store = await open();
    await store.command('CREATE TABLE t (x String) ENGINE = MergeTree ORDER BY tuple()');
    const lines = texts.map((each) => JSON.stringify([each]));
    await store.insert('t', ['x'], 'JSONCompactEachRow', lines.join('\n'));
    const different = await store.rows(
      `SELECT x, ${jsonTextOfSql('x', KEY, KEYS)} AS together, ${jsonTextSql('x', KEY)} AS alone
       FROM t WHERE together != alone`,
    );
    expect(different).toEqual([]);
    const [found] = await store.rows<{ n: number }>(
      `SELECT toUInt32(count()) AS n FROM t WHERE ${jsonTextSql('x', KEY)} != ''`,
    );
    expect(found?.n).toBeGreaterThan(300);
  });
});
