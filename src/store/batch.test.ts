import { expect, test } from 'vitest';
import { onBothStores } from '../../test/support/stores.ts';
import {
  Batch,
  COPIES_FORM,
  copyLine,
  fieldsForm,
  fieldsLine,
  recover,
  stageCopies,
  stageFields,
  type Store,
} from './index.ts';

const at = (minute: number): string =>
  `2026-03-01T10:${String(minute).padStart(2, '0')}:00.0000000Z`;

interface Landed {
  readonly fields: Readonly<Record<string, string>>;
  readonly copy: string;
}

function landed(id: string, raw: string, position: number, fields = {}): Landed {
  return {
    fields: { id, createdDateTime: at(0), userId: 'U1', ipAddress: '192.0.2.7', ...fields },
    copy: copyLine({
      id,
      table: 'SigninLogs',
      recordTime: '',
      origin: 'test',
      position,
      raw,
      compact: '',
    }),
  };
}

async function load(store: Store, rows: readonly Landed[]) {
  const batch = await Batch.begin(store);
  const copies = await store.payload('copies', COPIES_FORM);
  await copies.append(rows.map(({ copy }) => copy).join(''));
  await stageCopies(store, batch, copies);
  await copies.release();
  const { byTable } = await batch.settle();
  await stage(
    store,
    batch,
    rows.map(({ fields }) => fields),
    'once',
  );
  await foldLastWins(store, batch);
  return { batch, counts: byTable.get('SigninLogs') };
}

async function stage(
  store: Store,
  batch: Batch,
  rows: readonly Landed['fields'][],
  of: 'once' | 'all',
): Promise<void> {
  const fields = await store.payload('fields', fieldsForm('sign_ins'));
  await fields.append(rows.map((row) => fieldsLine(row, 'interactive')).join(''));
  await stageFields(store, batch, 'sign_ins', fields, of);
  await fields.release();
}

/** Stands in for the real fold: the last copy to arrive is the row. */
async function foldLastWins(store: Store, batch: Batch): Promise<void> {
  const rows: Landed['fields'][] = [];
  for await (const copies of batch.copiesToFold()) {
    const [id = '', , , , raw = ''] = copies.at(-1) ?? [];
    rows.push({ id, createdDateTime: at(0), userId: 'U1', city: raw, appDisplayName: raw });
  }
  await stage(store, batch, rows, 'all');
}

function note(store: Store, batch: number, state: string, step: number): Promise<void> {
  const line = `${batch}\t${state}\t${step}\n`;
  return store.insert('ledger', ['Batch', 'State', 'Step'], 'TabSeparated', line);
}

const shown = (store: Store) =>
  store.rows('SELECT Id AS id, Application AS application FROM SigninLogs ORDER BY Id');

onBothStores('a batch', (open) => {
  test('counts each copy as inserted, updated or a duplicate, also within one batch', async () => {
    const store = await open();
    const first = await load(store, [
      landed('a', '{"n":1}', 0),
      landed('b', '{"n":2}', 1),
      landed('a', '{"n":1}', 2),
      landed('a', '{"n":3}', 3),
    ]);
    expect(first.counts).toEqual({ inserted: 2, updated: 1, duplicates: 1 });
    await first.batch.publish();
    expect(await shown(store)).toEqual([
      { id: 'a', application: '{"n":3}' },
      { id: 'b', application: '' },
    ]);

    const second = await load(store, [
      landed('b', '{"n":2}', 0),
      landed('b', '{"n":4}', 1),
      landed('c', '{"n":5}', 2),
    ]);
    expect(second.counts).toEqual({ inserted: 1, updated: 1, duplicates: 1 });
    await second.batch.publish();
    expect(await shown(store)).toEqual([
      { id: 'a', application: '{"n":3}' },
      { id: 'b', application: '{"n":4}' },
      { id: 'c', application: '' },
    ]);
    const copies = await store.rows(
      'SELECT Id AS id, Raw AS raw FROM copies ORDER BY Id, Batch, Position',
    );
    expect(copies).toEqual([
      { id: 'a', raw: '{"n":1}' },
      { id: 'a', raw: '{"n":3}' },
      { id: 'b', raw: '{"n":2}' },
      { id: 'b', raw: '{"n":4}' },
      { id: 'c', raw: '{"n":5}' },
    ]);
  });

  test('drops what was staged when the process died before publishing', async () => {
    const store = await open();
    await load(store, [landed('a', '{}', 0)]);
    expect(await recover(store)).toBe(1);
    expect(await store.rows('SELECT Id FROM stage_sign_ins')).toEqual([]);
    const { batch, counts } = await load(store, [landed('a', '{}', 0)]);
    expect(counts).toEqual({ inserted: 1, updated: 0, duplicates: 0 });
    await batch.publish();
    expect(await shown(store)).toHaveLength(1);
  });

  test('finishes publishing, without losing or doubling, wherever the process died', async () => {
    const store = await open();
    const first = await load(store, [landed('a', '{"n":1}', 0), landed('b', '{"n":2}', 1)]);
    await first.batch.publish();
    // One id that is replaced and one that is new, in two months and so in two partitions.
    for (const died of ['before', 'between', 'after', 'leaving']) {
      const { batch } = await load(store, [
        landed('a', `{"died":"${died}"}`, 0),
        landed(died, '{"n":9}', 1, { createdDateTime: '2026-05-01T00:00:00.0000000Z' }),
      ]);
      await note(store, batch.number, 'publishing', 2);
      if (died !== 'before') await store.command(`DELETE FROM sign_ins WHERE Id = 'a'`);
      const partitions = await store.rows<{ table: string; id: string }>(
        `SELECT DISTINCT table, partition_id AS id FROM system.parts
         WHERE database = currentDatabase() AND active AND rows > 0
           AND table IN ('stage_sign_ins', 'stage_copies', 'fresh_copies')
         ORDER BY table DESC, id`,
      );
      const attached = { before: 0, between: 1 }[died] ?? partitions.length;
      for (const { table, id } of partitions.slice(0, attached)) {
        const target = table === 'stage_sign_ins' ? 'sign_ins' : 'copies';
        await store.command(`ALTER TABLE ${target} ATTACH PARTITION ID '${id}' FROM ${table}`);
      }
      if (died === 'leaving') {
        await note(store, batch.number, 'attached', 3);
        await store.command('TRUNCATE TABLE stage_sign_ins');
      }
      await recover(store);
      expect(
        await store.rows(
          `SELECT Id AS id, Application AS application FROM SigninLogs WHERE Id IN ('a', 'b', '${died}') ORDER BY Id`,
        ),
      ).toEqual(
        [
          { id: 'a', application: `{"died":"${died}"}` },
          { id: died, application: '' },
          { id: 'b', application: '' },
        ].toSorted((x, y) => (x.id < y.id ? -1 : 1)),
      );
      const [copies] = await store.rows<{ n: number }>(
        `SELECT toInt64(count()) AS n FROM copies WHERE Id = '${died}'`,
      );
      expect(copies?.n).toBe(1);
    }
  });
});
