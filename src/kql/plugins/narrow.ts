import { orderBy } from '../relation.ts';
import { quote } from '../literals.ts';
import { textOf } from '../text-of.ts';
import type { Plugin } from './plugin.ts';

/** `evaluate narrow()`: a row for each cell: number of the row, name of the column, value as text. */
export const narrow: Plugin = ({ input, context, operator }) => {
  const scope = context.scope(input);
  const cells = input.columns.map((column) => {
    return `tuple(${quote(column.name)}, ${textOf(column, scope)})`;
  });
  const [row, cell] = [context.fresh('row'), context.fresh('cell')];
  const names = (operator.columns ?? []).map(({ name }) => name);
  const columns = (
    [
      ['Row', 'long', `toInt64(${row})`],
      ['Column', 'string', `tupleElement(${cell}, 1)`],
      ['Value', 'string', `tupleElement(${cell}, 2)`],
    ] as const
  ).map(([name, type, sql], place) => ({
    sql,
    column: context.column(names[place] ?? name, { sql, type, nullable: false }),
  }));
  const sorted = `(SELECT * FROM ${scope.source()}${orderBy(input.order)})`;
  const numbered = `(SELECT *, rowNumberInAllBlocks() AS ${row} FROM ${sorted})`;
  const list = columns.map(({ sql, column }) => `${sql} AS ${column.sql}`);
  return {
    from: `(SELECT ${list.join(', ')} FROM (SELECT *, arrayJoin([${cells.join(', ')}]) AS ${cell} FROM ${numbered}))`,
    columns: columns.map(({ column }) => column),
  };
};
