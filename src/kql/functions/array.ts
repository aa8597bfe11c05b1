import { convert, ticksOf } from '../convert.ts';
import {
  arrayOrNull,
  arrayText,
  boundElements,
  elementNumber,
  elementsOf,
  elementText,
  isArray,
} from '../json-array.ts';
import { jsonElement } from '../json-of.ts';
import type { Scope } from '../scope.ts';
import { datetimeText, realText, timespanText } from '../text-of.ts';
import { sqlOf, type Sql } from '../types.ts';
import { arg, argAs, bound, type Call, type FunctionTable } from './function.ts';

/** Functions of dynamic arrays. What is no array is null. */
export const arrayFunctions: FunctionTable = {
  array_length: arrayLength,
  arraylength: arrayLength,
  array_concat: (call) => {
    const lists = call.args.map((value) =>
      elementsOf(call.scope.bindSql(convert(value, 'dynamic', call.scope).sql)),
    );
    return sqlOf(arrayText(`arrayConcat(${lists.join(', ')})`), 'dynamic', false);
  },
  array_reverse: (call) => {
    const value = bound(call, 0, 'dynamic');
    return arrayOrNull(value, `arrayReverse(${elementsOf(value)})`);
  },
  array_slice: (call) => slice(call),
  array_split: (call) => split(call),
  array_rotate_left: (call) => rotated(call, (count) => count),
  array_rotate_right: (call) => rotated(call, (count) => `(-${count})`),
  array_shift_left: (call) => shifted(call, (count) => count),
  array_shift_right: (call) => shifted(call, (count) => `(-${count})`),
  array_sum: (call) => {
    const value = bound(call, 0, 'dynamic');
    const numbers = call.scope.bindSql(
      `arrayMap(x -> ${elementNumber('x')}, ${elementsOf(value)})`,
    );
    return sqlOf(
      `if(${isArray(value)} AND NOT has(${numbers}, NULL), arraySum(arrayMap(x -> assumeNotNull(x), ${numbers})), NULL)`,
      'real',
    );
  },
  array_index_of: (call) => indexOf(call),
  array_iff: (call) => iff(call),
  array_iif: (call) => iff(call),
  array_strcat: strcatArray,
  strcat_array: strcatArray,
  zip: (call) => {
    const lists = call.args.map((_, place) =>
      boundElements(argAs(call, place, 'dynamic'), call.scope),
    );
    const longest = `arrayMax([${lists.map((list) => `length(${list})`).join(', ')}])`;
    const cells = lists.map((list) => `if(i <= length(${list}), ${list}[i], 'null')`);
    const row = `concat('[', ${cells.join(`, ',', `)}, ']')`;
    return sqlOf(arrayText(`arrayMap(i -> ${row}, range(1, ${longest} + 1))`), 'dynamic', false);
  },
  range: (call) => range(call),
  repeat: (call) => {
    const count = call.scope.bindSql(argAs(call, 1, 'long').sql);
    const element = jsonElement(arg(call, 0), call.scope);
    return sqlOf(
      `if(ifNull(${count} < 0, true), NULL, ${arrayText(`arrayWithConstant(toUInt64(greatest(0, least(1048576, ifNull(${count}, 0)))), ${element})`)})`,
      'dynamic',
    );
  },
};

function arrayLength(call: Call): Sql {
  const value = bound(call, 0, 'dynamic');
  return sqlOf(`if(${isArray(value)}, toInt64(JSONLength(ifNull(${value}, ''))), NULL)`, call.type);
}

function strcatArray(call: Call): Sql {
  const value = bound(call, 0, 'dynamic');
  const texts = `arrayMap(x -> ${elementText('x')}, ${elementsOf(value)})`;
  return sqlOf(joined(texts, argAs(call, 1, 'string'), call.scope), 'string');
}

/** Texts of an Array(String) with a text between; the engine's own function wants a constant one. */
export function joined(texts: string, between: Sql, scope: Scope): string {
  if (typeof between.value === 'string') return `arrayStringConcat(${texts}, ${between.sql})`;
  const gap = scope.bindSql(between.sql);
  return `substring(arrayStringConcat(arrayMap(x -> concat(${gap}, x), ${texts})), length(${gap}) + 1)`;
}

