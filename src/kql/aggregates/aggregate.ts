import { convert } from '../convert.ts';
import type { RelationColumn } from '../relation.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import type { KqlType, Sql } from '../types.ts';

/** A call of an aggregate. */
export interface AggregateCall {
  readonly node: Node;
  readonly name: string;
  /** the rows that are aggregated: arguments are translated here */
  readonly rows: Scope;
  /** what the analyser says the call yields; of the first value, where it yields several */
  readonly type: KqlType;
  /** SQL of the place of a row, where the rows are sorted */
  readonly position?: string | undefined;
  /** the columns that `*` stands for: all but those of the by clause */
  readonly others?: readonly RelationColumn[] | undefined;
  /** the arguments, where they are not all those of the node */
  readonly arguments?: readonly Node[];
  /** SQL of the predicate of sumif() and its sisters; never NULL */
  readonly condition?: string;
  /** where aggregates of the engine are computed */
  readonly groups: Groups;
}

/** The query that groups, and what is computed of its columns afterwards. */
export interface Groups {
  /** Computes an aggregate of the engine. @returns the name of its column */
  column(sql: string): string;
  /** where values are made of those columns */
  readonly after: Scope;
}

/** The value of an aggregate, in the scope after grouping. Most give one; arg_max(x, *) several. */
export type Aggregate = (call: AggregateCall) => readonly Sql[];

export type AggregateTable = Readonly<Record<string, Aggregate>>;

export function argumentNodes(call: AggregateCall): readonly Node[] {
  return call.arguments ?? call.node.argumentNodes;
}

/** The argument at a place. */
export function argument(call: AggregateCall, place: number): Sql {
  const node = argumentNodes(call)[place];
  return node === undefined
    ? call.node.refuse(`${call.name}() needs ${place + 1} arguments.`)
    : call.rows.scalar(node);
}

/** A whole number that the text of the query gives; `otherwise` where it is left out. */
export function constantArgument(call: AggregateCall, place: number, otherwise: number): number {
  const node = argumentNodes(call)[place];
  if (node === undefined) return otherwise;
  const { value } = call.rows.scalar(node);
  return typeof value === 'bigint' || typeof value === 'number'
    ? Number(value)
    : node.refuse('It must be a constant number.');
}

/** One of the engine's aggregates over those rows that the predicate holds for.
 *  @param columns SQL in the rows
 *  @param parameters of a parametric one: `quantileExact(0.5)(x)`
 *  @returns the name of its column, for the scope after grouping */
export function over(
  call: AggregateCall,
  engineName: string,
  columns: readonly string[],
  parameters?: readonly string[],
): string {
  const { condition } = call;
  const name = condition === undefined ? engineName : `${engineName}If`;
  const inner = condition === undefined ? columns : [...columns, condition];
  const given = parameters === undefined ? '' : `(${parameters.join(', ')})`;
  return call.groups.column(`${name}${given}(${inner.join(', ')})`);
}

/** The aggregate with a predicate among its arguments, at `place`. */
export function conditional(aggregate: Aggregate, place: number): Aggregate {
  return (call) => {
    const nodes = argumentNodes(call);
    const predicate = convert(argument(call, place), 'bool', call.rows);
    const condition = predicate.nullable ? `ifNull(${predicate.sql}, false)` : predicate.sql;
    return aggregate({
      ...call,
      arguments: nodes.filter((_, index) => index !== place),
      condition: call.rows.bindSql(condition),
    });
  };
}
