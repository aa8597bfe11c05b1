import type { Store } from './store.ts';

/** A part of the schema. Each statement may run again without harm (IF NOT EXISTS, OR REPLACE). */
export interface SchemaPart {
  /** e.g. 'baselines' */
  readonly name: string;
  /** the table that the first statement makes */
  readonly firstTable: string;
  readonly tables: readonly string[];
  /** runs between, where the first table was there: takes over what an older version made */
  readonly migrate?: () => Promise<void>;
  readonly views?: readonly string[];
}

/** Makes a part of the schema, unless its statements are the ones that ran last: then it costs one
 *  look-up. */
export async function ensureSchema(
  store: Store,
  { name, firstTable, tables, migrate, views = [] }: SchemaPart,
): Promise<void> {
  const fingerprint = fingerprintOf([...tables, ...views]);
  await store.command(
    `CREATE TABLE IF NOT EXISTS schema_parts
       (Part String, Fingerprint String, At DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC'))
     ENGINE = ReplacingMergeTree(At) ORDER BY Part`,
  );
  const [current] = await store.rows<{ fingerprint: string }>(
    `SELECT argMax(Fingerprint, At) AS fingerprint FROM schema_parts WHERE Part = {name:String}
     HAVING count() > 0`,
    { name },
  );
  if (current?.fingerprint === fingerprint) return;
  const [first] = await store.rows<{ result: number }>(`EXISTS TABLE ${firstTable}`);
  for (const statement of tables) await store.command(statement);
  if (first?.result === 1) await migrate?.();
  for (const statement of views) await store.command(statement);
  await store.insert(
    'schema_parts',
    ['Part', 'Fingerprint'],
    'TabSeparated',
    `${name}\t${fingerprint}\n`,
  );
}

/** Names of a table's columns, without those that are only given when a row is stored: they cannot be read. */
export async function storedColumns(store: Store, table: string): Promise<string[]> {
  const columns = await store.rows<{ name: string }>(
    `SELECT name FROM system.columns
     WHERE database = currentDatabase() AND table = {table:String} AND default_kind != 'EPHEMERAL'`,
    { table },
  );
  return columns.map(({ name }) => name);
}

/** FNV-1a over the statements: only a change detector, so 32 bits and no crypto will do. */
function fingerprintOf(statements: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const character of statements.join('\n')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
