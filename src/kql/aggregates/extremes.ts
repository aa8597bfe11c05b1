import type { RelationColumn } from '../relation.ts';
import type { Node } from '../syntax.ts';
import { isInteger, isText, sqlOf, type Sql } from '../types.ts';
import {
  argument,
  argumentNodes,
  conditional,
  over,
  type Aggregate,
  type AggregateCall,
  type AggregateTable,
} from './aggregate.ts';

/** arg_max(x, …): x and other values of the row where x is greatest; the first of several such.
 *  A null counts only where there is nothing else. */
const extremeRow =
  (engineName: 'argMax' | 'argMin'): Aggregate =>
  (call) => {
    const key = call.rows.bind(argument(call, 0));
    const values = [key, ...returned(call, 1, key)];
    const rank = withPosition(rankOf(key, engineName), engineName, call);
    return together(values, (row) => over(call, engineName, [row, rank]));
  };

/** Values of a row that is as good as any: the first. Of one column the first that says something. */
const anyRow: Aggregate = (call) => {
  const values = returned(call, 0).map((value) => call.rows.bind(value));
  const [only] = values;
  if (only === undefined) return call.node.refuse(`${call.name}() needs a column.`);
  if (values.length === 1) return [anyValue(only, call)];
  const { position } = call;
  return together(values, (row) =>
    position === undefined ? over(call, 'any', [row]) : over(call, 'argMin', [row, position]),
  );
};

/** Values of one row. A few are taken as one; of many, each alone, so that the engine keeps only
 *  those that the query goes on to use. Of equal rows all take the same. */
function together(values: readonly Sql[], aggregate: (row: string) => string): readonly Sql[] {
  if (values.length <= 4) return elements(aggregate(rowOf(values)), values);
  return values.flatMap((value) => elements(aggregate(rowOf([value])), [value]));
}

function anyValue(value: Sql, call: AggregateCall): Sql {
  const { type, sql } = value;
  const says = isText(type) ? `${sql} != ''` : value.nullable ? `isNotNull(${sql})` : 'true';
  const condition = call.condition === undefined ? says : `${call.condition} AND ${says}`;
  const chosen = { ...call, condition };
  const column = isText(type) ? sql : `toNullable(${sql})`;
  const { position } = call;
  return sqlOf(
    position === undefined
      ? over(chosen, 'any', [column])
      : over(chosen, 'argMin', [column, position]),
    type,
  );
}

/** The arguments from `start` on; `*` is every column that is not in the by clause, but for the one
 *  that is compared. */
function returned(call: AggregateCall, start: number, key?: Sql): readonly Sql[] {
  return argumentNodes(call)
    .slice(start)
    .flatMap((node): readonly Sql[] =>
      node.kind === 'StarExpression' ? star(call, node, key) : [call.rows.scalar(node)],
    );
}

function star(call: AggregateCall, node: Node, key: Sql | undefined): readonly RelationColumn[] {
  const others = call.others ?? node.refuse('"*" is not supported here.');
  return others.filter((column) => key === undefined || column.sql !== key.sql);
}

/** Texts are never NULL; all else must be able to, for a group without rows. */
function rowOf(values: readonly Sql[]): string {
  const list = values.map(({ sql, type }) => (isText(type) ? sql : `toNullable(${sql})`));
  return `tuple(${list.join(', ')})`;
}

function elements(row: string, values: readonly Sql[]): readonly Sql[] {
  return values.map(({ type }, place) => sqlOf(`tupleElement(${row}, ${place + 1})`, type));
}

/** What the engine compares by, so that a null neither wins nor is passed over. */
function rankOf(key: Sql, engineName: 'argMax' | 'argMin'): string {
  const { sql, type, nullable } = key;
  if (!nullable) return sql;
  const worst =
    engineName === 'argMax' ? `toInt64('-9223372036854775808')` : `toInt64('9223372036854775807')`;
  if (type === 'datetime') return `ifNull(reinterpretAsInt64(${sql}), ${worst})`;
  if (isInteger(type) || type === 'timespan') return `ifNull(${sql}, ${worst})`;
  return `tuple(${engineName === 'argMax' ? 'isNotNull' : 'isNull'}(${sql}), ${sql})`;
}

function withPosition(rank: string, engineName: 'argMax' | 'argMin', call: AggregateCall): string {
  const { position } = call;
  if (position === undefined) return rank;
  return `tuple(${rank}, ${engineName === 'argMax' ? `-toInt64(${position})` : position})`;
}

const greatest = extremeRow('argMax');
const least = extremeRow('argMin');

export const extremeAggregates: AggregateTable = {
  arg_max: greatest,
  argmax: greatest,
  arg_min: least,
  argmin: least,
  take_any: anyRow,
  any: anyRow,
  take_anyif: conditional(anyRow, 1),
  anyif: conditional(anyRow, 1),
  passthrough: anyRow,
};
