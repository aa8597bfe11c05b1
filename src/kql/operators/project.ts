import { sameColumn, type RelationColumn } from '../relation.ts';
import { namedValues } from './named-values.ts';
import type { Operator } from './operator.ts';

/** `project`: a column that is only renamed is not computed anew. */
export const project: Operator = (node, input, context) => {
  const scope = context.scope(input);
  const values = namedValues(node.list('Expressions'), scope);
  const names = (node.columns ?? []).map(({ name }) => name);
  const computed: [string, string][] = [];
  const columns = values.map(({ name, value }, place): RelationColumn => {
    const target = names[place] ?? name ?? '';
    const known = sameColumn(input, value);
    if (known !== undefined) return { ...known, name: target };
    const column = context.column(target, value);
    computed.push([value.sql, column.sql]);
    return column;
  });
  return scope.extended(computed, columns);
};
