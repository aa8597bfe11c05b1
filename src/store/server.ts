import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { EngineError } from './engine-error.ts';
import { OddsockError } from '../schema/error.ts';
import { JSON_TEXT_SETTINGS } from './load-settings.ts';
import { askMark, MAX_STATEMENT_BYTES, stoppable } from './stoppable.ts';
import type { BulkFormat, Payload, PayloadForm, SqlParameters, Store } from './store.ts';

/** Connects to a ClickHouse server over HTTP; the URL may carry user, password and /database.
 *  @throws OddsockError 'server-unreachable' when it does not answer */
export async function openServer(url: string): Promise<Store> {
  const client = connect(url);
  const answer = await client.ping({ select: true });
  if (!answer.success) {
    await client.close();
    throw new OddsockError(
      'server-unreachable',
      `The ClickHouse server at ${withoutCredentials(url)} does not answer: ${answer.error.message}`,
      { hint: 'Check the URL, the credentials in it and that the server is running.' },
    );
  }
  return new ServerStore(client, withoutCredentials(url));
}

function connect(url: string): ClickHouseClient {
  try {
    return createClient({
      url,
      request_timeout: 3_600_000,
      // Errors are thrown and told once, at the edge.
      log: { level: ClickHouseLogLevel.OFF },
      clickhouse_settings: {
        // The embedded engine's defaults, so that both stores behave alike.
        session_timezone: 'UTC',
        output_format_json_quote_64bit_integers: 0,
        date_time_input_format: 'best_effort',
        mutations_sync: '1',
        lightweight_deletes_sync: '2',
        // Keeps the connection alive through statements that return nothing for minutes.
        send_progress_in_http_headers: 1,
        http_headers_progress_interval_ms: '20000',
      },
    });
  } catch (error) {
    throw new OddsockError(
      'bad-url',
      `"${withoutCredentials(url)}" is not a ClickHouse URL: ${error instanceof Error ? error.message : String(error)}`,
      { hint: 'Write it as http://user:password@host:8123/database.' },
    );
  }
}

class ServerStore implements Store {
  readonly embedded = false;
  readonly location: string;
  readonly #client: ClickHouseClient;

  constructor(client: ClickHouseClient, location: string) {
    this.#client = client;
    this.location = location;
  }

  async command(sql: string, parameters: SqlParameters = {}): Promise<void> {
    await attempt(sql, () => this.#client.command({ query: sql, query_params: { ...parameters } }));
  }

  async rows<Row>(sql: string, parameters: SqlParameters = {}): Promise<Row[]> {
    return attempt(sql, async () => {
      const result = await this.#client.query({
        query: sql,
        query_params: { ...parameters },
        format: 'JSONEachRow',
      });
      return result.json<Row>();
    });
  }

  async *stream<Row extends readonly unknown[]>(
    sql: string,
    parameters: SqlParameters = {},
  ): AsyncGenerator<readonly Row[]> {
    const result = await attempt(sql, () =>
      this.#client.query({
        query: sql,
        query_params: { ...parameters },
        format: 'JSONCompactEachRow',
      }),
    );
    for await (const rows of result.stream()) {
      yield rows.map((row) => row.json<Row>());
    }
  }

  async bytes(sql: string, format: string, parameters: SqlParameters = {}): Promise<Uint8Array> {
    return attempt(sql, async () => {
      const { stream } = await this.#client.exec({
        query: `${sql}\nFORMAT ${format}`,
        query_params: { ...parameters },
      });
      return whole(stream);
    });
  }

  async ask(sql: string, format: string, signal?: AbortSignal): Promise<Uint8Array> {
    const mark = askMark();
    try {
      const asked = this.#client.exec({
        query: `${mark}${sql}\nFORMAT ${format}`,
        clickhouse_settings: {
          max_query_size: String(MAX_STATEMENT_BYTES),
          // An error half way must not look like the end of the rows.
          wait_end_of_query: 1,
        },
      });
      const { stream } = await stoppable(asked, signal, () =>
        this.command(`KILL QUERY WHERE startsWith(query, '${mark}') ASYNC`),
      );
      return await whole(stream);
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : new EngineError(error, sql);
    }
  }

  async insert(
    table: string,
    columns: readonly string[],
    format: BulkFormat,
    payload: string | Uint8Array,
  ): Promise<void> {
    await this.#send(`INSERT INTO ${table} (${columns.join(', ')}) FORMAT ${format}`, payload);
  }

  /** A server cannot read our files: the rows wait in a table that nobody else looks into. */
  async payload(name: string, { format, structure }: PayloadForm): Promise<Payload> {
    const table = `payload_${name}`;
    await this.command(
      `CREATE OR REPLACE TABLE ${table} (${structure}) ENGINE = MergeTree ORDER BY tuple()`,
    );
    const settings = format === 'JSONEachRow' ? ` SETTINGS ${JSON_TEXT_SETTINGS}` : '';
    return {
      source: table,
      parameters: {},
      append: (rows) => this.#send(`INSERT INTO ${table}${settings} FORMAT ${format}`, rows),
      release: () => this.command(`DROP TABLE ${table}`),
    };
  }

  scratchFile(): null {
    return null;
  }

  async #send(query: string, payload: string | Uint8Array): Promise<void> {
    if (payload.length === 0) return;
    // `client.insert` takes text formats as objects only; `exec` takes the bytes as they are.
    await attempt(query, async () => {
      const values = Readable.from([Buffer.from(payload)], { objectMode: false });
      const { stream } = await this.#client.exec({ query, values });
      stream.resume();
      await finished(stream);
    });
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

async function whole(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

async function attempt<T>(sql: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new EngineError(error, sql);
  }
}

function withoutCredentials(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.username = '';
    parsed.password = '';
    parsed.search = '';
    return parsed.href;
  } catch {
    return url.replace(/\/\/[^@/]*@/, '//');
  }
}
