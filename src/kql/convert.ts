import { EPOCH_TICKS } from './ticks.ts';
import { longLiteral, nullLiteral, realLiteral } from './literals.ts';
import { jsonOf } from './json-of.ts';
import type { Scope } from './scope.ts';
import { textOf } from './text-of.ts';
import { isInteger, isText, sqlOf, type KqlType, type Sql } from './types.ts';

/** A value as `type`, by Kusto's own conversions: tostring, tolong, todouble … What cannot be
 *  converted is null. */
export function convert(value: Sql, type: KqlType, scope: Scope): Sql {
  if (value.type === type) return value;
  if (value.value === null) return { ...sqlOf(nullLiteral(type), type), value: null };
  switch (type) {
    case 'string':
      return {
        ...sqlOf(textOf(value, scope), 'string'),
        ...(value.type === 'dynamic' ? { textOf: value } : {}),
      };
    case 'long':
      return toLong(value, scope);
    case 'int':
      return toInt(value, scope);
    case 'real':
      return toReal(value, scope);
    case 'decimal':
      return toDecimal(value, scope);
    case 'bool':
      return toBool(value, scope);
    case 'datetime':
      return toDatetime(value, scope);
    case 'timespan':
      return toTimespan(value, scope);
    case 'guid':
      return toGuid(value, scope);
    case 'dynamic':
    default:
      return sqlOf(jsonOf(value, scope), 'dynamic', value.nullable || value.type === 'guid');
  }
}

/** Ticks since 1970 of a datetime. */
export function ticksOf(datetime: string): string {
  return `reinterpretAsInt64(${datetime})`;
}

/** A datetime from ticks since 1970, which must be bound; null outside the years 1 to 9999. */
export function datetimeOf(ticks: string): string {
  return `if(${ticks} BETWEEN -621355968000000000 AND 2534023007999999999, reinterpret(${ticks}, 'DateTime64(7, \\'UTC\\')'), NULL)`;
}

function toLong(value: Sql, scope: Scope): Sql {
  const { type, sql, nullable } = value;
  switch (type) {
    case 'int':
      return { ...value, type: 'long' };
    case 'bool':
      return sqlOf(`toInt64(${sql})`, 'long', nullable);
    case 'timespan':
      return { ...value, type: 'long' };
    case 'datetime':
      return sqlOf(`${ticksOf(sql)} + ${EPOCH_TICKS}`, 'long', nullable);
    case 'real':
      return sqlOf(realToLong(scope.bindSql(sql)), 'long');
    case 'decimal':
      // By its text: the engine's own cast fails on what is too large.
      return sqlOf(`toInt64OrNull(toString(truncate(${sql})))`, 'long');
    case 'string':
    case 'guid':
      return sqlOf(textToLong(scope.bindSql(sql), scope), 'long');
    case 'dynamic':
      return sqlOf(dynamicToLong(value, scope), 'long');
    case 'long':
    default:
      return value;
  }
}

/** Towards zero; null for NaN and infinity. Too large sticks to the edge, as in Kusto. */
function realToLong(bound: string): string {
  return `multiIf(isInfinite(${bound}), NULL, ${bound} >= 9223372036854775807, toInt64('9223372036854775807'), ${bound} <= -9223372036854775808, toInt64('-9223372036854775808'), accurateCastOrNull(trunc(${bound}), 'Int64'))`;
}

/** Decimal or 0x hexadecimal digits, spaces around allowed, no fraction. */
function textToLong(bound: string, scope: Scope): string {
  const trimmed = scope.bindSql(`trimBoth(${bound}, ' \\t\\r\\n')`);
  return `if(startsWith(${trimmed}, '0x') OR startsWith(${trimmed}, '0X'),
    if(match(${trimmed}, '^0[xX][0-9a-fA-F]{1,16}$'), reinterpretAsInt64(reverse(unhex(leftPad(substring(${trimmed}, 3), 16, '0')))), NULL),
    toInt64OrNull(${trimmed}))`;
}

