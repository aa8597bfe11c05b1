/** Values of `{name:Type}` parameters: a server binds them itself, for the embedded engine the store does
 *  (bound-sql.ts). Nobody else writes a value into SQL. */
export type SqlParameters = Readonly<Record<string, unknown>>;

/** Formats in which prepared rows can be handed to the engine in bulk. */
export type BulkFormat = 'TabSeparated' | 'JSONEachRow' | 'JSONCompactEachRow' | 'Native';

/** The one door to the engine, the same for the embedded store and for a server.
 *
 *  Settings go into the SQL (`… SETTINGS a = 1`), never on the client: embedded, they would stay
 *  there for every later query. */
export interface Store {
  /** where the logs lie: a directory or a URL without credentials, for messages */
  readonly location: string;
  /** true when the engine runs in this process and can read local files itself */
  readonly embedded: boolean;
  /** Runs SQL that returns nothing (DDL, INSERT … SELECT, mutations). */
  command(sql: string, parameters?: SqlParameters): Promise<void>;
  /** All rows as objects; for results that fit in memory. 64-bit integers arrive as numbers. */
  rows<Row>(sql: string, parameters?: SqlParameters): Promise<Row[]>;
  /** Rows as arrays in column order (JSONCompactEachRow), a block at a time, memory bounded. */
  stream<Row extends readonly unknown[]>(
    sql: string,
    parameters?: SqlParameters,
  ): AsyncIterable<readonly Row[]>;
  /** The result in a binary format of ClickHouse ('RowBinary', 'Native' …), whole. */
  bytes(sql: string, format: string, parameters?: SqlParameters): Promise<Uint8Array>;
  /** Runs a query that a person asked: on a connection of its own, which no later statement sees, and
   *  the engine is told to stop it when `signal` aborts. Limits stand in the SQL.
   *  @throws the signal's reason once the engine has stopped */
  ask(sql: string, format: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** Inserts prepared rows: `payload` is in `format`, whole rows only. Durable when it resolves. */
  insert(
    table: string,
    columns: readonly string[],
    format: BulkFormat,
    payload: string | Uint8Array,
  ): Promise<void>;
  /** Opens a place for prepared rows that statements then select from, as often as they like.
   *  @param name  an identifier; what was there under the same name is gone */
  payload(name: string, form: PayloadForm): Promise<Payload>;
  /** Path for a file that the engine is to read, gone after a crash; null = it cannot read ours. */
  scratchFile(name: string): string | null;
  close(): Promise<void>;
}

export interface PayloadForm {
  readonly format: BulkFormat;
  /** columns with types, as in CREATE TABLE; a column that a row lacks is empty or 0 */
  readonly structure: string;
}

/** Prepared rows on their way in: neither durable nor seen by anybody else. */
export interface Payload {
  /** what a SELECT reads the rows from, and the parameters that it needs */
  readonly source: string;
  readonly parameters: SqlParameters;
  /** @param rows  text in the format of the payload, whole rows only, each with its line break */
  append(rows: string | Uint8Array): Promise<void>;
  release(): Promise<void>;
}
