import { sameColumn, type RelationColumn } from '../relation.ts';
import { namedValues } from './named-values.ts';
import type { Operator } from './operator.ts';

/** `extend` and `serialize`: a name that exists keeps its place and gets the new value. */
export const extend: Operator = (node, input, context) => {
  const scope = context.scope(input);
  const values = namedValues(node.list('Expressions'), scope);
  const added = (node.columns ?? []).slice(input.columns.length).map(({ name }) => name);
  const columns = new Map(input.columns.map((column) => [column.name, column]));
  const computed: [string, string][] = [];
  for (const { name, value } of values) {
    const target = name !== undefined && columns.has(name) ? name : (added.shift() ?? name ?? '');
    const same = sameColumn(input, value);
    if (same !== undefined) {
      columns.set(target, { ...same, name: target });
      continue;
    }
    const column: RelationColumn = context.column(target, value);
    computed.push([value.sql, column.sql]);
    columns.set(target, column);
  }
  return scope.extended(computed, [...columns.values()]);
};
