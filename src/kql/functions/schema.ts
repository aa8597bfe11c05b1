import { quote } from '../literals.ts';
import type { Sql } from '../types.ts';
import type { Node } from '../syntax.ts';
import type { Scope } from '../scope.ts';

/** Functions whose arguments are names rather than values; they are not translated before. */
export const nameFunctions: ReadonlyMap<string, (node: Node, scope: Scope) => Sql> = new Map([
  ['column_names_of', columnNames],
  ['column_ifexists', columnIfExists],
  ['columnifexists', columnIfExists],
  ['iscolumnexists', isColumn],
]);

/** column_names_of(T) */
function columnNames(node: Node): Sql {
  const columns = node.argumentNodes[0]?.columns ?? node.refuse('It needs a table.');
  const json = JSON.stringify(columns.map(({ name }) => name));
  return { sql: quote(json), type: 'dynamic', nullable: false, value: json };
}

/** column_ifexists("name", default) */
function columnIfExists(node: Node, scope: Scope): Sql {
  const [name, otherwise] = node.argumentNodes;
  if (name === undefined || otherwise === undefined)
    return node.refuse('It takes a name and a value.');
  const { value } = scope.scalar(name);
  if (typeof value !== 'string') return name.refuse('The name must be a constant string.');
  return scope.column(value) ?? scope.scalar(otherwise);
}

/** iscolumnexists("name") */
function isColumn(node: Node, scope: Scope): Sql {
  const value =
    node.argumentNodes[0] === undefined ? undefined : scope.scalar(node.argumentNodes[0]).value;
  if (typeof value !== 'string') return node.refuse('The name must be a constant string.');
  const found = scope.column(value) !== undefined;
  return { sql: String(found), type: 'bool', nullable: false, value: found };
}
