import type { RelationColumn, Within } from '../relation.ts';
import { expand } from './mv-expand.ts';
import type { Operator } from './operator.ts';

/** `mv-apply x = array on (…)`: the pipeline in parentheses runs on the elements of each row. All
 *  rows run at once; their elements are kept apart by the number of the row. Inside of another mv-apply
 *  the rows of the outer tables carry along what keeps those apart. */
export const mvApply: Operator = (node, input, context) => {
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
    within: { id, carried: [...kept.map(({ sql }) => sql), ...apart(input.within)] },
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
  const [outerId, ...outerCarried] = carried.slice(kept.length);
  return outerId === undefined
    ? { from: inner.from, columns }
    : { from: inner.from, columns, within: { id: outerId, carried: outerCarried } };
};

/** The columns by which the tables around are kept apart. */
function apart(within: Within | undefined): readonly string[] {
  return within === undefined ? [] : [within.id, ...within.carried];
}

/** The position is counted in the engine's own type. */
function indexColumn(name: string, position: string): RelationColumn {
  return { name, type: 'long', sql: position, nullable: false };
}
