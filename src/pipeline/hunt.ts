import {
  externalKey,
  kqlValue,
  prepare,
  type Column,
  type EngineValue,
  type KqlValue,
  type Render,
  type SchemaRow,
  type Table,
  type TextRows,
  type Translation,
  type TranslateOptions,
} from '../kql/index.ts';
import { huntSettings, type HuntSettings } from '../schema/hunt-settings.ts';
import { kqlTables, type Store } from '../store/index.ts';
import { readExternal } from './external-files.ts';
import { limitsOf } from './hunt-limits.ts';
import { readWatchlists } from './watchlists.ts';

export interface HuntOptions {
  /** what now() is, epoch ms */
  readonly nowMs: number;
  /** tables that may be named; default: those of the store */
  readonly tables?: readonly Table[];
  /** limits, and what may be read beside the tables; default: those of an empty configuration */
  readonly settings?: HuntSettings;
  /** stops the hunt, and the engine with it */
  readonly signal?: AbortSignal;
}

/** The answer to a hunt: rows as arrays in the order of the columns, in Kusto's notation. */
export interface HuntResult {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly KqlValue[])[];
  readonly render: Render | null;
  /** the statement that was run */
  readonly sql: string;
}

/** Asks the store a question in KQL. Nothing is ever written, whatever the query says.
 *  @throws Refusal before anything runs, when the query is wrong or cannot be answered exactly
 *  @throws EngineError when a limit is reached */
export async function hunt(store: Store, query: string, options: HuntOptions): Promise<HuntResult> {
  const { sql, columns, render } = await huntStatement(store, query, options);
  const bytes = await store.ask(sql, 'JSONCompactEachRow', options.signal);
  const rows = lines(bytes).map((line) => {
    const cells = JSON.parse(line) as EngineValue[];
    return columns.map(({ type }, place) => kqlValue(cells[place] ?? null, type));
  });
  return { columns, rows, render, sql };
}

/** The statement that a hunt runs. Asks the store where the columns depend on the data, and reads
 *  outside data where the settings allow it. */
export async function huntStatement(
  store: Store,
  query: string,
  options: HuntOptions,
): Promise<Translation> {
  const { nowMs, signal, settings = huntSettings.parse({}) } = options;
  const { watchlists, externalData } = settings;
  const wantsList = watchlists !== undefined && query.includes('_GetWatchlist');
  const external = new Map<string, TextRows>();
  const translateOptions: TranslateOptions = {
    tables: options.tables ?? (await kqlTables(store)),
    watchlists: wantsList ? await readWatchlists(watchlists) : [],
    external,
    nowMs,
    settings: limitsOf(settings),
  };
  let text = query;
  for (;;) {
    const prepared = prepare(text, translateOptions);
    if (prepared.kind === 'statement') return prepared;
    if (prepared.kind === 'external') {
      const rows = await readExternal(prepared.request, externalData, signal);
      external.set(externalKey(prepared.request), rows);
    } else {
      // Each answer is written into the query, so this ends after as many rounds as there are places.
      const bytes = await store.ask(prepared.sql, 'JSONEachRow', signal);
      text = prepared.answered(lines(bytes).map((line) => JSON.parse(line) as SchemaRow));
    }
  }
}

function lines(bytes: Uint8Array): string[] {
  return new TextDecoder()
    .decode(bytes)
    .split('\n')
    .filter((line) => line !== '');
}
