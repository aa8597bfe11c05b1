import { convert } from '../convert.ts';
import { isNumber, sqlOf, type Sql } from '../types.ts';
import { argument, type AggregateCall, type AggregateTable } from './aggregate.ts';

/** sum(), avg(), min(), max(). Of no values: sum is 0, avg NaN, min and max null. */
export const numericAggregates: AggregateTable = {
  sum: (call) => {
    const value = number(call);
    return [sqlOf(`ifNull(sum(${value.sql}), 0)`, call.type, false)];
  },
  avg: (call) => {
    const value = number(call);
    if (value.type === 'timespan' || value.type === 'datetime') {
      return call.node.refuse(`avg() of a ${value.type} is not supported yet.`);
    }
    return [sqlOf(`ifNull(avg(${value.sql}), nan)`, 'real', false)];
  },
  min: (call) => [extreme('min', call)],
  max: (call) => [extreme('max', call)],
};

function number(call: AggregateCall): Sql {
  const value = argument(call, 0);
  if (value.type === 'dynamic') return convert(value, 'real', call.rows);
  return isNumber(value.type) || value.type === 'timespan'
    ? value
    : call.node.refuse(`${call.name}() takes numbers, not a ${value.type}.`);
}

function extreme(name: 'min' | 'max', call: AggregateCall): Sql {
  const value = argument(call, 0);
  return sqlOf(`${name}OrNull(${value.sql})`, value.type);
}
