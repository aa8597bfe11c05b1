import type { Operator } from './operator.ts';
import { extend } from './extend.ts';

/** `serialize`: rows that are in no order keep the one in which they come. */
export const serialize: Operator = (node, input, context) => {
  if (input.order !== undefined) return extend(node, input, context);
  const place = context.fresh('place');
  const from = `(SELECT *, row_number() OVER () AS ${place} FROM ${input.from})`;
  const order = [{ sql: place, descending: false, nullsFirst: true }];
  return extend(node, { ...input, from, order }, context);
};
