import { convert } from '../convert.ts';
import { unordered } from '../relation.ts';
import { limitOf } from './take.ts';
import type { Operator } from './operator.ts';

/** `sample n`: any n rows. */
export const sample: Operator = (node, input, context) => {
  const count = convert(
    context.constants().scalar(node.need('Expression')),
    'long',
    context.constants(),
  );
  const order = `randCanonical(${context.seed()})`;
  return unordered(
    `(SELECT * FROM ${input.from} ORDER BY ${order} LIMIT ${limitOf(count.sql, count.value)})`,
    input.columns,
  );
};

/** `sample-distinct n of x`: any n different values. */
export const sampleDistinct: Operator = (node, input, context) => {
  const constants = context.constants();
  const count = convert(constants.scalar(node.need('Expression')), 'long', constants);
  const scope = context.scope(input);
  const value = scope.scalar(node.need('OfExpression'));
  const column = context.column(node.columns?.[0]?.name ?? '', value);
  return unordered(
    `(SELECT DISTINCT ${value.sql} AS ${column.sql} FROM ${scope.source()} LIMIT ${limitOf(count.sql, count.value)})`,
    [column],
  );
};
