import { sqlOf, type Sql } from '../types.ts';
import { argument, conditional, over, type Aggregate, type AggregateTable } from './aggregate.ts';

const count: Aggregate = (call) => [sqlOf(`toInt64(${over(call, 'count', [])})`, 'long', false)];

/** Distinct values, nulls left out. Kusto estimates with a HyperLogLog; this is exact, but for the
 *  chance of two equal 64-bit hashes (for ten million values about one in 400,000). */
const distinct: Aggregate = (call) => {
  const value = call.rows.bind(argument(call, 0));
  return [sqlOf(`toInt64(${over(call, 'uniqExact', [distinguishing(value)])})`, 'long', false)];
};

function distinguishing({ sql, type, nullable }: Sql): string {
  // Hashes of texts are counted several times as fast as the texts.
  if (type === 'string') return `cityHash64(${sql})`;
  if (type === 'guid') return `nullIf(${sql}, '')`;
  if (type !== 'dynamic') return sql;
  return nullable
    ? `if(isNull(${sql}), NULL, cityHash64(assumeNotNull(${sql})))`
    : `cityHash64(${sql})`;
}

/** count(), dcount() and their sisters with a predicate. */
export const countingAggregates: AggregateTable = {
  count,
  cnt: count,
  countif: conditional(count, 0),
  dcount: distinct,
  dcountif: conditional(distinct, 1),
  count_distinct: distinct,
  count_distinctif: conditional(distinct, 1),
};
