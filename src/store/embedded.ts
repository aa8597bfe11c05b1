import type * as Chdb from 'chdb';
import type { Session } from 'chdb';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { EngineError } from './engine-error.ts';
import { boundSql, textLiteral } from './bound-sql.ts';
import { holdDirectory } from './directory-lock.ts';
import { OddsockError } from '../schema/error.ts';
import { sweep } from './housekeeping.ts';
import { PayloadFiles } from './payload-files.ts';
import { Readers } from './readers.ts';
import { askMark, MAX_STATEMENT_BYTES, stoppable } from './stoppable.ts';
import type { BulkFormat, Payload, PayloadForm, SqlParameters, Store } from './store.ts';

type Engine = typeof Chdb;

const ENGINE_SETTINGS = [
  // Times are UTC everywhere; a session in the machine's zone would read zoneless texts wrongly.
  '--session_timezone=UTC',
  // One merge a core in the background instead of two: each takes 100 MB of memory from the work in front.
  '--background_merges_mutations_concurrency_ratio=1',
  // Read before the statement is, so that it cannot stand in its SETTINGS. Values are written into statements.
  `--max_query_size=${MAX_STATEMENT_BYTES}`,
  // What is used three times would be compiled: 20 to 40 ms each, which no command lives long enough to win back.
  '--compile_expressions=0',
  '--compile_aggregate_expressions=0',
  '--compile_sort_description=0',
];

/** Statements that read at once: two cores are busy with it, and each costs the memory of its result. */
const READERS = 2;

/** A longer text is quicker by way of a file, the only way of what is no text. Chosen by hand. */
const MAX_INLINE_CHARACTERS = 65_536;

/** Opens ClickHouse inside this process on a directory, which it makes when it is not there.
 *  One process at a time: a second one gets a OddsockError 'store-busy'.
 *  @throws OddsockError 'engine-missing' where the chdb package has no binary (Windows, musl) */
export async function openEmbedded(directory: string): Promise<Store> {
  const chdb = await loadEngine();
  const dataPath = path.resolve(directory);
  try {
    makeDirectory(dataPath);
  } catch (error) {
    throw new OddsockError(
      'store-unwritable',
      `The data directory ${dataPath} cannot be made: ${messageOf(error)}.`,
      { hint: 'Name another one with --data, or correct its permissions.' },
    );
  }
  const release = holdDirectory(dataPath);
  try {
    return new EmbeddedStore(chdb, openSession(chdb, dataPath), dataPath, release);
  } catch (error) {
    release();
    throw error;
  }
}

/** One after the other: where a parent is there and a child cannot be (/proc), Node's own `recursive` goes
 *  round in circles for ever. */
function makeDirectory(directory: string): void {
  const parent = path.dirname(directory);
  if (parent !== directory && !existsSync(parent)) makeDirectory(parent);
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return;
  mkdirSync(directory, { mode: 0o700 });
}

async function loadEngine(): Promise<Engine> {
  try {
    return await import('chdb');
  } catch {
    throw new OddsockError(
      'engine-missing',
      `The embedded engine does not run on this platform (${process.platform}, ${process.arch}).`,
      {
        hint: 'Use WSL2 or a glibc-based container, or name a ClickHouse server with --clickhouse URL.',
      },
    );
  }
}

function openSession(chdb: Engine, dataPath: string): Session {
  try {
    return new chdb.Session(dataPath, { connectionArgs: ENGINE_SETTINGS });
  } catch (error) {
    throw new OddsockError(
      'store-unreadable',
      `The data directory ${dataPath} cannot be opened: ${messageOf(error)}.`,
      {
        hint: 'Another program may be using it, or it is not an Oddsock store; name another one with --data.',
      },
    );
  }
}

class EmbeddedStore implements Store {
  readonly embedded = true;
  readonly location: string;
  readonly #chdb: Engine;
  readonly #session: Session;
  readonly #release: () => void;
  readonly #files: PayloadFiles;
  readonly #readers: Readers;

  constructor(chdb: Engine, session: Session, dataPath: string, release: () => void) {
    this.#chdb = chdb;
    this.#session = session;
    this.location = dataPath;
    this.#release = release;
    this.#files = new PayloadFiles(dataPath);
    this.#readers = new Readers(READERS, () => openSession(chdb, dataPath));
  }

  async command(sql: string, parameters?: SqlParameters): Promise<void> {
    await run(this.#session, sql, 'Null', parameters);
  }

  async rows<Row>(sql: string, parameters?: SqlParameters): Promise<Row[]> {
    const result = await run(this.#session, sql, 'JSONEachRow', parameters);
    return parseLines<Row>(result.text());
  }

  async *stream<Row extends readonly unknown[]>(
    sql: string,
    parameters?: SqlParameters,
  ): AsyncGenerator<readonly Row[]> {
    // A session runs one stream at a time, so each gets a connection of its own to the same data.
    const session = openSession(this.#chdb, this.location);
    try {
      const options = { format: 'JSONCompactEachRow' };
      for await (const chunk of session.queryStream(statement(sql, parameters), options)) {
        yield parseLines<Row>(chunk.text());
      }
    } catch (error) {
      throw new EngineError(error, sql);
    } finally {
      session.close();
    }
  }

  async bytes(sql: string, format: string, parameters?: SqlParameters): Promise<Uint8Array> {
    return this.#readers.read(async (session) =>
      (await run(session, sql, format, parameters)).bytes(),
    );
  }

  async ask(sql: string, format: string, signal?: AbortSignal): Promise<Uint8Array> {
    const session = openSession(this.#chdb, this.location);
    const mark = askMark();
    try {
      const asked = session.queryAsync(`${mark}${sql}`, { format });
      const result = await stoppable(asked, signal, () =>
        this.command(`KILL QUERY WHERE startsWith(query, '${mark}') ASYNC`),
      );
      return result.bytes();
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : new EngineError(error, sql);
    } finally {
      session.close();
    }
  }

  async insert(
    table: string,
    columns: readonly string[],
    format: BulkFormat,
    payload: string | Uint8Array,
  ): Promise<void> {
    if (payload.length === 0) return;
    const into = `INSERT INTO ${table} (${columns.join(', ')})`;
    if (format === 'Native' || payload.length > MAX_INLINE_CHARACTERS) {
      return this.#files.lend(payload, (file) =>
        this.command(
          `${into} FROM INFILE ${textLiteral(file)} COMPRESSION 'none' FORMAT ${format}`,
        ),
      );
    }
    try {
      await this.#session.insert({ table, columns, format, values: payload });
    } catch (error) {
      throw new EngineError(error, `${into} FORMAT ${format}`);
    }
  }

  payload(name: string, form: PayloadForm): Promise<Payload> {
    return this.#files.payload(name, form);
  }

  scratchFile(name: string): string {
    return this.#files.place(name);
  }

  async close(): Promise<void> {
    await this.#readers.close();
    await sweep(this);
    this.#session.close();
    await this.#chdb.drainPending();
    this.#files.clear();
    this.#release();
  }
}

async function run(session: Session, sql: string, format: string, parameters?: SqlParameters) {
  try {
    return await session.queryAsync(statement(sql, parameters), { format });
  } catch (error) {
    throw new EngineError(error, sql);
  }
}

function statement(sql: string, parameters: SqlParameters | undefined): string {
  return parameters === undefined ? sql : boundSql(sql, parameters);
}

function parseLines<Row>(text: string): Row[] {
  return text === '' ? [] : (JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`) as Row[]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
