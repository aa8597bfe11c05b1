import type { RelationColumn } from '../relation.ts';
import { expand } from './mv-expand.ts';
import type { Operator } from './operator.ts';

/** `mv-apply x = array on (…)`: the pipeline in parentheses runs on the elements of each row. All
 *  rows run at once; their elements are kept apart by the number of the row. */
export const mvApply: Operator = (node, input, context) => {
  if (input.within !== undefined) return node.refuse('mv-apply inside mv-apply is not supported.');
  const id = context.fresh('row');
  const numbered = {
    ...input,
    from: `(SELECT *, row_number() OVER () AS ${id} FROM ${input.from})`,
  };
  const limit = node.child('RowLimitClause')?.need('RowLimit');
  const expansion = expand(
    node.list('Expressions'),
    { asPairs: false, limit, keepEmpty: false },
    numbered,
    context,
  );
  const elements = expansion.elements.map(({ name, column }) => ({
    ...column,
    name: name ?? column.name,
  }));
  const indexName = node.parameters().get('with_itemindex')?.name;
  const index = indexName === undefined ? [] : [indexColumn(indexName, expansion.position)];
  const replaced = new Set([...elements, ...index].map(({ name }) => name));
  const kept = input.columns.filter(({ name }) => !replaced.has(name));
  const inner = context.subquery(node.need('Subquery').need('Expression'), {
    ...expansion.relation,
    columns: [...kept, ...elements, ...index],
    within: { id, carried: kept.map(({ sql }) => sql) },
  });
  const carried = inner.within?.carried ?? [];
  const outer = kept.map((column, place): RelationColumn => ({
    ...column,
    sql: carried[place] ?? column.sql,
  }));
  const byName = new Map([...outer, ...inner.columns].map((column) => [column.name, column]));
  const columns = (node.columns ?? []).map(
    ({ name }) => byName.get(name) ?? node.refuse(`There is no column ${name}.`),
  );
  return { from: inner.from, columns };
};

/** The position is counted in the engine's own type. */
function indexColumn(name: string, position: string): RelationColumn {
  return { name, type: 'long', sql: position, nullable: false };
}
