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
  const cte = context.cte(name, selectAll(relation), kept);
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

function selectAll(relation: Relation): string {
  return `SELECT ${storedNames(relation).join(', ')} FROM ${relation.from}`;
}

function storedNames({ columns, order = [] }: Relation): readonly string[] {
  const names = [...columns.map(({ sql }) => sql), ...order.map(({ sql }) => sql)];
  return names.length === 0 ? ['1 AS nothing'] : [...new Set(names)];
}

/** The relation read from `source`, each column under a fresh name. */
function renamed(relation: Relation, source: string, context: Context): Relation {
  const names = new Map(
    [
      ...relation.columns.map(({ sql }) => sql),
      ...(relation.order ?? []).map(({ sql }) => sql),
    ].map((sql) => [sql, context.fresh(sql.replace(/_\d+$/v, ''))]),
  );
  const list = [...names].map(([sql, name]) => `${sql} AS ${name}`);
  const rename = (sql: string): string => names.get(sql) ?? sql;
  return {
    from: `(SELECT ${list.length === 0 ? '1 AS nothing' : list.join(', ')} FROM ${source})`,
    columns: relation.columns.map((column): RelationColumn => ({
      ...column,
      sql: rename(column.sql),
    })),
    ...(relation.order === undefined
      ? {}
      : { order: relation.order.map((key) => ({ ...key, sql: rename(key.sql) })) }),
  };
}
