import type { Context } from './context.ts';
import type { Relation, RelationColumn } from './relation.ts';
import type { Node } from './syntax.ts';

/** The table of a let statement, translated when it is first used. */
export function letRelation(node: Node, context: Context, name: string): () => Relation {
  let read: (() => Relation) | undefined;
  return () => {
    if (read === undefined) {
      const { kept, relation } = materialized(node, context);
      read = sharedRelation(relation, name, kept, context);
    }
    return read();
  };
}

/** A query before the statement that each use reads under names of its own, so that a table can be
 *  joined with itself. */
export function sharedRelation(
  relation: Relation,
  name: string,
  kept: boolean,
  context: Context,
): () => Relation {
  const cte = context.cte(name, selectAll(relation, context), kept);
  return () => renamed(relation, cte, context);
}

/** `materialize(T)` is computed once, everything else wherever it is used. */
function materialized(node: Node, context: Context): { kept: boolean; relation: Relation } {
  if (node.kind === 'ParenthesizedExpression')
    return materialized(node.need('Expression'), context);
  return node.kind === 'MaterializeExpression'
    ? { kept: true, relation: context.relation(node.need('Expression')) }
    : { kept: false, relation: context.relation(node) };
}

function selectAll(relation: Relation, context: Context): string {
  const names = [...new Set(storedNames(relation))];
  return `SELECT ${context.columnList(names.map((name) => [name, name]))} FROM ${relation.from}`;
}

/** The names that must go along: columns, and what the rows are sorted by. */
function storedNames({ columns, order = [], ingestionTime }: Relation): readonly string[] {
  const paths = columns.flatMap(({ path }) => Object.values(path?.stored ?? {}));
  const names = [...[...columns, ...order].map(({ sql }) => sql), ...paths];
  return ingestionTime === undefined ? names : [...names, ingestionTime];
}

/** The relation read from `source`, each column under a fresh name. */
function renamed(relation: Relation, source: string, context: Context): Relation {
  const names = new Map(
    storedNames(relation).map((sql) => [sql, context.fresh(sql.replace(/_\d+$/v, ''))]),
  );
  const rename = (sql: string): string => names.get(sql) ?? sql;
  return {
    from: `(SELECT ${context.columnList([...names].map(([sql, name]) => [name, sql]))} FROM ${source})`,
    columns: relation.columns.map((column) => renamedColumn(column, rename)),
    ...(relation.order === undefined
      ? {}
      : { order: relation.order.map((key) => ({ ...key, sql: rename(key.sql) })) }),
    ...(relation.ingestionTime === undefined
      ? {}
      : { ingestionTime: rename(relation.ingestionTime) }),
  };
}

function renamedColumn(column: RelationColumn, rename: (sql: string) => string): RelationColumn {
  const { path, ...plain } = column;
  const renamedPlain = { ...plain, sql: rename(column.sql) };
  if (path?.stored === undefined) return renamedPlain;
  const stored = Object.entries(path.stored).map(([key, name]) => [key, rename(name)]);
  return {
    ...renamedPlain,
    path: { root: renamedPlain.sql, steps: [], stored: Object.fromEntries(stored) },
  };
}
