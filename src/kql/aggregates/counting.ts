import { convert } from '../convert.ts';
import { sqlOf } from '../types.ts';
import { argument, type AggregateTable } from './aggregate.ts';

/** count(), countif(). */
export const countingAggregates: AggregateTable = {
  count: () => [sqlOf('toInt64(count())', 'long', false)],
  countif: (call) => {
    const condition = convert(argument(call, 0), 'bool', call.rows);
    return [sqlOf(`toInt64(countIf(${condition.sql}))`, 'long', false)];
  },
};
