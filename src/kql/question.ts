import type { KqlType } from './types.ts';

/** Raised where the columns of a result depend on the data (bag_unpack, pivot): the engine is asked
 *  for them first, then they are written into the query as if the user had, and it is translated
 *  again. Caught in translate.ts. */
export class SchemaQuestion extends Error {
  readonly sql: string;
  /** where in the query the schema clause belongs */
  readonly at: number;
  readonly schema: (rows: readonly SchemaRow[]) => readonly SchemaColumn[];

  /** @param sql a query in parentheses that yields `name` and `type`, both String */
  constructor(
    sql: string,
    at: number,
    schema: (rows: readonly SchemaRow[]) => readonly SchemaColumn[],
  ) {
    super('The columns depend on the data.');
    this.name = 'SchemaQuestion';
    this.sql = sql;
    this.at = at;
    this.schema = schema;
  }
}

/** One row of the answer: a name found in the data, and what the question says of its type. */
export interface SchemaRow {
  readonly name: string;
  readonly type: string;
}

export interface SchemaColumn {
  readonly name: string;
  readonly type: KqlType;
}

/** ` : (['a']: long, …)`, to be inserted behind the call of a plug-in. */
export function schemaClause(columns: readonly SchemaColumn[]): string {
  const list = columns.map(({ name, type }) => `[${JSON.stringify(name)}]: ${type}`);
  return ` : (${list.join(', ')})`;
}
