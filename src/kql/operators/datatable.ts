import type { Context } from '../context.ts';
import { convert } from '../convert.ts';
import { quote } from '../literals.ts';
import { unordered, type Relation } from '../relation.ts';
import type { Column } from '../types.ts';
import { engineType } from '../types.ts';
import type { Source } from './operator.ts';

/** `datatable(a: long, …) [ … ]`. */
export const datatable: Source = (node, context) => {
  const columns = node.columns ?? node.refuse('The table has no columns.');
  const scope = context.noRows();
  const cells = node.list('Values').map((value, place) => {
    const type = columns[place % columns.length]?.type ?? 'string';
    return convert(scope.scalar(value), type, scope).sql;
  });
  const rows: string[][] = [];
  for (let at = 0; at < cells.length; at += columns.length) {
    rows.push(cells.slice(at, at + columns.length));
  }
  return constantRows(columns, rows, context, scope.fromClause());
};

/** A relation of rows of constants. */
export function constantRows(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  context: Context,
  from = '',
): Relation {
  const made = columns.map(({ name, type }) =>
    context.column(name, { sql: '', type, nullable: type !== 'string' && type !== 'guid' }),
  );
  const row = context.fresh('row');
  const types = columns.map(({ type }) => engineType(type)).join(', ');
  const values = rows.map((cells) => `tuple(${cells.join(', ')})`).join(', ');
  const list = made.map((column, place) => `tupleElement(${row}, ${place + 1}) AS ${column.sql}`);
  return unordered(
    `(SELECT ${list.join(', ')} FROM (SELECT arrayJoin(CAST([${values}], ${quote(`Array(Tuple(${types}))`)})) AS ${row}${from}))`,
    made,
  );
}
