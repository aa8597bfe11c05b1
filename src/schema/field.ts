/** The column types of Log Analytics that the tables use. */
export type KqlType = 'string' | 'datetime' | 'long' | 'int' | 'real' | 'bool' | 'dynamic';

/** One field of a log record, with its name in every shape it travels in.
 *  Table definitions, flattening SQL, the KQL schema, the readers and docs/fields.md are derived from it. */
export interface Field<Table extends string = string> {
  /** name of the Log Analytics column: the column that is stored */
  readonly column: string;
  /** type of the stored column */
  readonly type: KqlType;
  /** true when the value is JSON text: every dynamic, and strings such as AuthenticationDetails */
  readonly json: boolean;
  /** key of the landing row: the Graph name where there is one; two columns may share one */
  readonly landing: string;
  /** property of the Graph object; null = Graph does not have it */
  readonly graph: string | null;
  /** places in an Azure Monitor diagnostic record ('properties.x' or top-level 'x'), first non-empty wins */
  readonly diagnostic: readonly string[];
  /** headers of the portal's CSV, each with the key inside the value that it fills ('' = the value itself) */
  readonly portal: Readonly<Record<string, string>>;
  /** the Microsoft tables that have the column; empty = stored here, unknown to Microsoft's tables */
  readonly tables: readonly Table[];
  /** of those, the tables that type it string where `type` is dynamic (the text is the same JSON) */
  readonly stringIn: readonly Table[];
  readonly meaning: string;
  /** storage hint: few distinct values */
  readonly lowCardinality: boolean;
}

/** What is said of a field when the defaults of `defineField` do not fit. */
export type FieldDetails<Table extends string> = Partial<
  Omit<Field<Table>, 'column' | 'type' | 'tables' | 'meaning'>
>;

/** Completes a field. Defaults: the Graph name is the column with a small first letter, the
 *  diagnostic place is the same name inside `properties`, the landing name is the Graph name. */
export function defineField<Table extends string>(
  column: string,
  type: KqlType,
  tables: readonly Table[],
  meaning: string,
  details: FieldDetails<Table> = {},
): Field<Table> {
  const usual = column.charAt(0).toLowerCase() + column.slice(1);
  const graph = details.graph === undefined ? usual : details.graph;
  return {
    column,
    type,
    json: type === 'dynamic',
    landing: graph ?? usual,
    graph,
    diagnostic: graph === null ? [] : [`properties.${graph}`],
    portal: {},
    tables,
    stringIn: [],
    meaning,
    lowCardinality: type === 'bool',
    ...details,
  };
}

/** KQL type of a field in one Microsoft table. */
export function typeIn<Table extends string>(field: Field<Table>, table: Table): KqlType {
  return field.stringIn.includes(table) ? 'string' : field.type;
}
