import { aggregates } from '../aggregates/index.ts';
import type { Context } from '../context.ts';
import { orderBy, type Relation, type RelationColumn } from '../relation.ts';
import { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import type { Sql } from '../types.ts';
import { namedValues, valueNode } from './named-values.ts';
import type { Operator } from './operator.ts';

/** `summarize`: keys are computed before, what is made of aggregates after grouping. */
export const summarize: Operator = (node, input, context) => {
  const names = (node.columns ?? []).map(({ name }) => name);
  const keys = node.child('ByClause')?.list('Expressions') ?? [];
  return grouped(
    {
      keys,
      values: node.list('Aggregates'),
      names: [names.slice(0, keys.length), names.slice(keys.length)],
    },
    input,
    context,
  );
};

export interface Grouping {
  readonly keys: readonly Node[];
  readonly values: readonly Node[];
  readonly names: readonly [keys: readonly string[], values: readonly string[]];
  /** columns of the rows that are keys, too, before the others */
  readonly before?: readonly RelationColumn[];
}

export function grouped(grouping: Grouping, input: Relation, context: Context): Relation {
  const placed = withPlaces(grouping.values, input, context);
  const rows = context.scope(placed.relation);
  const [keyNames, valueNames] = grouping.names;
  const keyed = namedValues(grouping.keys, rows).map(({ value }, place) => {
    return { value, column: context.column(keyNames[place] ?? '', value) };
  });
  const keyColumns = [...(grouping.before ?? []), ...keyed.map(({ column }) => column)];
  const keySources = new Set(keyed.map(({ value }) => value.sql));
  const others = input.columns.filter(({ sql }) => !keySources.has(sql));

  const computed = new Map<string, string>();
  const column = (sql: string): string => {
    const name = computed.get(sql) ?? context.fresh(/^\w+/v.exec(sql)?.[0] ?? 'a');
    computed.set(sql, name);
    return name;
  };
  const aggregate = (node: Node): readonly Sql[] => {
    const name = node.need('Name').name;
    const rule = aggregates.get(name) ?? node.refuse(`The aggregate ${name}() is not supported.`);
    const type = node.scalarType ?? 'dynamic';
    const { position } = placed;
    return rule({ node, name, rows, type, position, others, groups: { column, after } });
  };
  const single = (node: Node): Sql => aggregate(node)[0] ?? node.refuse('It gives no value.');
  const after = new Scope(context, { from: '', columns: keyColumns }, { aggregate: single });

  const values = grouping.values.flatMap((node) => valuesOf(node, after, aggregate));
  if (values.length !== valueNames.length) {
    return (grouping.values[0] ?? grouping.keys[0])?.refuse(
      'Its columns cannot be told apart.',
    ) as never;
  }
  const columns = values.map((value, place): RelationColumn =>
    context.column(valueNames[place] ?? '', value),
  );
  const before = rows.extended(
    keyed.map(({ value, column: { sql } }) => [value.sql, sql]),
    [],
  );
  const { within } = input;
  const keyList = [
    ...(within === undefined ? [] : [within.id]),
    ...keyColumns.map(({ sql }) => sql),
  ];
  const carried = (within?.carried ?? []).map((sql) => column(`any(${sql})`));
  // Without a key there is one row, also when no aggregate of it is asked for.
  const aggregated = context.columnList(
    [...computed].map(([sql, name]) => [name, sql]),
    'count()',
  );
  const list = [...keyList, ...(computed.size === 0 ? [] : [aggregated])];
  const groupBy = keyList.length === 0 ? '' : ` GROUP BY ${keyList.join(', ')}`;
  const first = groupBy === '' || context.readsStored ? '' : FIRST_SEEN;
  const from = `(SELECT ${list.length === 0 ? 'count()' : list.join(', ')} FROM ${before.from}${groupBy}${first})`;
  const finished = new Scope(context, { from, columns: [] }, { sharing: after });
  const relation = finished.extended(
    columns.map(({ sql }, place) => [values[place]?.sql ?? '', sql]),
    [...keyColumns, ...columns],
  );
  return within === undefined ? relation : { ...relation, within: { ...within, carried } };
}

/** Groups of a constant table come in the order in which Kusto yields them. */
const FIRST_SEEN = ' ORDER BY min(rowNumberInAllBlocks())';

/** An aggregate may give several values: `percentiles(x, 5, 95)`, `(a, b) = arg_max(x, y)`. */
function valuesOf(
  node: Node,
  after: Scope,
  aggregate: (call: Node) => readonly Sql[],
): readonly Sql[] {
  const compound = node.kind === 'CompoundNamedExpression';
  const value = compound ? node.need('Expression') : valueNode(node);
  if (!value.isAggregateCall) return [after.scalar(value)];
  const values = aggregate(value);
  return compound ? values.slice(0, node.need('Names').list('Names').length) : values;
}

/** Aggregates to which the order of sorted rows matters. */
const TRACKING = /^make_?list/v;
/** Those that promise no order; over constant tables they follow the rows, as Kusto happens to do. */
const FOLLOWING = /^(?:make_?(?:set|bag|dictionary)|(?:take_)?any|arg_?m)/v;

function withPlaces(
  values: readonly Node[],
  input: Relation,
  context: Context,
): { readonly relation: Relation; readonly position?: string } {
  const { order, from } = input;
  const matters = values.some((node) =>
    calls(node).some(
      (name) => TRACKING.test(name) || (!context.readsStored && FOLLOWING.test(name)),
    ),
  );
  if (order === undefined || order.length === 0 || !matters) return { relation: input };
  const position = context.fresh('place');
  const sorted = `(SELECT * FROM ${from}${orderBy(order)})`;
  return {
    position,
    relation: {
      ...input,
      from: `(SELECT *, rowNumberInAllBlocks() AS ${position} FROM ${sorted})`,
    },
  };
}

/** Names of the functions called in an expression. */
function calls(node: Node): readonly string[] {
  const own = node.kind === 'FunctionCallExpression' ? [node.need('Name').name] : [];
  return [...own, ...node.children().flatMap((child) => calls(child))];
}
