import { auditFields } from '../schema/audit-fields.ts';
import { OddsockError } from '../schema/error.ts';
import type { ShowOutput } from '../schema/outputs.ts';
import { signInFields, signInTables } from '../schema/sign-in-fields.ts';
import { isoTimeOf } from '../schema/time.ts';
import type { Store } from '../store/index.ts';

type Flattened = ShowOutput['flattened'];

interface Copy {
  readonly table: string;
  readonly text: string;
  readonly origin: string;
  readonly arrivedMs: number;
}

const TABLES: readonly string[] = [...signInTables, 'AuditLogs'];
const FIELDS = [...signInFields, ...auditFields];
const TIME_COLUMNS = new Set([
  ...FIELDS.filter(({ type }) => type === 'datetime').map(({ column }) => column),
  'LoadedAt',
]);
const JSON_COLUMNS = new Set(FIELDS.filter(({ json }) => json).map(({ column }) => column));

/** One record by its id: every stored copy as it was sent, oldest first, and the row made of them.
 *  @throws OddsockError 'unknown-id' */
export async function show(store: Store, id: string): Promise<ShowOutput> {
  const copies = await store.rows<Copy>(
    `SELECT
       TableName AS table, Raw AS text, Origin AS origin,
       toUnixTimestamp64Milli(ArrivedAt) AS arrivedMs
     FROM copies
     WHERE Id = {id:String}
     ORDER BY Batch, Position`,
    { id },
  );
  const table = TABLES.find((name) => name === copies[0]?.table);
  if (table === undefined) {
    throw new OddsockError('unknown-id', `No record with the id "${id}" is stored.`, {
      hint: 'Ids are those of the log: the field id of a sign-in or audit event.',
    });
  }
  const [row] = await store.rows<Flattened>(
    `SELECT * EXCEPT (RowVersion) FROM ${table} WHERE Id = {id:String} LIMIT 1`,
    { id },
  );
  return {
    raw: copies.map(({ text, origin, arrivedMs }) => {
      return { text, origin, arrivedAt: isoTimeOf(arrivedMs) };
    }),
    flattened: Object.fromEntries(
      Object.entries(row ?? {}).map(([column, value]) => [column, readable(column, value)]),
    ),
  };
}

/** Times in the one way all outputs write them, nested values as values instead of text. */
function readable(column: string, value: Flattened[string]): Flattened[string] {
  if (typeof value !== 'string' || value === '') return value ?? null;
  if (TIME_COLUMNS.has(column)) return isoTimeOf(Date.parse(`${value.replace(' ', 'T')}Z`));
  return JSON_COLUMNS.has(column) ? parsed(value) : value;
}

function parsed(text: string): Flattened[string] {
  try {
    return JSON.parse(text) as Flattened[string];
  } catch {
    return text; // a log may carry anything where JSON is expected
  }
}
