import { convert } from '../convert.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import type { KqlType, Sql } from '../types.ts';

/** A call of a built-in scalar function, its arguments translated. */
export interface Call {
  readonly node: Node;
  readonly name: string;
  readonly args: readonly Sql[];
  /** what the analyser says the call yields */
  readonly type: KqlType;
  readonly scope: Scope;
}

/** Turns a call into SQL. Given as text, it is a value of the analysed type that may be NULL. */
export type ScalarFunction = (call: Call) => Sql | string;

/** The functions of one family, by their names in lower case. */
export type FunctionTable = Readonly<Record<string, ScalarFunction>>;

/** The argument at a place. */
export function arg({ args, node, name }: Call, place: number): Sql {
  return args[place] ?? node.refuse(`${name}() needs at least ${place + 1} arguments.`);
}

/** The argument as `type`. */
export function argAs(call: Call, place: number, type: KqlType): Sql {
  return convert(arg(call, place), type, call.scope);
}

/** The argument as text, to be used several times. */
export function boundText(call: Call, place: number): string {
  return call.scope.bindSql(argAs(call, place, 'string').sql);
}

/** The argument as `type`, to be used several times. */
export function bound(call: Call, place: number, type: KqlType): string {
  return call.scope.bindSql(argAs(call, place, type).sql);
}

/** A string that must be written in the query. */
export function constantText(call: Call, place: number): string {
  const { value } = argAs(call, place, 'string');
  if (typeof value === 'string') return value;
  const node = call.node.argumentNodes[place] ?? call.node;
  return node.refuse(`This argument of ${call.name}() must be a constant string.`);
}

/** A whole number that must be written in the query; undefined when the argument is not given. */
export function constantWhole(call: Call, place: number): number | undefined {
  const given = call.args[place];
  if (given === undefined) return undefined;
  if (typeof given.value === 'bigint') return Number(given.value);
  const node = call.node.argumentNodes[place] ?? call.node;
  return node.refuse(`This argument of ${call.name}() must be a constant whole number.`);
}
