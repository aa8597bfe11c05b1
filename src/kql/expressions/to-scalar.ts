import { nullLiteral } from '../literals.ts';
import { orderBy } from '../relation.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { isText, sqlOf, type Sql } from '../types.ts';

/** `toscalar(…)`: the first column of the first row of a table, or the value of an expression. */
export function toScalar(node: Node, scope: Scope): Sql {
  const inner = node.need('Expression');
  if (!inner.isTabular) return scope.scalar(inner);
  const relation = scope.context.relation(inner);
  const [column] = relation.columns;
  if (column === undefined) return node.refuse('The table has no column.');
  const rows = `(SELECT ${column.sql} FROM ${relation.from}${orderBy(relation.order)} LIMIT 1)`;
  return isText(column.type)
    ? sqlOf(`ifNull(${rows}, ${nullLiteral(column.type)})`, column.type)
    : sqlOf(rows, column.type);
}
