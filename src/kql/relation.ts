import type { Column, Sql } from './types.ts';

/** A column as the rest of the statement can name it. */
export interface RelationColumn extends Column, Sql {}

export interface OrderKey {
  readonly sql: string;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** What an operator yields: rows that stand behind FROM, and the columns that KQL sees in them.
 *
 *  Every computed column has a name of its own in the whole statement, so `SELECT *, f(a_1) AS b_2`
 *  can neither shadow nor be shadowed; columns that KQL no longer sees ride along, and the engine
 *  reads none that nobody asks for. */
export interface Relation {
  /** a table's name or a query in parentheses */
  readonly from: string;
  readonly columns: readonly RelationColumn[];
  /** how the rows are sorted, once somebody looks; undefined = they are not serialized */
  readonly order?: readonly OrderKey[];
  /** what ingestion_time() yields, as long as the rows are those of a stored table */
  readonly ingestionTime?: string;
  /** set inside mv-apply and partition: the rows are many tables at once, one for each value of `id` */
  readonly within?: Within;
}

/** Rows of many tables at once. Operators that look at more than one row keep them apart. */
export interface Within {
  /** the column that tells the tables apart; never NULL */
  readonly id: string;
  /** columns that are the same in all rows of a table, carried through grouping */
  readonly carried: readonly string[];
}

/** The same rows under other columns. */
export function withColumns(relation: Relation, columns: readonly RelationColumn[]): Relation {
  return { ...relation, columns };
}

/** Rows that have lost their order. */
export function unordered(from: string, columns: readonly RelationColumn[]): Relation {
  return { from, columns };
}

/** `ORDER BY` of a relation, or ''. */
export function orderBy(order: readonly OrderKey[] | undefined): string {
  if (order === undefined || order.length === 0) return '';
  return ` ORDER BY ${orderKeys(order)}`;
}

export function orderKeys(order: readonly OrderKey[]): string {
  return order
    .map(
      ({ sql, descending, nullsFirst }) =>
        `${sql} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`,
    )
    .join(', ');
}

/** `LIMIT`, for each table where they are many. */
export function limit(rows: string, within: Within | undefined): string {
  return within === undefined ? ` LIMIT ${rows}` : ` LIMIT ${rows} BY ${within.id}`;
}

/** The column that a value is, where it is one as it stands. A conversion may cost nothing and yet make
 *  something else of it: tolong() of a timespan. */
export function sameColumn(relation: Relation, value: Sql): RelationColumn | undefined {
  return relation.columns.find(({ sql, type }) => sql === value.sql && type === value.type);
}
