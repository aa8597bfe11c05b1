import type { Context } from '../context.ts';
import type { Relation } from '../relation.ts';
import type { Node } from '../syntax.ts';

/** A call of a plug-in: `evaluate name(arguments) : (schema)`. */
export interface PluginCall {
  /** the EvaluateOperator; its columns are those of the result, where they are known */
  readonly operator: Node;
  /** the FunctionCallExpression */
  readonly call: Node;
  readonly input: Relation;
  readonly context: Context;
  /** does the query say which columns come out? */
  readonly hasSchema: boolean;
}

export type Plugin = (call: PluginCall) => Relation;
