import { condition } from '../expressions/logic.ts';
import type { Operator } from './operator.ts';

/** `where`: a null condition drops the row, as false does. */
export const where: Operator = (node, input, context) => {
  const scope = context.scope(input);
  const { sql } = condition(node.need('Condition'), scope);
  return { ...input, from: `(SELECT * FROM ${scope.source()} WHERE ${sql})` };
};
