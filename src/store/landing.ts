import type { Batch } from './batch.ts';
import { contentHashSql } from './content-hash.ts';
import {
  AUDIT_COLUMNS,
  AUDIT_LANDING,
  flattenAudit,
  flattenSignIns,
  SIGN_IN_COLUMNS,
  SIGN_IN_LANDING,
} from './flatten.ts';
import { JSON_TEXT_SETTINGS, LOAD_SETTINGS } from './load-settings.ts';
import { KIND_OF_FIELDS } from './sign-in-kind-sql.ts';
import type { Payload, PayloadForm, Store } from './store.ts';

/** The text of a record that is kept, and what identifies it. */
export interface StagedCopy {
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

/** A record's fields: landing name to text; absent = the record does not say. */
export type LandingFields = Readonly<Record<string, string>>;

/** A record that could not be read. */
export interface RejectedRecord {
  readonly reason: string;
  readonly detail: string;
  readonly origin: string;
  readonly position: number;
  /** the record itself, cut where it is very long */
  readonly text: string;
}

export type LandingKind = 'sign_ins' | 'audit';

const LANDINGS = {
  sign_ins: {
    fields: SIGN_IN_LANDING,
    columns: SIGN_IN_COLUMNS,
    stage: 'stage_sign_ins',
    kind: `if(ownKind = '', ${KIND_OF_FIELDS}, ownKind)`,
    flatten: flattenSignIns,
  },
  audit: {
    fields: AUDIT_LANDING,
    columns: AUDIT_COLUMNS,
    stage: 'stage_AuditLogs',
    kind: `''`,
    flatten: flattenAudit,
  },
} as const;

export const COPIES_FORM: PayloadForm = {
  format: 'TabSeparated',
  structure:
    'id String, tableName String, recordTime String, position UInt64, origin String, raw String, compact String',
};

export const REJECTS_FORM: PayloadForm = {
  format: 'TabSeparated',
  structure: 'reason String, detail String, origin String, position UInt64, record String',
};

/** Lines of COPIES_FORM. */
export function copyLine(copy: StagedCopy): string {
  const { id, table, recordTime, position, origin, raw, compact } = copy;
  return `${escaped(id)}\t${table}\t${recordTime}\t${position}\t${escaped(origin)}\t${escaped(raw)}\t${escaped(compact)}\n`;
}

/** Lines of REJECTS_FORM. */
export function rejectLine({ reason, detail, origin, position, text }: RejectedRecord): string {
  return `${escaped(reason)}\t${escaped(detail)}\t${escaped(origin)}\t${position}\t${escaped(text)}\n`;
}

/** Fields travel as JSON lines, by landing name. A plain Graph sign-in is such a line as it stands. */
export function fieldsForm(kind: LandingKind): PayloadForm {
  const columns = LANDINGS[kind].fields.map((field) => `${field} String`);
  return { format: 'JSONEachRow', structure: [...columns, 'ownKind String'].join(', ') };
}

/** Lines of `fieldsForm`.
 *  @param signInKind  SignInKind, '' for an audit event */
export function fieldsLine(fields: LandingFields, signInKind: string): string {
  return `${JSON.stringify({ ...fields, ownKind: signInKind })}\n`;
}

/** Stages the copies of records, as they came. */
export async function stageCopies(store: Store, batch: Batch, copies: Payload): Promise<void> {
  await store.command(
    `INSERT INTO stage_copies (Id, ContentHash, TableName, RecordTime, Batch, Position, Origin, Raw)
     SELECT
       id, ${contentHashSql(`if(compact = '', raw, compact)`)}, tableName, recordTime,
       ${batch.number}, position, origin, raw
     FROM ${copies.source}
     SETTINGS ${LOAD_SETTINGS}`,
    copies.parameters,
  );
}

/** Stages what could not be read. The same reject read again is one row. */
export async function stageRejects(store: Store, rejects: Payload): Promise<void> {
  await store.command(
    `INSERT INTO stage_reject_rows (Reason, Detail, Origin, Position, Record)
     SELECT reason, detail, origin, position, record
     FROM ${rejects.source}
     SETTINGS ${LOAD_SETTINGS}`,
    rejects.parameters,
  );
}

/** Stages the rows of records, made of their fields.
 *  @param of  'once' = all but those whose id comes more than once; these are folded from their copies */
export async function stageFields(
  store: Store,
  batch: Batch,
  kind: LandingKind,
  rows: Payload,
  of: 'once' | 'all',
): Promise<void> {
  const { fields, kind: signInKind } = LANDINGS[kind];
  const source = `(
    SELECT ${fields.join(', ')}, ${batch.number} AS batch, ${signInKind} AS kind
    FROM ${rows.source}
    ${of === 'once' ? 'WHERE id NOT IN (SELECT Id FROM staged_repeats)' : ''}
  )`;
  await store.command(flattenInto(kind, source), rows.parameters);
}

/** INSERT of what flattening makes of landing rows. Parsed by one thread while another one flattens and
 *  writes: parsing in parallel takes a third more of both cores, to find where rows begin.
 *  @param source  see `flattenSignIns` */
export function flattenInto(kind: LandingKind, source: string): string {
  const { columns, stage, flatten } = LANDINGS[kind];
  return `INSERT INTO ${stage} (${columns.map(({ name }) => name).join(', ')})
    ${flatten(source)}
    SETTINGS ${LOAD_SETTINGS}, ${JSON_TEXT_SETTINGS}, input_format_parallel_parsing = 0`;
}

const SPECIAL = /[\\\t\n\r]/;

/** https://clickhouse.com/docs/interfaces/formats/TabSeparated: what may not stand there as it is. */
function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
