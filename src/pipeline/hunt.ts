import {
  kqlValue,
  prepare,
  type Column,
  type EngineValue,
  type KqlValue,
  type Render,
  type SchemaRow,
  type Translation,
  type TranslateOptions,
} from '../kql/index.ts';
import type { Store } from '../store/index.ts';

/** The answer to a hunt: rows as arrays in the order of the columns, in Kusto's notation. */
export interface HuntResult {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly KqlValue[])[];
  readonly render: Render | null;
  /** the statement that was run */
  readonly sql: string;
}

/** Asks the store a question in KQL.
 *  @throws Refusal before anything runs, when the query is wrong or cannot be answered exactly */
export async function hunt(
  store: Store,
  query: string,
  options: TranslateOptions,
): Promise<HuntResult> {
  const { sql, columns, render } = await translated(store, query, options);
  const bytes = await store.bytes(sql, 'JSONCompactEachRow');
  const text = new TextDecoder().decode(bytes);
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const cells = JSON.parse(line) as EngineValue[];
      return columns.map(({ type }, place) => kqlValue(cells[place] ?? null, type));
    });
  return { columns, rows, render, sql };
}

/** Columns that depend on the data are asked for first; a query has few such places. */
async function translated(
  store: Store,
  query: string,
  options: TranslateOptions,
): Promise<Translation> {
  const prepared = prepare(query, options);
  if (prepared.kind === 'statement') return prepared;
  const rows = await store.rows<SchemaRow>(prepared.sql);
  return translated(store, prepared.answered(rows), options);
}
