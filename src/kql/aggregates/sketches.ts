import { convert } from '../convert.ts';
import { digestText, hashesOf, hllText } from '../sketch.ts';
import { sqlOf, type Sql } from '../types.ts';
import {
  argument,
  argumentNodes,
  conditional,
  over,
  type AggregateCall,
  type AggregateTable,
} from './aggregate.ts';

/** hll(), tdigest() and their merges: what dcount and percentiles can be made of later. */
export const sketchAggregates: AggregateTable = {
  hll: (call) => [hll(call)],
  hll_if: conditional((call) => [hll(call)], 1),
  hll_merge: (call) => {
    const hashes = over(call, 'groupUniqArrayArray', [hashesOf(argument(call, 0).sql)]);
    return [unlessEmpty(hashes, hllText(hashes))];
  },
  tdigest: (call) => [tdigest(call)],
  tdigest_merge: mergeDigests,
  merge_tdigest: mergeDigests,
};

/** Nulls are not counted. */
function hll(call: AggregateCall): Sql {
  const value = call.rows.bind(argument(call, 0));
  const number =
    value.type === 'int' || value.type === 'long' ? `toInt64(${value.sql})` : value.sql;
  const hash = value.nullable
    ? `if(isNull(${value.sql}), NULL, cityHash64(assumeNotNull(${number})))`
    : `cityHash64(${number})`;
  const hashes = over(call, 'groupUniqArray', [hash]);
  return unlessEmpty(hashes, hllText(hashes));
}

function tdigest(call: AggregateCall): Sql {
  const value = argument(call, 0);
  // Times are kept as ticks: what they are is said when the percentile is taken.
  const real = value.type === 'real' || value.type === 'decimal';
  const number = call.rows.bindSql(convert(value, real ? 'real' : 'long', call.rows).sql);
  const weight =
    argumentNodes(call)[1] === undefined
      ? 'toInt64(1)'
      : `ifNull(${convert(argument(call, 1), 'long', call.rows).sql}, toInt64(0))`;
  const known = `isNotNull(${number})${real ? ` AND NOT isNaN(${number})` : ''}`;
  const pair = `tuple([assumeNotNull(${number})], [${weight}])`;
  const counted = {
    ...call,
    condition: call.condition === undefined ? known : `${call.condition} AND ${known}`,
  };
  return digest(over(counted, 'sumMap', [pair]), call);
}

function mergeDigests(call: AggregateCall): readonly Sql[] {
  const json = call.rows.bindSql(argument(call, 0).sql);
  const pairs = `JSONExtract(ifNull(${json}, ''), 'Array(Tuple(Float64, Float64))')`;
  const keys = `arrayMap(p -> tupleElement(p, 1), ${pairs})`;
  const weights = `arrayMap(p -> toInt64(tupleElement(p, 2)), ${pairs})`;
  return [digest(over(call, 'sumMap', [`tuple(${keys}, ${weights})`]), call)];
}

function digest(column: string, call: AggregateCall): Sql {
  const { after } = call.groups;
  const values = after.bindSql(`tupleElement(${column}, 1)`);
  const weights = after.bindSql(`tupleElement(${column}, 2)`);
  return unlessEmpty(values, digestText(values, weights));
}

function unlessEmpty(array: string, text: string): Sql {
  return sqlOf(`if(empty(${array}), NULL, ${text})`, 'dynamic');
}
