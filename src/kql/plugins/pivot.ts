import { aggregates } from '../aggregates/index.ts';
import { convert } from '../convert.ts';
import { quote } from '../literals.ts';
import { SchemaQuestion, type SchemaColumn } from '../question.ts';
import type { RelationColumn } from '../relation.ts';
import { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { textOf } from '../text-of.ts';
import type { KqlType, Sql } from '../types.ts';
import { need } from './arguments.ts';
import type { Plugin } from './plugin.ts';

/** The name of the column of the empty text. */
const EMPTY = 'Column1';

/** `evaluate pivot(column, aggregate, others …)`: each value of the column becomes a column of its
 *  own, in the order of their names, filled by the aggregate over the rows with that value. */
export const pivot: Plugin = ({ call, input, context, operator, hasSchema }) => {
  const scope = context.scope(input);
  const pivoted = scope.bind(scope.scalar(need(call, 0)));
  const text = scope.bindSql(textOf(pivoted, scope));
  const aggregate = call.argumentNodes[1];
  const others = othersOf(call, scope, pivoted, aggregate);
  if (!hasSchema) {
    const type = aggregate?.scalarType ?? 'long';
    throw new SchemaQuestion(
      `(SELECT DISTINCT ${text} AS name, '' AS type FROM ${scope.source()} ORDER BY name)`,
      call.end,
      (rows) => [
        ...others.map(({ name, type: own }): SchemaColumn => ({ name, type: own })),
        ...rows.map(({ name }) => ({ name: uniqueName(name, others), type })),
      ],
    );
  }
  const computed = new Map<string, string>();
  const column = (sql: string): string => {
    const name = computed.get(sql) ?? context.fresh('a');
    computed.set(sql, name);
    return name;
  };
  const after = new Scope(context, { from: '', columns: others });
  const valueFor = (name: string, type: KqlType): Sql => {
    const condition = `${text} IN (${valuesOf(name, others).map(quote).join(', ')})`;
    if (aggregate === undefined) {
      return { sql: column(`toInt64(countIf(${condition}))`), type: 'long', nullable: false };
    }
    const called = aggregate.need('Name').name;
    const rule = aggregates.get(called) ?? aggregate.refuse(`${called}() is not supported.`);
    const [value] = rule({
      node: aggregate,
      name: called,
      rows: scope,
      type: aggregate.scalarType ?? type,
      condition,
      groups: { column, after },
    });
    return value ?? aggregate.refuse('It gives no value.');
  };
  const wanted = operator.columns ?? [];
  const known = new Map(others.map((each) => [each.name, each]));
  const columns = wanted.map(
    ({ name, type }): { readonly column: RelationColumn; sql?: string } => {
      const other = known.get(name);
      if (other !== undefined) return { column: other };
      const value = convert(valueFor(name, type), type, after);
      return { column: context.column(name, value), sql: value.sql };
    },
  );
  const keys = others.map(({ sql }) => sql);
  const list = [...keys, ...[...computed].map(([sql, name]) => `${sql} AS ${name}`)];
  const groupBy = keys.length === 0 ? '' : ` GROUP BY ${keys.join(', ')}`;
  const from = `(SELECT ${list.length === 0 ? '1' : list.join(', ')} FROM ${scope.source()}${groupBy})`;
  const finished = new Scope(context, { from, columns: [] }, { sharing: after });
  return finished.extended(
    columns.flatMap(({ column: made, sql }): [string, string][] =>
      sql === undefined ? [] : [[sql, made.sql]],
    ),
    columns.map(({ column: made }) => made),
  );
};

/** The columns that say which row: those given, or all but the pivoted and the aggregated ones. */
function othersOf(
  call: Node,
  scope: Scope,
  pivoted: Sql,
  aggregate: Node | undefined,
): readonly RelationColumn[] {
  const given = call.argumentNodes.slice(2).map((node) => {
    const column = scope.column(node.name);
    return column ?? node.refuse('It must be a column.');
  });
  if (given.length > 0) return given;
  const used = new Set((aggregate?.argumentNodes ?? []).map(({ name }) => name));
  return scope.relation.columns.filter(({ name, sql }) => sql !== pivoted.sql && !used.has(name));
}

/** What `uniqueName` made this name of, and the name itself: a schema may be written by hand. */
function valuesOf(name: string, others: readonly RelationColumn[]): readonly string[] {
  if (name === EMPTY) return ['', name];
  const taken = others.find((other) => `${other.name}1` === name);
  return taken === undefined ? [name] : [taken.name, name];
}

function uniqueName(name: string, others: readonly RelationColumn[]): string {
  if (name === '') return EMPTY;
  return others.some((other) => other.name === name) ? `${name}1` : name;
}