/** From and to, both included; negative ones count from the end. */
function slice(call: Call): Sql {
  const value = bound(call, 0, 'dynamic');
  const elements = call.scope.bindSql(elementsOf(value));
  const place = (index: string) => `if(${index} < 0, ${index} + length(${elements}), ${index})`;
  const first = call.scope.bindSql(
    `greatest(toInt64(0), toInt64(${place(bound(call, 1, 'long'))}))`,
  );
  const last = call.scope.bindSql(`toInt64(${place(bound(call, 2, 'long'))})`);
  return arrayOrNull(
    value,
    `arraySlice(${elements}, ifNull(${first}, 0) + 1, greatest(toInt64(0), ifNull(${last} - ${first} + 1, 0)))`,
  );
}

/** Pieces between the given places. */
function split(call: Call): Sql {
  const value = bound(call, 0, 'dynamic');
  const elements = call.scope.bindSql(elementsOf(value));
  const given = arg(call, 1);
  const places =
    given.type === 'dynamic'
      ? `arrayMap(x -> toInt64OrZero(x), ${boundElements(given, call.scope)})`
      : `[ifNull(${argAs(call, 1, 'long').sql}, 0)]`;
  const cuts = call.scope.bindSql(
    `arrayConcat([toInt64(0)], arrayMap(x -> greatest(toInt64(0), least(toInt64(length(${elements})), if(x < 0, x + toInt64(length(${elements})), x))), ${places}), [toInt64(length(${elements}))])`,
  );
  const piece = `concat('[', arrayStringConcat(arraySlice(${elements}, ${cuts}[i] + 1, greatest(toInt64(0), ${cuts}[i + 1] - ${cuts}[i])), ','), ']')`;
  return arrayOrNull(value, `arrayMap(i -> ${piece}, range(1, length(${cuts})))`);
}

function rotated(call: Call, left: (count: string) => string): Sql {
  const value = bound(call, 0, 'dynamic');
  const elements = call.scope.bindSql(elementsOf(value));
  const count = call.scope.bindSql(`ifNull(${argAs(call, 1, 'long').sql}, 0)`);
  const steps = call.scope.bindSql(
    `if(empty(${elements}), 0, positiveModulo(${left(count)}, greatest(toInt64(1), toInt64(length(${elements})))))`,
  );
  return arrayOrNull(
    value,
    `arrayConcat(arraySlice(${elements}, ${steps} + 1), arraySlice(${elements}, 1, ${steps}))`,
  );
}

function shifted(call: Call, left: (count: string) => string): Sql {
  const value = bound(call, 0, 'dynamic');
  const elements = call.scope.bindSql(elementsOf(value));
  const count = call.scope.bindSql(`ifNull(${argAs(call, 1, 'long').sql}, 0)`);
  const steps = call.scope.bindSql(left(count));
  const fill =
    call.args[2] === undefined
      ? `'null'`
      : call.scope.bindSql(jsonElement(arg(call, 2), call.scope));
  const moved = `arrayMap(i -> if(i + ${steps} BETWEEN 1 AND length(${elements}), ${elements}[i + ${steps}], ${fill}), arrayMap(i -> toInt64(i), range(1, length(${elements}) + 1)))`;
  return arrayOrNull(value, moved);
}

