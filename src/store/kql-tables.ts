import type { KqlType, Table, TableColumn } from '../kql/index.ts';
import { microsoftTables, type TableSchema } from '../schema/tables.ts';
import { signInFields, signInTables } from '../schema/sign-in-fields.ts';
import { stored, absent } from './kql-column.ts';
import { KQL_PATHS } from './kql-paths.ts';
import type { Store } from './store.ts';

/** What ingestion_time() yields where the table knows when a row was loaded. */
const LOADED_AT = 'LoadedAt';

/** Tables of our own that hunts may name, where the store has them. */
const OWN_TABLES: readonly TableSchema[] = [
  { name: 'SignIns', columns: signInFields.map(({ column, type }) => ({ name: column, type })) },
];

const SIGN_IN_TABLES: ReadonlySet<string> = new Set([...signInTables, 'SignIns']);

interface StoredColumn {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

const known = new WeakMap<Store, Promise<readonly Table[]>>();

/** The tables that a hunt may name: Microsoft's with all their columns, whether the store fills them
 *  or not, then the columns that we add. Looked up once per store: the analyser keeps what it made
 *  of the same list. */
export function kqlTables(store: Store): Promise<readonly Table[]> {
  const found = known.get(store) ?? readTables(store);
  known.set(store, found);
  return found;
}

async function readTables(store: Store): Promise<readonly Table[]> {
  const names = [...microsoftTables, ...OWN_TABLES].map(({ name }) => name);
  const columns = await store.rows<StoredColumn>(
    `SELECT table, name, type FROM system.columns
     WHERE database = currentDatabase() AND table IN ({names:Array(String)})
     ORDER BY table, position`,
    { names },
  );
  const byTable = Map.groupBy(columns, ({ table }) => table);
  return [
    ...microsoftTables.map((schema) => tableOf(schema, byTable.get(schema.name) ?? [])),
    ...OWN_TABLES.filter(({ name }) => byTable.has(name)).map((schema) =>
      tableOf(schema, byTable.get(schema.name) ?? []),
    ),
  ];
}

/** The documented columns in their order, then our own as additional ones. */
function tableOf({ name, columns }: TableSchema, present: readonly StoredColumn[]): Table {
  const types = new Map(present.map((column) => [column.name, column.type]));
  const documented = new Set(columns.map((column) => column.name));
  const own = present.filter((column) => !documented.has(column.name));
  const loaded = types.get(LOADED_AT);
  return {
    name,
    ...(present.length === 0 ? { from: '(SELECT 1 WHERE false)' } : {}),
    columns: [
      ...columns.map((column) => documentedColumn(name, column, types.get(column.name))),
      ...own.map((column) => ({ ...stored(column.name, column.type), additional: true })),
    ],
    ...(loaded === undefined ? {} : { ingestionTime: stored(LOADED_AT, loaded).sql ?? LOADED_AT }),
  };
}

function documentedColumn(
  table: string,
  { name, type }: { readonly name: string; readonly type: KqlType },
  storedType: string | undefined,
): TableColumn {
  if (storedType !== undefined) {
    const paths = SIGN_IN_TABLES.has(table) && type === 'dynamic' ? KQL_PATHS[name] : undefined;
    const column = stored(name, storedType, type);
    return paths === undefined ? column : { ...column, paths };
  }
  return name === 'Type' ? { name, type, sql: `'${table}'` } : absent(name, type);
}
