import type { Context } from '../context.ts';
import type { Relation, RelationColumn } from '../relation.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import type { Sql } from '../types.ts';

/** The columns that the analyser says come out of an operator: new ones under the given names,
 *  the others as they were. */
export function assigned(
  node: Node,
  values: ReadonlyMap<string, Sql>,
  scope: Scope,
  context: Context,
): Relation {
  const computed: [string, string][] = [];
  const names = new Set((node.columns ?? []).map(({ name }) => name));
  const columns = [...names].map((name): RelationColumn => {
    const value = values.get(name);
    if (value === undefined)
      return scope.column(name) ?? node.refuse(`There is no column ${name}.`);
    const column = context.column(name, value);
    computed.push([value.sql, column.sql]);
    return column;
  });
  return scope.extended(computed, columns);
}