/** array_index_of(array, value, start, length, occurrence): -1 where it is not there. */
function indexOf(call: Call): Sql {
  const elements = boundElements(argAs(call, 0, 'dynamic'), call.scope);
  const sought = call.scope.bindSql(jsonElement(arg(call, 1), call.scope));
  const start = call.args[2] === undefined ? '0' : bound(call, 2, 'long');
  const length = call.args[3] === undefined ? '-1' : bound(call, 3, 'long');
  const occurrence = call.args[4] === undefined ? '1' : bound(call, 4, 'long');
  const from = call.scope.bindSql(
    `if(${start} < 0, greatest(toInt64(0), ${start} + toInt64(length(${elements}))), toInt64(${start}))`,
  );
  const matches = `${elements}[i] = ${sought} OR ifNull(toFloat64OrNull(${elements}[i]) = toFloat64OrNull(${sought}), false)`;
  const places = call.scope.bindSql(
    `arrayFilter(i -> i > ${from} AND (${length} < 0 OR i <= ${from} + ${length}) AND (${matches}), range(1, length(${elements}) + 1))`,
  );
  return sqlOf(
    `if(length(${places}) >= ${occurrence} AND ${occurrence} > 0, toInt64(${places}[${occurrence}]) - 1, toInt64(-1))`,
    call.type,
    false,
  );
}

/** array_iff(conditions, values, values): scalars stand for every element. */
function iff(call: Call): Sql {
  const conditions = boundElements(argAs(call, 0, 'dynamic'), call.scope);
  const pick = (place: number): string => {
    const value = arg(call, place);
    if (value.type !== 'dynamic') return call.scope.bindSql(jsonElement(value, call.scope));
    const whole = call.scope.bindSql(value.sql);
    const list = call.scope.bindSql(elementsOf(whole));
    return `if(${isArray(whole)}, if(i <= length(${list}), ${list}[i], 'null'), ifNull(${whole}, 'null'))`;
  };
  const condition = `${conditions}[i]`;
  const chosen = `multiIf(${condition} = 'true', ${pick(1)}, ${condition} = 'false', ${pick(2)},
    toFloat64OrNull(${condition}) != 0, ${pick(1)}, toFloat64OrNull(${condition}) = 0, ${pick(2)}, 'null')`;
  return arrayOrNull(
    bound(call, 0, 'dynamic'),
    `arrayMap(i -> ${chosen}, range(1, length(${conditions}) + 1))`,
  );
}

const MAX_RANGE = 1_048_576;

/** range(start, stop, step): an array, at most 2^20 long. */
function range(call: Call): Sql {
  const { scope } = call;
  const [first, last] = [arg(call, 0), arg(call, 1)];
  const isTime = first.type === 'datetime';
  const isSpan = first.type === 'timespan';
  const real = [first, last, call.args[2]].some(
    (each) => each?.type === 'real' || each?.type === 'decimal',
  );
  const type = real ? 'real' : 'long';
  const number = (value: Sql): string =>
    scope.bindSql(value.type === 'datetime' ? ticksOf(value.sql) : convert(value, type, scope).sql);
  const step =
    call.args[2] === undefined
      ? isTime || isSpan
        ? isTime
          ? '864000000000'
          : '36000000000'
        : '1'
      : number(arg(call, 2));
  const [from, to] = [number(first), number(last)];
  const steps = real
    ? `accurateCastOrNull(floor((${to} - ${from}) / ${step}), 'Int64')`
    : `intDivOrNull(${to} - ${from}, ${step})`;
  const count = scope.bindSql(
    `if(ifNull(${step} != 0 AND (${to} - ${from}) / ${step} >= 0, false), toUInt64(greatest(toInt64(0), least(toInt64(${MAX_RANGE - 1}), ifNull(${steps}, ${MAX_RANGE - 1}))) + 1), 0)`,
  );
  const value = `(${from} + toInt64(i) * ${step})`;
  const json = elementSql(value, first, real);
  return sqlOf(
    `if(isNull(${from}) OR isNull(${to}), NULL, ${arrayText(`arrayMap(i -> ifNull(${json}, 'null'), range(${count}))`)})`,
    'dynamic',
  );
}

function elementSql(value: string, first: Sql, real: boolean): string {
  if (first.type === 'datetime') {
    return `concat('"', ${datetimeText(`reinterpret(${value}, 'DateTime64(7, \\'UTC\\')')`)}, '"')`;
  }
  if (first.type === 'timespan') return `concat('"', ${timespanText(value)}, '"')`;
  return real ? realText(value) : `toString(${value})`;
}
