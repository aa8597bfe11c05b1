import { namedValues } from './named-values.ts';
import type { Source } from './operator.ts';

/** `print a = 1, b = 2`: one row. */
export const print: Source = (node, context) => {
  const scope = context.noRows();
  const values = namedValues(node.list('Expressions'), scope);
  const names = (node.columns ?? []).map(({ name }) => name);
  const columns = values.map(({ value }, place) => context.column(names[place] ?? '', value));
  return scope.extended(
    columns.map((column, place) => [values[place]?.value.sql ?? '', column.sql]),
    columns,
  );
};
