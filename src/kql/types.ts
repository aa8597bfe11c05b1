/** The scalar types of Kusto. */
export type KqlType =
  | 'string'
  | 'long'
  | 'int'
  | 'real'
  | 'decimal'
  | 'bool'
  | 'datetime'
  | 'timespan'
  | 'dynamic'
  | 'guid';

export interface Column {
  readonly name: string;
  readonly type: KqlType;
}

/** A column of a stored table. `sql` computes it in the run-time form of its type; left out, the
 *  stored column has the column's name and is in that form already. */
export interface TableColumn extends Column {
  readonly sql?: string;
  /** true when the stored column can never be NULL; saves the checks that nulls need */
  readonly notNull?: boolean;
  /** true for a column that the table's author did not document; queries see it only when they
   *  could not be understood without it, so that it never takes a name away */
  readonly additional?: boolean;
  /** of a dynamic: SQL of the texts at some of its paths ('a.b'), as tostring() gives them, where that
   *  is quicker than to read them from the whole */
  readonly paths?: Readonly<Record<string, string>>;
}

/** A table that queries may name. */
export interface Table {
  readonly name: string;
  /** SQL of the stored table or view, when it is not the name */
  readonly from?: string;
  readonly columns: readonly TableColumn[];
  /** SQL of what ingestion_time() yields */
  readonly ingestionTime?: string;
}

/** A saved function that queries may call. */
export interface SavedFunction {
  readonly name: string;
  /** '(alias: string)' */
  readonly parameters: string;
  /** '{ datatable(a: string)[] }' */
  readonly body: string;
}

/** A piece of SQL that computes one scalar.
 *
 *  Run-time forms: string and guid String, never NULL (a null guid is ''); long and int Int64; real
 *  Float64; decimal Decimal(76, 20); bool Bool or UInt8; datetime DateTime64(7); timespan Int64 of
 *  100 ns ticks; dynamic String of JSON text with NULL for JSON null. All but string and guid may
 *  be NULL. */
export interface Sql {
  readonly sql: string;
  readonly type: KqlType;
  /** can it be NULL? */
  readonly nullable: boolean;
  /** its value, where the text of the query gives it: ticks for datetime (since 1970) and timespan */
  readonly value?: string | number | bigint | boolean | null;
  /** the values, where a function yields several: series_stats(), array_sort_asc(a, b) */
  readonly tuple?: readonly Sql[];
  /** of a text: the dynamic whose text it is, so that parse_json(tostring(x)) need not read it again */
  readonly textOf?: Sql;
  /** for a step into a dynamic value: where it starts and the steps, so that steps can be joined */
  readonly path?: DynamicPath;
}

/** Steps into a dynamic value. */
export interface DynamicPath {
  readonly root: string;
  readonly steps: readonly PathStep[];
  /** columns that hold the texts at some paths, see TableColumn.paths */
  readonly stored?: Readonly<Record<string, string>>;
}

/** A member by its name, by SQL of its name, or an element by SQL of its position from 0. */
export type PathStep =
  | { readonly name: string }
  | { readonly key: string }
  | { readonly index: string; readonly nullable?: boolean };

const ENGINE_TYPES: Readonly<Record<KqlType, string>> = {
  string: 'String',
  guid: 'String',
  long: 'Nullable(Int64)',
  int: 'Nullable(Int64)',
  real: 'Nullable(Float64)',
  decimal: 'Nullable(Decimal(76, 20))',
  bool: 'Nullable(Bool)',
  datetime: "Nullable(DateTime64(7, 'UTC'))",
  timespan: 'Nullable(Int64)',
  dynamic: 'Nullable(String)',
};

/** The ClickHouse type in which values of a Kusto type run. */
export function engineType(type: KqlType): string {
  return ENGINE_TYPES[type];
}

/** Is it a string in the engine, never NULL? */
export function isText(type: KqlType): boolean {
  return type === 'string' || type === 'guid';
}

export function isNumber(type: KqlType): boolean {
  return type === 'long' || type === 'int' || type === 'real' || type === 'decimal';
}

export function isInteger(type: KqlType): boolean {
  return type === 'long' || type === 'int';
}

/** A value of `type`; NULL unless its form cannot be. */
export function sqlOf(sql: string, type: KqlType, nullable = !isText(type)): Sql {
  return { sql, type, nullable };
}
