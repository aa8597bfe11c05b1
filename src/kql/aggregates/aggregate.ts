import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import type { KqlType, Sql } from '../types.ts';

/** A call of an aggregate. */
export interface AggregateCall {
  readonly node: Node;
  readonly name: string;
  /** the rows that are aggregated: arguments are translated here */
  readonly rows: Scope;
  /** what the analyser says the call yields */
  readonly type: KqlType;
}

/** SQL of an aggregate, over the rows of a group. Most give one value; arg_max(x, *) several. */
export type Aggregate = (call: AggregateCall) => readonly Sql[];

export type AggregateTable = Readonly<Record<string, Aggregate>>;

/** The argument at a place. */
export function argument(call: AggregateCall, place: number): Sql {
  const node = call.node.argumentNodes[place];
  return node === undefined
    ? call.node.refuse(`${call.name}() needs ${place + 1} arguments.`)
    : call.rows.scalar(node);
}
