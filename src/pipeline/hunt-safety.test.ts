import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { huntSettings } from '../schema/hunt-settings.ts';
import { openStore, type Store } from '../store/index.ts';
import { hunt } from './hunt.ts';
import { ingest } from './ingest.ts';

const ENDLESS = 'range x from 1 to 1000000000000 step 1 | where x % 7 == 8 | count';

const directory = mkdtempSync(path.join(tmpdir(), 'oddsock-safety-'));
let store: Store;

beforeAll(async () => {
  store = await openStore({ data: path.join(directory, 'data') });
});

afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

test('no text of a query leaves its literal', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "'",
      '\\',
      "\\'",
      '`',
      '"',
      '--',
      '/*',
      '*/',
      ';',
      '{x:String}',
      '\n',
      '\0',
      '%',
      '$$',
    ),
    fc.constantFrom(" UNION ALL SELECT '", "'); DROP TABLE sign_ins; --", 'é', '🧦', '\u2028'),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  const hostile = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 20 }), async (texts) => {
      const values = texts.map((text) => JSON.stringify(text).replaceAll('\u2028', '\\u2028'));
      const query = `print list = dynamic([${values.join(', ')}]), one = tostring(${values[0]})`;
      const { rows } = await hunt(store, query, { nowMs: 0 });
      expect(rows).toEqual([[texts, texts[0]]]);
    }),
    { seed: 20_261_125, numRuns: 60 },
  );
});

test('after hunts that were refused, too slow or stopped, the same store takes logs in', async () => {
  const ask = (query: string, more: object = {}) => hunt(store, query, { nowMs: 0, ...more });
  await expect(ask('Nowhere')).rejects.toThrow('Nowhere');
  const settings = huntSettings.parse({ maxSeconds: 1 });
  await expect(ask(ENDLESS, { settings })).rejects.toMatchObject({ engineCode: 159 });
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('enough')), 300);
  await expect(ask(ENDLESS, { signal: stop.signal })).rejects.toThrow('enough');
  const file = path.join(directory, 'logs.ndjson');
  writeFileSync(
    file,
    '{"id":"a","createdDateTime":"2026-01-01T08:00:00Z","userId":"u","userPrincipalName":"ada@example.org","status":{"errorCode":0}}\n',
  );
  expect(await ingest(store, [file], {})).toMatchObject({ inserted: 1 });
  expect((await ask('SignIns | count')).rows).toEqual([[1]]);
});
