import type { Context } from './context.ts';
import { quoteName } from './literals.ts';
import type { Relation } from './relation.ts';
import { isText, type Table } from './types.ts';

/** A stored table: its columns under fresh names, in the run-time forms of their types. */
export function storedTable(table: Table, context: Context): Relation {
  context.noteStored();
  const columns = table.columns.map((column) => {
    return {
      stored: column.sql ?? quoteName(column.name),
      column: {
        name: column.name,
        type: column.type,
        sql: context.fresh(column.name),
        nullable: column.notNull !== true && !isText(column.type),
      },
    };
  });
  const loaded = context.fresh('loaded');
  const list = context.columnList([
    ...columns.map(({ stored, column }): [string, string] => [column.sql, stored]),
    ...(table.ingestionTime === undefined ? [] : [[loaded, table.ingestionTime] as const]),
  ]);
  return {
    from: `(SELECT ${list} FROM ${table.from ?? quoteName(table.name)})`,
    columns: columns.map(({ column }) => column),
    ...(table.ingestionTime === undefined ? {} : { ingestionTime: loaded }),
  };
}
