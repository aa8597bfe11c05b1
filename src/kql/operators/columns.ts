import { withColumns } from '../relation.ts';
import type { Operator } from './operator.ts';

/** `project-away`, `project-keep`, `project-reorder`: the analyser says which columns are left. */
export const chooseColumns: Operator = (node, input) => {
  const byName = new Map(input.columns.map((column) => [column.name, column]));
  const columns = (node.columns ?? []).map(
    ({ name }) => byName.get(name) ?? node.refuse(`There is no column ${name}.`),
  );
  return withColumns(input, columns);
};

/** `project-rename`: names change, places do not. */
export const renameColumns: Operator = (node, input) => {
  const names = (node.columns ?? []).map(({ name }) => name);
  return withColumns(
    input,
    input.columns.map((column, place) => ({ ...column, name: names[place] ?? column.name })),
  );
};
