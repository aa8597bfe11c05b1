import type { Context } from '../context.ts';
import { convert } from '../convert.ts';
import { orderBy, unordered, type Relation, type RelationColumn } from '../relation.ts';
import type { Node } from '../syntax.ts';
import { limitOf } from './take.ts';
import type { Operator } from './operator.ts';
import { grouped } from './summarize.ts';

/** `top-nested 2 of a by sum(x), top-nested 1 of b by max(x)`: the best values of a, and in each the
 *  best values of b. */
export const topNested: Operator = (node, input, context) => {
  const names = (node.columns ?? []).map(({ name }) => name);
  let rows = input;
  let kept: readonly RelationColumn[] = [];
  for (const [level, clause] of node.list('Clauses').entries()) {
    const groups = levelOf(clause, kept, rows, names.slice(2 * level, 2 * level + 2), context);
    kept = groups.columns;
    rows = withLevel(rows, groups, level, clause, context);
    if (2 * level + 2 === names.length) return groups;
    kept = rows.columns.slice(0, 2 * level + 2);
  }
  return node.refuse('It needs a clause.');
};

/** The best groups of one level, with the columns of the levels above. */
function levelOf(
  clause: Node,
  above: readonly RelationColumn[],
  rows: Relation,
  names: readonly string[],
  context: Context,
): Relation {
  if (clause.child('WithOthersClause') !== undefined) {
    return clause.refuse('top-nested with others is not supported.');
  }
  const ordered = clause.need('ByExpression');
  const isOrdered = ordered.kind === 'OrderedExpression';
  const value = isOrdered ? ordered.need('Expression') : ordered;
  const ascending =
    isOrdered && ordered.child('Ordering')?.child('AscOrDescKeyword')?.text === 'asc';
  const groups = grouped(
    {
      keys: [clause.need('OfExpression')],
      values: [value],
      names: [names.slice(0, 1), names.slice(1)],
      before: above,
    },
    rows,
    context,
  );
  const best = groups.columns.at(-1)?.sql ?? '';
  const most = clause.child('Expression');
  if (most === undefined) return groups;
  const count = convert(context.constants().scalar(most), 'long', context.constants());
  const order = orderBy([{ sql: best, descending: !ascending, nullsFirst: ascending }]);
  const apart = above.filter((_, place) => place % 2 === 0).map(({ sql }) => sql);
  const by = apart.length === 0 ? '' : ` BY ${apart.join(', ')}`;
  return unordered(
    `(SELECT * FROM ${groups.from}${order} LIMIT ${limitOf(count.sql, count.value)}${by})`,
    groups.columns,
  );
}

/** The rows that belong to the kept groups, with the groups' columns before their own. */
function withLevel(
  rows: Relation,
  groups: Relation,
  level: number,
  clause: Node,
  context: Context,
): Relation {
  const scope = context.scope(rows);
  const key = scope.bind(scope.scalar(clause.need('OfExpression')));
  const renamed = groups.columns.map((column) => ({ ...column, sql: context.fresh(column.name) }));
  const list = groups.columns.map(
    (column, place) => `${column.sql} AS ${renamed[place]?.sql ?? ''}`,
  );
  const previous = rows.columns.slice(0, 2 * level);
  const conditions = [...previous.filter((_, place) => place % 2 === 0), key].map(
    (column, place) => `${column.sql} <=> ${renamed[2 * place]?.sql ?? ''}`,
  );
  const left = scope.extended([], rows.columns);
  return unordered(
    `(SELECT * FROM ${left.from} AS ${context.fresh('l')} INNER JOIN (SELECT ${list.join(', ')} FROM ${groups.from}) AS ${context.fresh('r')} ON ${conditions.join(' AND ')})`,
    [...renamed, ...rows.columns.slice(2 * level)],
  );
}
