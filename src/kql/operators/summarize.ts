import type { Context } from '../context.ts';
import { aggregates } from '../aggregates/index.ts';
import type { Relation, RelationColumn } from '../relation.ts';
import { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import type { Sql } from '../types.ts';
import { namedValues } from './named-values.ts';
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
}

export function grouped(grouping: Grouping, input: Relation, context: Context): Relation {
  const rows = context.scope(input);
  const [keyNames, valueNames] = grouping.names;
  const keyed = namedValues(grouping.keys, rows).map(({ value }, place) => {
    return { value, column: context.column(keyNames[place] ?? '', value) };
  });
  const computed: [string, string][] = [];
  const aggregate = (call: Node): Sql => {
    const name = call.need('Name').name;
    const rule = aggregates.get(name) ?? call.refuse(`The aggregate ${name}() is not supported.`);
    const [value] = rule({ node: call, name, rows, type: call.scalarType ?? 'dynamic' });
    if (value === undefined) return call.refuse(`${name}() gives no value.`);
    const column = context.column(name, value);
    computed.push([value.sql, column.sql]);
    return column;
  };
  const groups: Relation = { from: '', columns: keyed.map(({ column }) => column) };
  const after = new Scope(context, groups, { aggregate });
  const values = namedValues(grouping.values, after);
  const columns = values.map(({ value, name }, place): RelationColumn =>
    context.column(valueNames[place] ?? name ?? '', value),
  );
  const before = rows.extended(
    keyed.map(({ value, column }) => [value.sql, column.sql]),
    [],
  );
  const { within } = input;
  const keyList = [
    ...(within === undefined ? [] : [within.id]),
    ...keyed.map(({ column }) => column.sql),
  ];
  const carried = (within?.carried ?? []).map((sql): [string, string] => [
    `any(${sql})`,
    context.fresh(sql.replace(/_\d+$/v, '')),
  ]);
  const list = [...keyList, ...[...carried, ...computed].map(([sql, name]) => `${sql} AS ${name}`)];
  const groupBy = keyList.length === 0 ? '' : ` GROUP BY ${keyList.join(', ')}`;
  const from = `(SELECT ${list.length === 0 ? '1' : list.join(', ')} FROM ${before.from}${groupBy})`;
  const finished = new Scope(context, { from, columns: [] }, { sharing: after });
  const relation = finished.extended(
    columns.map((column, place) => [values[place]?.value.sql ?? '', column.sql]),
    [...groups.columns, ...columns],
  );
  return within === undefined
    ? relation
    : { ...relation, within: { ...within, carried: carried.map(([, name]) => name) } };
}
