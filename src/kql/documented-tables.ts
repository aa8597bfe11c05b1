import type { Table, TableColumn } from './types.ts';

const known = new WeakMap<readonly Table[], readonly Table[]>();

/** The tables without additional columns; the same list for the same list, because the analyser keeps
 *  what it made of it. */
export function documentedTables(tables: readonly Table[]): readonly Table[] {
  const found = known.get(tables) ?? withoutAdditional(tables);
  known.set(tables, found);
  return found;
}

function withoutAdditional(tables: readonly Table[]): readonly Table[] {
  if (!tables.some(({ columns }) => columns.some(isAdditional))) return tables;
  return tables.map((table) => ({
    ...table,
    columns: table.columns.filter((column) => !isAdditional(column)),
  }));
}

function isAdditional({ additional }: TableColumn): boolean {
  return additional === true;
}
