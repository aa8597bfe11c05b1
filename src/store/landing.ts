import type { Batch } from './batch.ts';
import { contentHashSql } from './content-hash.ts';
import {
  AUDIT_COLUMNS,
  AUDIT_LANDING,
  flattenAudit,
  flattenSignIns,
  LANDING_META,
  SIGN_IN_COLUMNS,
  SIGN_IN_LANDING,
} from './flatten.ts';
import type { Store } from './store.ts';

/** A record on its way in: its fields under their landing names, and the copy that is kept. */
export interface LandingRow {
  /** landing name to text; absent = the record does not say */
  readonly fields: Readonly<Record<string, string>>;
  /** SignInKind, '' for an audit event */
  readonly kind: string;
  readonly id: string;
  /** Microsoft's table name */
  readonly table: string;
  /** record time, ISO 8601 UTC; '' where the shape has none */
  readonly recordTime: string;
  readonly origin: string;
  /** order of arrival within the batch */
  readonly position: number;
  /** the record as it came */
  readonly raw: string;
  /** compact text that identifies the content of the copy; '' = `raw` itself is compact */
  readonly compact: string;
}

export type LandingKind = 'sign_ins' | 'audit';

const COPY_KEYS = [
  'copyId',
  'copyTable',
  'copyTime',
  'copyOrigin',
  'copyPosition',
  'copyRaw',
  'copyText',
] as const;

const LANDINGS = {
  sign_ins: {
    fields: SIGN_IN_LANDING,
    columns: SIGN_IN_COLUMNS,
    stage: 'stage_sign_ins',
    flatten: flattenSignIns,
  },
  audit: {
    fields: AUDIT_LANDING,
    columns: AUDIT_COLUMNS,
    stage: 'stage_AuditLogs',
    flatten: flattenAudit,
  },
} as const;

const CONTENT_HASH = contentHashSql(`if(copyText = '', copyRaw, copyText)`);

/** Stages records and their copies. */
export async function stageRecords(
  store: Store,
  batch: Batch,
  kind: LandingKind,
  rows: readonly LandingRow[],
): Promise<void> {
  await land(
    store,
    kind,
    rows.map((row) => ({
      ...row.fields,
      kind: row.kind,
      batch: batch.number,
      copyId: row.id,
      copyTable: row.table,
      copyTime: row.recordTime,
      copyOrigin: row.origin,
      copyPosition: row.position,
      copyRaw: row.raw,
      copyText: row.compact,
    })),
  );
  await store.command(`
    INSERT INTO stage_copies (Id, ContentHash, TableName, RecordTime, Batch, Position, Origin, Raw)
    SELECT copyId, ${CONTENT_HASH}, copyTable, copyTime, ${batch.number}, copyPosition, copyOrigin, copyRaw
    FROM landing_${kind}`);
  await flattenLanded(store, kind);
}

/** A row folded from all copies of its id. */
export interface FoldedRow {
  readonly fields: Readonly<Record<string, string>>;
  readonly kind: string;
}

/** Stages folded rows; their copies are staged already. */
export async function stageFolded(
  store: Store,
  batch: Batch,
  kind: LandingKind,
  rows: readonly FoldedRow[],
): Promise<void> {
  await land(
    store,
    kind,
    rows.map((row) => ({ ...row.fields, kind: row.kind, batch: batch.number })),
  );
  await flattenLanded(store, kind);
}

async function land(store: Store, kind: LandingKind, rows: readonly object[]): Promise<void> {
  await store.command(`TRUNCATE TABLE landing_${kind}`);
  const columns = [...LANDINGS[kind].fields, ...Object.keys(LANDING_META), ...COPY_KEYS];
  const payload = rows.map((row) => JSON.stringify(row)).join('\n');
  await store.insert(`landing_${kind}`, columns, 'JSONEachRow', payload);
}

async function flattenLanded(store: Store, kind: LandingKind): Promise<void> {
  const { columns, stage, flatten } = LANDINGS[kind];
  await store.command(
    `INSERT INTO ${stage} (${columns.map(({ name }) => name).join(', ')}) ${flatten(`landing_${kind}`)}`,
  );
  await store.command(`TRUNCATE TABLE landing_${kind}`);
}

/** A record that could not be read. */
export interface RejectedRecord {
  readonly reason: string;
  readonly detail: string;
  readonly origin: string;
  readonly position: number;
  /** the record itself, cut where it is very long */
  readonly text: string;
}

/** Stages what could not be read. The same reject read again is one row. */
export async function stageRejects(store: Store, rows: readonly RejectedRecord[]): Promise<void> {
  const payload = rows.map(({ reason, detail, origin, position, text }) =>
    JSON.stringify([reason, detail, origin, position, text]),
  );
  await store.insert(
    'stage_reject_rows',
    ['Reason', 'Detail', 'Origin', 'Position', 'Record'],
    'JSONCompactEachRow',
    payload.join('\n'),
  );
}
