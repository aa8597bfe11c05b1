import type { Context } from '../context.ts';
import { convert } from '../convert.ts';
import { limit, orderBy, type OrderKey, type Relation } from '../relation.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import type { Operator } from './operator.ts';
import { limitOf } from './take.ts';

/** `sort`: the rows are remembered as sorted, and sorted when somebody looks. */
export const sort: Operator = (node, input, context) =>
  sorted(node.list('Expressions'), input, context);

/** `top n by x`: sorted, then the first n. */
export const top: Operator = (node, input, context) => {
  const count = context.constants().scalar(node.need('Expression'));
  const rows = convert(count, 'long', context.constants());
  const relation = sorted([node.need('ByExpression')], input, context);
  const most = limitOf(rows.sql, rows.value);
  return {
    ...relation,
    from: `(SELECT * FROM ${relation.from}${orderBy(relation.order)}${limit(most, relation.within)})`,
  };
};

function sorted(expressions: readonly Node[], input: Relation, context: Context): Relation {
  const scope = context.scope(input);
  const keys = expressions.map((expression) => keyOf(expression, scope));
  const computed = keys.flatMap(({ sql, name }): [string, string][] =>
    sql === name ? [] : [[sql, name]],
  );
  const order = keys.map(({ name, descending, nullsFirst }): OrderKey => ({
    sql: name,
    descending,
    nullsFirst,
  }));
  return { ...scope.extended(computed, input.columns), order };
}

/** Descending unless it says `asc`; nulls first when ascending, last when descending. */
function keyOf(node: Node, scope: Scope) {
  const ordered = node.kind === 'OrderedExpression';
  const value = scope.scalar(ordered ? node.need('Expression') : node);
  const clause = ordered ? node.child('Ordering') : undefined;
  const descending = clause?.child('AscOrDescKeyword')?.text !== 'asc';
  const nulls = clause?.child('NullsClause')?.child('FirstOrLastKeyword')?.text;
  const nullsFirst = nulls === undefined ? !descending : nulls === 'first';
  const known = scope.relation.columns.some((column) => column.sql === value.sql);
  return {
    sql: value.sql,
    name: known ? value.sql : scope.context.fresh('key'),
    descending,
    nullsFirst,
  };
}
