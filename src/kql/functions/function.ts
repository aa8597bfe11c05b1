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
