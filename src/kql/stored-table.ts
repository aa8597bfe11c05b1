import type { Context } from './context.ts';
import { quoteName } from './literals.ts';
import type { Relation, RelationColumn } from './relation.ts';
import { isText, type Table } from './types.ts';

/** A stored table: its columns under fresh names, in the run-time forms of their types. */
export function storedTable(table: Table, context: Context): Relation {
  context.noteStored();
  const listed: [name: string, sql: string][] = [];
  const columns = table.columns.map((column): RelationColumn => {
    const sql = context.fresh(column.name);
    listed.push([sql, column.sql ?? quoteName(column.name)]);
    const nullable = column.notNull !== true && !isText(column.type);
    const plain = { name: column.name, type: column.type, sql, nullable };
    if (column.paths === undefined) return plain;
    const stored = Object.entries(column.paths).map(([path, text]): [string, string] => {
      const name = context.fresh(`${column.name}_${path}`);
      listed.push([name, text]);
      return [path, name];
    });
    return { ...plain, path: { root: sql, steps: [], stored: Object.fromEntries(stored) } };
  });
  const loaded = context.fresh('loaded');
  if (table.ingestionTime !== undefined) listed.push([loaded, table.ingestionTime]);
  return {
    from: `(SELECT ${context.columnList(listed)} FROM ${table.from ?? quoteName(table.name)})`,
    columns,
    ...(table.ingestionTime === undefined ? {} : { ingestionTime: loaded }),
  };
}
