import type { Context } from './context.ts';
import { convert } from './convert.ts';
import type { TextRows } from './external-data.ts';
import { quote } from './literals.ts';
import { unordered, type Relation } from './relation.ts';
import { isText, sqlOf, type Column, type Sql } from './types.ts';

/** A relation of rows that are written into the statement, each cell a text that becomes a value of its
 *  column's type, as Kusto does when it takes data in. */
export function textRows(columns: readonly Column[], rows: TextRows, context: Context): Relation {
  const row = context.fresh('row');
  const written = quote(JSON.stringify(rows));
  const source = `(SELECT arrayJoin(JSONExtract(${written}, 'Array(Array(String))')) AS ${row})`;
  const cells = columns.map(({ name }) => context.fresh(name));
  const texts = cells.map((cell, place) => `${row}[${place + 1}] AS ${cell}`);
  const from = `(SELECT ${texts.join(', ')} FROM ${source})`;
  const scope = context.scope({ from, columns: [] });
  const made = columns.map(({ name, type }, place) => {
    const text = sqlOf(cells[place] ?? `''`, 'string');
    const value = type === 'dynamic' ? parsed(text) : convert(text, type, scope);
    const nullable = value.nullable || !isText(type);
    return { value, column: context.column(name, { ...value, nullable }) };
  });
  const relation = scope.extended(
    made.map(({ value, column }) => [value.sql, column.sql] as const),
    made.map(({ column }) => column),
  );
  return unordered(relation.from, relation.columns);
}

/** JSON as it stands; what is no JSON is a string. */
function parsed({ sql }: Sql): Sql {
  const json = `if(isValidJSON(${sql}), ${sql}, toJSONString(${sql}))`;
  return sqlOf(`if(${sql} IN ('', 'null'), NULL, ${json})`, 'dynamic');
}
