import { textOf } from '../text-of.ts';
import type { Operator } from './operator.ts';

/** `partition by key (pipeline)`: the pipeline runs on the rows of each key; all at once, kept apart. */
export const partition: Operator = (node, input, context) => {
  if (input.within !== undefined) return node.refuse('partition inside mv-apply is not supported.');
  const operand = node.need('Operand');
  if (operand.kind !== 'PartitionSubquery') {
    return operand.refuse('Write the pipeline in parentheses, without a table of its own.');
  }
  const scope = context.scope(input);
  const key = scope.scalar(node.need('ByExpression'));
  const id = context.fresh('part');
  const apart = `if(isNull(${key.sql}), '', concat('=', ${textOf(key, scope)}))`;
  const rows = scope.extended([[apart, id]], input.columns);
  const inner = context.subquery(operand.need('Subquery'), {
    ...rows,
    within: { id, carried: [] },
  });
  return { from: inner.from, columns: inner.columns };
};