function dynamicToLong(value: Sql, scope: Scope): string {
  const bound = scope.bindSql(value.sql);
  const text = scope.bindSql(textOf({ ...value, sql: bound }, scope));
  const real = scope.bindSql(`toFloat64OrNull(${text})`);
  return `multiIf(
    ${bound} = 'true', 1, ${bound} = 'false', 0,
    startsWith(${bound}, '"'), ${textToLong(text, scope)},
    ifNull(toInt64OrNull(${text}), ${realToLong(real)}))`;
}

function toInt(value: Sql, scope: Scope): Sql {
  const wide = value.type === 'long' ? value : toLong(value, scope);
  if (value.type === 'bool') return { ...wide, type: 'int' };
  if (typeof wide.value === 'bigint' && BigInt.asIntN(32, wide.value) === wide.value) {
    return { ...wide, type: 'int' };
  }
  if (value.type === 'string') {
    // A text that does not fit is null; a number wraps around.
    return sqlOf(`accurateCastOrNull(${wide.sql}, 'Int32')`, 'int');
  }
  return sqlOf(`toInt64(toInt32(${wide.sql}))`, 'int', wide.nullable);
}

function toReal(value: Sql, scope: Scope): Sql {
  const { type, sql, nullable } = value;
  if (isInteger(type) || type === 'timespan' || type === 'bool' || type === 'decimal') {
    return sqlOf(`toFloat64(${sql})`, 'real', nullable);
  }
  if (type === 'datetime') return sqlOf(`toFloat64(${toLong(value, scope).sql})`, 'real', nullable);
  if (isText(type)) return sqlOf(textToReal(scope.bindSql(sql)), 'real');
  const bound = scope.bindSql(sql);
  const text = scope.bindSql(textOf({ ...value, sql: bound }, scope));
  return sqlOf(
    `multiIf(${bound} = 'true', 1., ${bound} = 'false', 0., ${textToReal(text)})`,
    'real',
  );
}

function textToReal(bound: string): string {
  const trimmed = `trimBoth(${bound}, ' \\t\\r\\n')`;
  return `multiIf(lower(${trimmed}) IN ('nan', '+nan', '-nan'), nan,
    ${trimmed} IN ('inf', '+inf', 'Infinity', '+Infinity'), inf, ${trimmed} IN ('-inf', '-Infinity'), -inf,
    match(${trimmed}, '^[+-]?(\\\\d+\\\\.?\\\\d*|\\\\.\\\\d+)([eE][+-]?\\\\d+)?$'), toFloat64OrNull(${trimmed}), NULL)`;
}

function toDecimal(value: Sql, scope: Scope): Sql {
  if (value.type === 'string' || value.type === 'dynamic') {
    return sqlOf(`toDecimal256OrNull(${textOf(value, scope)}, 20)`, 'decimal');
  }
  const number = value.type === 'datetime' ? toLong(value, scope) : value;
  return sqlOf(`toDecimal256OrNull(toString(${number.sql}), 20)`, 'decimal');
}

function toBool(value: Sql, scope: Scope): Sql {
  const { type, sql, nullable } = value;
  if (isInteger(type) || type === 'real' || type === 'decimal') {
    return sqlOf(`${sql} != 0`, 'bool', nullable);
  }
  if (isText(type)) return sqlOf(textToBool(scope.bindSql(sql), scope), 'bool');
  if (type !== 'dynamic') return sqlOf(nullLiteral('bool'), 'bool');
  const bound = scope.bindSql(sql);
  const text = scope.bindSql(textOf({ ...value, sql: bound }, scope));
  return sqlOf(
    `if(startsWith(${bound}, '"'), ${textToBool(text, scope)}, multiIf(${bound} = 'true', true, ${bound} = 'false', false, toFloat64OrNull(${text}) != 0))`,
    'bool',
  );
}

/** true, false in any case, or a whole number. */
function textToBool(bound: string, scope: Scope): string {
  return `multiIf(lower(${bound}) = 'true', true, lower(${bound}) = 'false', false, ${textToLong(bound, scope)} != 0)`;
}

