import { AUDIT_COLUMNS, SIGN_IN_COLUMNS } from './flatten.ts';
import type { StoredColumn } from './flatten.ts';
import { STAGED_TABLES, type StagedTable } from './batch.ts';
import { ensureSchema, storedColumns } from './ensure-schema.ts';
import { HELD_MERGES, heldMerges } from './housekeeping.ts';
import { microsoftViews } from './microsoft-views.ts';
import { PATCHABLE } from './patch-parts.ts';
import type { Store } from './store.ts';

/** Small parts are one file instead of some 250: making the files was half of the loading time. */
const WIDE_PARTS = 'min_bytes_for_wide_part = 268435456';

/** Large, and merged when there is time for it. */
export const LARGE_TABLES = ['sign_ins', 'AuditLogs', 'copies'] as const;

/** Makes the tables of the way of a record, and adds columns that a newer version brought.
 *  Cheap when nothing has changed: one look-up. */
export async function createTables(store: Store): Promise<void> {
  await ensureSchema(store, {
    name: 'store',
    firstTable: 'sign_ins',
    tables: tableStatements(store),
    async migrate() {
      for (const table of ['sign_ins', 'stage_sign_ins'])
        await addMissing(store, table, SIGN_IN_COLUMNS);
      for (const table of ['AuditLogs', 'stage_AuditLogs'])
        await addMissing(store, table, AUDIT_COLUMNS);
      const staged = STAGED_TABLES.flatMap((name) => [name, `stage_${name}`]);
      for (const table of [...staged, 'fresh_copies'])
        await store.command(`ALTER TABLE ${table} MODIFY SETTING ${PATCHABLE}`);
      if (!store.embedded) return;
      for (const table of LARGE_TABLES)
        await store.command(`ALTER TABLE ${table} MODIFY SETTING ${HELD_MERGES}`);
    },
    views: microsoftViews(),
  });
}

function tableStatements(store: Store): string[] {
  const tables: Record<StagedTable, { columns: string; engine: string; settings?: string[] }> = {
    // Sorted by day, then entity: judging today's sign-ins reads today however long the history is,
    // and within a day one entity's alike records lie together. A month a partition: old months can
    // be dropped or moved as a whole.
    sign_ins: {
      columns: `${columnList(SIGN_IN_COLUMNS)}, INDEX by_id Id TYPE bloom_filter(0.001) GRANULARITY 1`,
      engine: `MergeTree PARTITION BY (SignInKind, toYYYYMM(TimeGenerated))
        ORDER BY (toDate(CreatedDateTime), EntityId, CreatedDateTime, Id)`,
    },
    AuditLogs: {
      columns: `${columnList(AUDIT_COLUMNS)}, INDEX by_id Id TYPE bloom_filter(0.001) GRANULARITY 1`,
      engine: 'MergeTree PARTITION BY toYYYYMM(TimeGenerated) ORDER BY (ActivityDateTime, Id)',
    },
    copies: {
      columns: `
        Id String, ContentHash FixedString(16), TableName LowCardinality(String),
        RecordTime String CODEC(ZSTD(1)), Batch UInt64 CODEC(ZSTD(1)),
        Position UInt64 CODEC(ZSTD(1)),
        ArrivedAt DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC') CODEC(ZSTD(1)),
        Origin LowCardinality(String), Raw String CODEC(ZSTD(1))`,
      engine: 'MergeTree ORDER BY (Id, ContentHash) PARTITION BY tuple()',
      // A look-up of few ids reads few rows; few columns are few files.
      settings: ['index_granularity = 1024'],
    },
    // Days whose tenant-wide counts must be made anew.
    touched_days: {
      columns: 'Day Date, Batch UInt64',
      engine: 'MergeTree ORDER BY (Day, Batch) PARTITION BY tuple()',
    },
    pending: {
      columns: 'EntityId String, TimeMs Int64, Id String, RowVersion UInt64, Batch UInt64',
      engine: 'MergeTree ORDER BY (EntityId, TimeMs, Id) PARTITION BY tuple()',
    },
    // The same reject read again is the same row.
    reject_rows: {
      columns: `
        RejectHash UInt64 DEFAULT sipHash64(Reason, Detail, if(Record = '', Origin, ''), Record),
        Reason LowCardinality(String), Detail String, Origin String, Position UInt64,
        ArrivedAt DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC'), Record String CODEC(ZSTD(1))`,
      engine: 'ReplacingMergeTree ORDER BY RejectHash PARTITION BY tuple()',
    },
  };
  const create = (name: string, like: StagedTable, extraSettings: string): string => {
    const { columns, engine, settings = [WIDE_PARTS] } = tables[like];
    const all = [...settings, PATCHABLE, extraSettings].filter(Boolean).join(', ');
    return `CREATE TABLE IF NOT EXISTS ${name} (${columns}) ENGINE = ${engine} SETTINGS ${all}`;
  };
  return [
    ...STAGED_TABLES.flatMap((name) => [
      create(name, name, LARGE_TABLES.some((large) => large === name) ? heldMerges(store) : ''),
      // What is staged is moved on at once; merging it first would be work done twice.
      create(`stage_${name}`, name, HELD_MERGES),
    ]),
    `CREATE OR REPLACE VIEW rejects AS SELECT * FROM reject_rows FINAL`,
    create('fresh_copies', 'copies', HELD_MERGES),
    `CREATE TABLE IF NOT EXISTS staged_repeats
      (Id String, TableName LowCardinality(String), Arrived UInt64, Fresh UInt64, Known Bool)
      ENGINE = MergeTree ORDER BY Id`,
    `CREATE TABLE IF NOT EXISTS ledger
      (Batch UInt64, State LowCardinality(String), Step UInt8, At DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC'))
      ENGINE = MergeTree ORDER BY (Batch, Step)`,
  ];
}

function columnList(columns: readonly StoredColumn[]): string {
  return columns.map(({ name, type }) => `${name} ${type}`).join(',\n  ');
}

async function addMissing(
  store: Store,
  table: string,
  columns: readonly StoredColumn[],
): Promise<void> {
  const names = new Set(await storedColumns(store, table));
  const missing = columns.filter(({ name }) => !names.has(name));
  if (missing.length === 0) return;
  await store.command(
    `ALTER TABLE ${table} ${missing.map(({ name, type }) => `ADD COLUMN ${name} ${type}`).join(', ')}`,
  );
}
