import { convert } from '../convert.ts';
import { limit, orderBy } from '../relation.ts';
import type { Operator } from './operator.ts';

/** `take` and `limit`. */
export const take: Operator = (node, input, context) => {
  const count = convert(
    context.constants().scalar(node.need('Expression')),
    'long',
    context.constants(),
  );
  const rows = limitOf(count.sql, count.value);
  return {
    ...input,
    from: `(SELECT * FROM ${input.from}${orderBy(input.order)}${limit(rows, input.within)})`,
  };
};

/** A number of rows for LIMIT; the engine wants one that is neither negative nor NULL. */
export function limitOf(sql: string, value: unknown): string {
  if (typeof value === 'bigint') return (value < 0n ? 0n : value).toString();
  return `toUInt64(greatest(0, ifNull(${sql}, 0)))`;
}