function toDatetime(value: Sql, scope: Scope): Sql {
  const { type, sql } = value;
  if (isText(type)) return sqlOf(textToDatetime(scope.bindSql(sql)), 'datetime');
  if (type === 'dynamic') {
    return sqlOf(textToDatetime(scope.bindSql(textOf(value, scope))), 'datetime');
  }
  if (isInteger(type) || type === 'real') {
    const ticks = scope.bindSql(`${toLong(value, scope).sql} - ${EPOCH_TICKS}`);
    return sqlOf(datetimeOf(ticks), 'datetime');
  }
  return sqlOf(nullLiteral('datetime'), 'datetime');
}

/** What is written like a date, so that '12' or '3.5' is none. */
function textToDatetime(bound: string): string {
  return `if(match(${bound}, '^\\\\s*(\\\\d{4}[-/]\\\\d{1,2}|(0?[1-9]|1[0-2])[/-]\\\\d|\\\\d{8}|[A-Za-z]{3}|\\\\d{1,2} [A-Z])'), parseDateTime64BestEffortUSOrNull(${bound}, 7, 'UTC'), NULL)`;
}

function toTimespan(value: Sql, scope: Scope): Sql {
  const { type } = value;
  if (isText(type) || type === 'dynamic') {
    return sqlOf(textToTimespan(scope.bindSql(textOf(value, scope))), 'timespan');
  }
  if (isInteger(type)) return { ...value, type: 'timespan' };
  if (type === 'real' || type === 'decimal') return { ...toLong(value, scope), type: 'timespan' };
  return sqlOf(nullLiteral('timespan'), 'timespan');
}

/** [-][d.]hh:mm[:ss[.f]], a number of days, or a number with a unit. */
function textToTimespan(bound: string): string {
  const parts = `extractGroups(${bound}, '^\\\\s*(-?)(?:(\\\\d+)\\\\.)?(\\\\d{1,2}):(\\\\d{1,2})(?::(\\\\d{1,2})(?:\\\\.(\\\\d{1,7}))?)?\\\\s*$')`;
  const part = (index: number) => `toInt64OrZero(${parts}[${index}])`;
  const clock = `if(${part(3)} < 24 AND ${part(4)} < 60 AND ${part(5)} < 60,
    if(${parts}[1] = '-', -1, 1) * ((((${part(2)} * 24 + ${part(3)}) * 60 + ${part(4)}) * 60 + ${part(5)}) * 10000000 + toInt64OrZero(rightPad(${parts}[6], 7, '0'))), NULL)`;
  const amount = `extractGroups(${bound}, '^\\\\s*([+-]?\\\\d+(?:\\\\.\\\\d+)?)\\\\s*(d|h|m|s|ms|microsecond|tick)?\\\\s*$')`;
  const units = ['', 864_000_000_000, 'd', 864_000_000_000, 'h', 36_000_000_000, 'm', 600_000_000];
  const small = ['s', 10_000_000, 'ms', 10_000, 'microsecond', 10, 'tick', 1];
  const pairs = [...units, ...small];
  const names = pairs.filter((each) => typeof each === 'string').map((name) => `'${name}'`);
  const sizes = pairs.filter((each) => typeof each === 'number');
  return `multiIf(length(${parts}) > 0, ${clock}, length(${amount}) > 0,
    toInt64(round(toFloat64OrZero(${amount}[1]) * transform(${amount}[2], [${names.join(', ')}], [${sizes.join(', ')}], 0))), NULL)`;
}

/** 32 hexadecimal digits, dashes wherever they like. */
function toGuid(value: Sql, scope: Scope): Sql {
  const digits = scope.bindSql(
    `lower(replaceAll(trimBoth(${textOf(value, scope)}, ' {}()'), '-', ''))`,
  );
  return sqlOf(
    `if(match(${digits}, '^[0-9a-f]{32}$'), replaceRegexpOne(${digits}, '^(.{8})(.{4})(.{4})(.{4})', '\\\\1-\\\\2-\\\\3-\\\\4-'), '')`,
    'guid',
  );
}

/** A constant, written as SQL. */
export function constant(value: bigint | number | boolean, type: KqlType): Sql {
  if (typeof value === 'boolean') return { sql: String(value), type, nullable: false, value };
  const sql = type === 'real' ? realLiteral(Number(value)) : longLiteral(value);
  return { sql, type, nullable: false, value };
}
