import { auditFields, type AuditTable } from '../schema/audit-fields.ts';
import type { Field } from '../schema/field.ts';
import { signInFields, type SignInTable } from '../schema/sign-in-fields.ts';
import { DATE_ORDER_KEY } from './csv-splitter.ts';
import { landingText, type ReadingOptions } from './landing-text.ts';
import { portalLocation, portalPart, portalValue } from './portal-values.ts';
import { plainKey, recognise, type Recognised, type Shape } from './recognise.ts';
import { contentId, recordId } from './record-id.ts';
import { unsupported } from './reject.ts';
import { signInTableOf } from './sign-in-table.ts';

/** A record in the one form that all shapes come to. */
export interface NormalRecord {
  readonly table: SignInTable | AuditTable;
  readonly id: string;
  /** when the record was written, ISO text; null where the shape has no such time */
  readonly recordTime: string | null;
  /** landing name of each field that the record has, with its text */
  readonly landing: Readonly<Record<string, string>>;
}

/** Why a record cannot be taken. */
export interface Refusal {
  readonly reason: string;
  readonly detail: string;
}

type Landing = Record<string, string>;
type FieldsByKey = ReadonlyMap<string, Field>;

/** Where each shape keeps its fields: places in lower case, to the field. */
const MAPS = {
  'graph-sign-in': byKey(signInFields, ({ graph }) => [graph]),
  'graph-audit': byKey(auditFields, ({ graph }) => [graph]),
  'diagnostic-sign-in': byKey(signInFields, ({ diagnostic }) => diagnostic),
  'diagnostic-audit': byKey(auditFields, ({ diagnostic }) => diagnostic),
  'log-analytics-sign-in': byKey(signInFields, ({ column }) => [column]),
  'log-analytics-audit': byKey(auditFields, ({ column }) => [column]),
  'portal-sign-in': byKey(signInFields, ({ portal }) => Object.keys(portal)),
} satisfies Record<Shape, FieldsByKey>;

/** Brings a record of any shape into its one form.
 *  @param value  the parsed record */
export function normalise(value: unknown): NormalRecord | Refusal {
  const recognised = recognise(value);
  if ('unsupported' in recognised) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    const detail = isObject ? '' : 'JSON, but no record: a record is an object';
    return { reason: unsupported(recognised.unsupported), detail };
  }
  const record = value as Readonly<Record<string, unknown>>;
  const options = {
    isDayFirst: record[DATE_ORDER_KEY] === 'dayFirst',
    hasNull: recognised.shape.startsWith('graph'),
  };
  const landing: Landing = {};
  const badTime = fill(landing, record, recognised.shape, options);
  if (badTime !== null) return { reason: 'bad-time', detail: badTime };
  return complete(landing, recognised, record);
}

export function isRefusal(result: object): result is Refusal {
  return 'reason' in result;
}

function complete(
  landing: Landing,
  { shape, table }: Exclude<Recognised, { unsupported: string }>,
  record: object,
): NormalRecord | Refusal {
  const eventTime = shape.endsWith('audit') ? 'activityDateTime' : 'createdDateTime';
  const time = landing[eventTime] ?? landing['timeGenerated'];
  if (time === undefined) return { reason: 'no-time', detail: '' };
  // copies without an id of their own carry it as the first request of the sequence
  const ownId = landing['id'] ?? landing['originalRequestId'];
  const madeId = shape.startsWith('diagnostic') || landing[eventTime] !== undefined;
  const id =
    ownId === undefined && madeId && saysWho(landing) ? contentId(record) : recordId(ownId ?? '');
  if (id === null) return { reason: 'no-id', detail: '' };
  landing[eventTime] = time;
  landing['id'] = id;
  return {
    table: table ?? signInTableOf(landing),
    id,
    recordTime: landing['timeGenerated'] ?? null,
    landing,
  };
}

/** Without an id only what says when and who is a record; rows of a summary do not. */
function saysWho(landing: Landing): boolean {
  const names = ['userPrincipalName', 'userId', 'servicePrincipalId', 'initiatedBy'];
  return names.some((name) => landing[name] !== undefined);
}

/** Fills the landing row. @returns the text of a time that is none, or null */
function fill(
  landing: Landing,
  record: Readonly<Record<string, unknown>>,
  shape: Shape,
  options: ReadingOptions,
): string | null {
  const map: FieldsByKey = MAPS[shape];
  if (shape === 'portal-sign-in') return putPortal(landing, record, map, options);
  const isDiagnostic = shape === 'diagnostic-sign-in' || shape === 'diagnostic-audit';
  const inner = isDiagnostic
    ? put(landing, propertiesOf(record), map, 'properties.', options)
    : null;
  return inner ?? put(landing, record, map, '', options);
}

/** Members that fill no field that is filled already: the first place wins. */
function put(
  landing: Landing,
  record: Readonly<Record<string, unknown>>,
  map: FieldsByKey,
  prefix: string,
  options: ReadingOptions,
): string | null {
  for (const key in record) {
    const value = record[key];
    if (value === null || value === '') continue;
    const field = map.get(prefix + key) ?? map.get(prefix + plainKey(key));
    if (field === undefined || landing[field.landing] !== undefined) continue;
    const text = landingText(field, value, options);
    if (text === null && field.type === 'datetime') return `${field.column}: ${cut(value)}`;
    if (text !== null && text !== '') landing[field.landing] = text;
  }
  return null;
}

function putPortal(
  landing: Landing,
  record: Readonly<Record<string, unknown>>,
  map: FieldsByKey,
  options: ReadingOptions,
): string | null {
  const nested = new Map<Field, Record<string, unknown>>();
  for (const [header, cell] of Object.entries(record)) {
    const field = map.get(plainKey(header));
    if (field === undefined || typeof cell !== 'string' || cell.trim() === '') continue;
    const key = portalKey(field, header);
    if (field.landing === 'location') {
      landing['location'] = JSON.stringify(portalLocation(cell));
    } else if (key !== '') {
      nested.set(field, { ...nested.get(field), [key]: portalPart(key, cell) });
    } else {
      const text = landingText(field, portalValue(field.landing, cell), options);
      if (text === null && field.type === 'datetime') return `${header}: ${cut(cell)}`;
      if (text !== null && text !== '') landing[field.landing] ??= text;
    }
  }
  for (const [field, parts] of nested) landing[field.landing] = JSON.stringify(parts);
  return null;
}

function portalKey(field: Field, header: string): string {
  const plain = plainKey(header);
  return Object.entries(field.portal).find(([name]) => name.toLowerCase() === plain)?.[1] ?? '';
}

function propertiesOf(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const key = 'properties' in record ? 'properties' : Object.keys(record).find(isProperties);
  const value = key === undefined ? undefined : record[key];
  const parsed = typeof value === 'string' ? parseObject(value) : value;
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
}

function isProperties(key: string): boolean {
  return plainKey(key) === 'properties';
}

function parseObject(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Exact names first, for speed: most records have them. */
function byKey(
  fields: readonly Field[],
  placesOf: (field: Field) => readonly (string | null)[],
): FieldsByKey {
  const pairs = fields.flatMap((field) =>
    placesOf(field).flatMap((place) => (place === null ? [] : [[place, field] as const])),
  );
  return new Map([
    ...pairs.map(([place, field]) => [place.toLowerCase(), field] as const),
    ...pairs,
  ]);
}

function cut(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 100);
}
