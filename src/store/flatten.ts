import { auditFields } from '../schema/audit-fields.ts';
import type { Field, KqlType } from '../schema/field.ts';
import { signInFields } from '../schema/sign-in-fields.ts';
import { OWN_SIGN_IN_COLUMNS } from './own-columns.ts';
import { RESULT_CLASS_SQL, RESULT_COLUMNS_SQL } from './result-class-sql.ts';

/** One column of a stored table, and the SQL that fills it from a landing row. */
export interface StoredColumn {
  readonly name: string;
  /** ClickHouse type, codec included */
  readonly type: string;
  readonly sql: string;
}

const first = (...texts: readonly string[]): string =>
  `coalesce(${texts.map((text) => `nullIf(${text}, '')`).join(', ')}, '')`;

/** Microsoft's columns that not every shape carries, made from those that are there, so that public
 *  queries (`ResultType == "0"`) see the same whatever a record came from. `eventTime` and
 *  `writtenTime` are the record's times, parsed. */
const FROM_OTHERS: Readonly<Record<string, string>> = {
  TimeGenerated: 'assumeNotNull(coalesce(writtenTime, eventTime))',
  CreatedDateTime: 'assumeNotNull(eventTime)',
  ActivityDateTime: 'assumeNotNull(eventTime)',
};

const FROM_OTHERS_SIGN_IN: Readonly<Record<string, string>> = {
  ...FROM_OTHERS,
  ResultType: first('resultType', `simpleJSONExtractRaw(ifNull(status, ''), 'errorCode')`),
  ResultDescription: first(
    'resultDescription',
    `replaceRegexpOne(JSONExtractString(ifNull(status, ''), 'failureReason'), '^Other\\\\.$', '')`,
  ),
  Identity: first('identity', 'userDisplayName', 'servicePrincipalName'),
  Location: first('locationCode', `JSONExtractString(ifNull(location, ''), 'countryOrRegion')`),
};

const FROM_OTHERS_AUDIT: Readonly<Record<string, string>> = {
  ...FROM_OTHERS,
  OperationName: first('operationName', 'activityDisplayName'),
};

const TYPES: Readonly<Record<KqlType, { type: string; sql: (field: string) => string }>> = {
  string: { type: 'String CODEC(ZSTD(1))', sql: (field) => `ifNull(${field}, '')` },
  dynamic: { type: 'String CODEC(ZSTD(1))', sql: (field) => `ifNull(${field}, '')` },
  datetime: {
    type: `Nullable(DateTime64(7, 'UTC')) CODEC(ZSTD(1))`,
    sql: (field) => parseTime(field),
  },
  bool: {
    type: 'Nullable(Bool)',
    sql: (field) =>
      `multiIf(lower(${field}) IN ('true', '1'), true, lower(${field}) IN ('false', '0'), false, NULL)`,
  },
  int: { type: 'Nullable(Int32)', sql: (field) => `toInt32OrNull(ifNull(${field}, ''))` },
  long: { type: 'Nullable(Int64)', sql: (field) => `toInt64OrNull(ifNull(${field}, ''))` },
  real: { type: 'Nullable(Float64)', sql: (field) => `toFloat64OrNull(ifNull(${field}, ''))` },
};

/** Sorting and partition keys: never null, since a record without event time is a reject. */
const KEY_TIMES = new Set(['TimeGenerated', 'CreatedDateTime', 'ActivityDateTime']);

export const SIGN_IN_COLUMNS: readonly StoredColumn[] = [
  ...signInFields.map((field) => storedColumn(field, FROM_OTHERS_SIGN_IN)),
  ...OWN_SIGN_IN_COLUMNS,
  { name: 'ResultCode', type: 'Int32', sql: 'resultCode' },
  { name: 'ResultClass', type: 'LowCardinality(String)', sql: RESULT_CLASS_SQL },
  { name: 'RowVersion', type: 'UInt64', sql: 'batch' },
  { name: 'LoadedAt', type: `DateTime64(3, 'UTC') CODEC(ZSTD(1))`, sql: `now64(3, 'UTC')` },
];

export const AUDIT_COLUMNS: readonly StoredColumn[] = [
  ...auditFields.map((field) => storedColumn(field, FROM_OTHERS_AUDIT)),
  { name: 'RowVersion', type: 'UInt64', sql: 'batch' },
  { name: 'LoadedAt', type: `DateTime64(3, 'UTC') CODEC(ZSTD(1))`, sql: `now64(3, 'UTC')` },
];

/** Keys that a landing row may have, each once; all are texts, '' where the record does not say. */
export const SIGN_IN_LANDING: readonly string[] = landingKeys(signInFields);
export const AUDIT_LANDING: readonly string[] = landingKeys(auditFields);

/** `SELECT` that flattens landing rows into the columns of sign_ins.
 *  @param source  a query in parentheses that yields all landing keys, `kind` (the SignInKind) and
 *  `batch` (the number of the batch that loads them) */
export function flattenSignIns(source: string): string {
  return flatten(
    SIGN_IN_COLUMNS,
    'createdDateTime',
    `(SELECT *, ${RESULT_COLUMNS_SQL} FROM ${source})`,
  );
}

/** The same for AuditLogs. */
export function flattenAudit(source: string): string {
  return flatten(AUDIT_COLUMNS, 'activityDateTime', source);
}

function flatten(columns: readonly StoredColumn[], eventTime: string, source: string): string {
  return `SELECT ${columns.map(({ name, sql }) => `${sql} AS ${name}`).join(',\n  ')}
    FROM (
      SELECT *, ${parseTime(eventTime)} AS eventTime, ${parseTime('timeGenerated')} AS writtenTime
      FROM ${source}
    )`;
}

function storedColumn(field: Field, fromOthers: Readonly<Record<string, string>>): StoredColumn {
  const { type, sql } = TYPES[field.type];
  return {
    name: field.column,
    type: KEY_TIMES.has(field.column)
      ? `DateTime64(7, 'UTC') CODEC(ZSTD(1))`
      : field.type === 'string' && field.lowCardinality
        ? 'LowCardinality(String)'
        : type,
    sql: fromOthers[field.column] ?? sql(field.landing),
  };
}

function landingKeys(fields: readonly Field[]): string[] {
  return [...new Set(fields.map(({ landing }) => landing))];
}

function parseTime(field: string): string {
  return `parseDateTime64BestEffortOrNull(ifNull(${field}, ''), 7, 'UTC')`;
}
