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
  const list = columns.map(({ stored, column }) => `${stored} AS ${column.sql}`);
  return {
    from: `(SELECT ${list.join(', ')} FROM ${table.from ?? quoteName(table.name)})`,
    columns: columns.map(({ column }) => column),
  };
}
