import { convert } from '../convert.ts';
import { isText, sqlOf, type KqlType, type Sql } from '../types.ts';
import {
  argument,
  conditional,
  over,
  type Aggregate,
  type AggregateCall,
  type AggregateTable,
} from './aggregate.ts';

const sum: Aggregate = (call) => {
  const value = number(call);
  return [
    sqlOf(
      orZero(over(call, 'sum', [value.sql]), value),
      value.type === 'int' ? 'long' : value.type,
      false,
    ),
  ];
};

/** Of longs it is the sum, which wraps around like any long, divided by the count. */
const avg: Aggregate = (call) => {
  const value = number(call);
  const total = orZero(over(call, 'sum', [value.sql]), value);
  const count = over(call, 'count', [value.sql]);
  if (value.type === 'real') {
    return [sqlOf(`ifNull(${over(call, 'avg', [value.sql])}, nan)`, 'real', false)];
  }
  if (value.type === 'timespan') return [sqlOf(`intDivOrNull(${total}, ${count})`, 'timespan')];
  if (value.type === 'decimal') {
    const mean = `${total} / toDecimal256(greatest(${count}, 1), 0)`;
    return [sqlOf(`if(${count} = 0, NULL, ${mean})`, 'decimal')];
  }
  return [sqlOf(`${total} / ${count}`, 'real', false)];
};

/** The least or the greatest; NaN where one is among them. */
const extreme =
  (name: 'min' | 'max'): Aggregate =>
  (call) => {
    const value = call.rows.bind(argument(call, 0));
    const found = over(call, `${name}OrNull`, [value.sql]);
    if (isText(value.type)) return [sqlOf(`ifNull(${found}, '')`, value.type)];
    if (value.type === 'dynamic') return call.node.refuse(`${call.name}() takes no dynamic value.`);
    if (value.type !== 'real') return [sqlOf(found, value.type)];
    const hasNan = over(call, 'max', [`isNaN(${value.sql})`]);
    return [sqlOf(`if(ifNull(${hasNan}, 0) = 1, nan, ${found})`, 'real')];
  };

/** sum(), avg(), min(), max(). Of no values: sum is 0, avg NaN, min and max null. */
export const numericAggregates: AggregateTable = {
  sum,
  sumif: conditional(sum, 1),
  avg,
  avgif: conditional(avg, 1),
  min: extreme('min'),
  minif: conditional(extreme('min'), 1),
  max: extreme('max'),
  maxif: conditional(extreme('max'), 1),
};

/** The argument as what can be summed. */
export function number(call: AggregateCall, place = 0): Sql {
  const value = call.rows.bind(argument(call, place));
  if (value.type === 'dynamic') return convert(value, 'real', call.rows);
  return SUMMABLE.has(value.type)
    ? value
    : call.node.refuse(`${call.name}() takes numbers, not a ${value.type}.`);
}

const SUMMABLE: ReadonlySet<KqlType> = new Set(['long', 'int', 'real', 'decimal', 'timespan']);

function orZero(sql: string, value: Sql): string {
  return value.nullable ? `ifNull(${sql}, 0)` : sql;
}
