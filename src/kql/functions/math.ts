import { convert } from '../convert.ts';
import { alike } from '../expressions/compare.ts';
import { isInteger, isNumber, sqlOf, type Sql } from '../types.ts';
import {
  arg,
  argAs,
  constantWhole,
  type Call,
  type FunctionTable,
  type ScalarFunction,
} from './function.ts';

const real =
  (sql: (value: string) => string): ScalarFunction =>
  (call) => {
    const value = argAs(call, 0, 'real');
    return sqlOf(sql(value.sql), 'real', value.nullable);
  };

/** A logarithm: null of a negative number. */
const logarithm =
  (name: string): ScalarFunction =>
  (call) => {
    const value = call.scope.bindSql(argAs(call, 0, 'real').sql);
    return sqlOf(`if(${value} < 0, NULL, ${name}(${value}))`, 'real');
  };

/** Arithmetic functions of numbers. */
export const mathFunctions: FunctionTable = {
  abs: (call) => sameType(call, (sql) => `abs(${sql})`),
  sign: (call) => {
    const value = call.scope.bindSql(argAs(call, 0, 'real').sql);
    return sqlOf(
      `if(isNaN(${value}), 0., toFloat64(sign(${value})))`,
      'real',
      arg(call, 0).nullable,
    );
  },
  acos: real((x) => `acos(${x})`),
  asin: real((x) => `asin(${x})`),
  atan: real((x) => `atan(${x})`),
  atan2: (call) => two(call, 'atan2'),
  ceiling: (call) => ceiling(call),
  cos: real((x) => `cos(${x})`),
  cot: real((x) => `(1 / tan(${x}))`),
  degrees: real((x) => `degrees(${x})`),
  erf: real((x) => `erf(${x})`),
  erfc: real((x) => `erfc(${x})`),
  exp: real((x) => `exp(${x})`),
  exp10: real((x) => `exp10(${x})`),
  exp2: real((x) => `exp2(${x})`),
  gamma: real((x) => `tgamma(${x})`),
  loggamma: real((x) => `lgamma(${x})`),
  isfinite: (call) => flag(call, (x) => `isFinite(${x})`),
  isinf: (call) => flag(call, (x) => `isInfinite(${x})`),
  isnan: (call) => flag(call, (x) => `isNaN(${x})`),
  log: logarithm('log'),
  log10: logarithm('log10'),
  log2: logarithm('log2'),
  pi: () => sqlOf('pi()', 'real', false),
  pow: (call) => two(call, 'pow'),
  radians: real((x) => `radians(${x})`),
  rand: (call) => random(call),
  new_guid: (call) =>
    sqlOf(`toString(generateUUIDv4(${call.scope.context.seed()}))`, 'guid', false),
  round: round,
  sin: real((x) => `sin(${x})`),
  sqrt: real((x) => `sqrt(${x})`),
  tan: real((x) => `tan(${x})`),
  max_of: (call) => extreme(call, 'max'),
  min_of: (call) => extreme(call, 'min'),
  binary_and: (call) => bits(call, (a, b) => `bitAnd(${a}, ${b})`),
  binary_or: (call) => bits(call, (a, b) => `bitOr(${a}, ${b})`),
  binary_xor: (call) => bits(call, (a, b) => `bitXor(${a}, ${b})`),
  binary_not: (call) => bits(call, (a) => `bitNot(${a})`),
  binary_shift_left: (call) =>
    bits(call, (a, b) => `if(${b} < 0, NULL, toInt64(bitShiftLeft(${a}, bitAnd(${b}, 63))))`),
  binary_shift_right: (call) =>
    bits(call, (a, b) => `if(${b} < 0, NULL, toInt64(bitShiftRight(${a}, bitAnd(${b}, 63))))`),
  bitset_count_ones: (call) =>
    sqlOf(`toInt64(bitCount(${argAs(call, 0, 'long').sql}))`, 'long', arg(call, 0).nullable),
};

function sameType(call: Call, sql: (value: string) => string): Sql {
  const value = arg(call, 0);
  const number = isNumber(value.type) || value.type === 'timespan' ? value : argAs(call, 0, 'real');
  // The absolute value of an int may be too large for one; kept wide, it is Kusto's answer.
  return sqlOf(
    isInteger(number.type) ? `toInt64(${sql(number.sql)})` : sql(number.sql),
    call.type,
    number.nullable,
  );
}

function ceiling(call: Call): Sql {
  const number = convert(arg(call, 0), call.type, call.scope);
  return isInteger(call.type) ? number : sqlOf(`ceil(${number.sql})`, call.type, number.nullable);
}

function flag(call: Call, sql: (value: string) => string): Sql {
  const value = argAs(call, 0, 'real');
  return sqlOf(`(${sql(value.sql)} = 1)`, 'bool', value.nullable);
}

function two(call: Call, name: string): Sql {
  const [a, b] = [argAs(call, 0, 'real'), argAs(call, 1, 'real')];
  return sqlOf(`${name}(${a.sql}, ${b.sql})`, 'real', a.nullable || b.nullable);
}

function random(call: Call): Sql {
  const range = constantWhole(call, 0);
  const uniform = `randCanonical(${call.scope.context.seed()})`;
  return range === undefined
    ? sqlOf(uniform, 'real', false)
    : sqlOf(`floor(${uniform} * ${range})`, 'real', false);
}

/** Half away from zero, as Kusto does; the engine's round() goes to the even neighbour. */
function round(call: Call): Sql {
  const value = arg(call, 0);
  if (isInteger(value.type) && call.args.length === 1) return convert(value, call.type, call.scope);
  const places = constantWhole(call, 1) ?? 0;
  const bound = call.scope.bindSql(argAs(call, 0, 'real').sql);
  const scale = `exp10(${Math.abs(places)})`;
  const scaled = places < 0 ? `(${bound} / ${scale})` : `(${bound} * ${scale})`;
  const whole = call.scope.bindSql(
    `if(${scaled} < 0, ceil(${scaled} - 0.5), floor(${scaled} + 0.5))`,
  );
  const back = places < 0 ? `(${whole} * ${scale})` : `(${whole} / ${scale})`;
  return convert(
    sqlOf(`if(isFinite(${scaled}), ${back}, ${bound})`, 'real', value.nullable),
    call.type,
    call.scope,
  );
}

/** The largest or smallest; nulls have no say. NaN is the largest. */
function extreme(call: Call, which: 'max' | 'min'): Sql {
  const values = call.args.map((value) => {
    const [wide] = alike(value, sqlOf('', call.type), call.scope);
    return wide.type === call.type ? wide : convert(value, call.type, call.scope);
  });
  const list = values.map(({ sql }) => sql).join(', ');
  const nullable = values.every((value) => value.nullable);
  if (call.type === 'string')
    return sqlOf(`${which === 'max' ? 'greatest' : 'least'}(${list})`, 'string');
  const order = `arraySort(x -> x, arrayFilter(x -> isNotNull(x), [${list}]))`;
  const sorted = call.scope.bindSql(order);
  return sqlOf(`${sorted}[${which === 'max' ? -1 : 1}]`, call.type, nullable);
}

function bits(call: Call, sql: (a: string, b: string) => string): Sql {
  const a = call.scope.bindSql(argAs(call, 0, 'long').sql);
  const b = call.args[1] === undefined ? '' : call.scope.bindSql(argAs(call, 1, 'long').sql);
  return sqlOf(sql(a, b), 'long');
}
