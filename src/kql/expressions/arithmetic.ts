import { constant, convert, datetimeOf, ticksOf } from '../convert.ts';
import { datetimeLiteral, longLiteral, nullLiteral } from '../literals.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { isDatetimeTicks } from '../ticks.ts';
import { isInteger, isNumber, sqlOf, type KqlType, type Sql } from '../types.ts';

const SIGNS: Readonly<Record<string, string>> = {
  AddExpression: '+',
  SubtractExpression: '-',
  MultiplyExpression: '*',
  DivideExpression: '/',
  ModuloExpression: '%',
};

export function isArithmetic(variant: string): boolean {
  return variant in SIGNS;
}

/** `a + b` and its sisters, by the types of both sides. */
export function arithmetic(node: Node, scope: Scope): Sql {
  const sign = SIGNS[node.variant] ?? node.refuse(`${node.variant} is not supported.`);
  const left = scope.scalar(node.need('Left'));
  const right = scope.scalar(node.need('Right'));
  const type = node.scalarType ?? node.refuse('These types cannot be combined.');
  return (
    combine(sign, left, right, type, scope) ??
    node.refuse(`${left.type} ${sign} ${right.type} is not supported.`)
  );
}

export function negated(node: Node, scope: Scope): Sql {
  const value = scope.scalar(node.need('Expression'));
  if (node.variant === 'UnaryPlusExpression') return value;
  if (typeof value.value === 'bigint' && value.type !== 'datetime') {
    return constant(-value.value, value.type);
  }
  if (typeof value.value === 'number') return constant(-value.value, value.type);
  if (isNumber(value.type) || value.type === 'timespan') {
    const type = value.type === 'int' ? (node.scalarType ?? 'int') : value.type;
    return sqlOf(`-(${value.sql})`, type, value.nullable);
  }
  return node.refuse(`A ${value.type} cannot be negated.`);
}

/** SQL of `left sign right`; undefined when the types do not go together. */
export function combine(
  sign: string,
  left: Sql,
  right: Sql,
  type: KqlType,
  scope: Scope,
): Sql | undefined {
  if (left.type === 'dynamic' || right.type === 'dynamic') {
    return withDynamic(sign, left, right, type, scope);
  }
  if (left.type === 'datetime' || right.type === 'datetime') {
    return withDatetime(sign, left, right, scope);
  }
  if (left.type === 'timespan' || right.type === 'timespan') {
    return withTimespan(sign, left, right, scope);
  }
  if (!isNumber(left.type) || !isNumber(right.type)) return undefined;
  if (isInteger(left.type) && isInteger(right.type)) return whole(sign, left, right, type, scope);
  if (left.type === 'decimal' || right.type === 'decimal') {
    return decimals(sign, left, right, scope);
  }
  return reals(sign, convert(left, 'real', scope), convert(right, 'real', scope), scope);
}

function whole(sign: string, left: Sql, right: Sql, type: KqlType, scope: Scope): Sql {
  const nullable = left.nullable || right.nullable;
  if (sign === '/') return sqlOf(`intDivOrNull(${left.sql}, ${right.sql})`, type);
  if (sign === '%') {
    return sqlOf(remainder(left, right, scope), type);
  }
  const folded =
    typeof left.value === 'bigint' && typeof right.value === 'bigint'
      ? foldWhole(sign, left.value, right.value)
      : undefined;
  return folded === undefined
    ? sqlOf(`(${left.sql} ${sign} ${right.sql})`, type, nullable)
    : constant(folded, type);
}

/** Kusto's remainder is never negative. The engine fails on the smallest long, which has no opposite. */
function remainder(left: Sql, right: Sql, scope: Scope): string {
  if (typeof right.value === 'bigint' && right.value > MIN_LONG) {
    return `toInt64(positiveModuloOrNull(${left.sql}, toInt64(abs(${right.sql}))))`;
  }
  const [a, b] = [scope.bindSql(left.sql), scope.bindSql(right.sql)];
  const usual = `toInt64(positiveModuloOrNull(${a}, toInt64(abs(if(${b} = ${longLiteral(MIN_LONG)}, toInt64(1), ${b})))))`;
  return `if(${b} = ${longLiteral(MIN_LONG)}, if(${a} < 0, ${a} - ${b}, ${a}), ${usual})`;
}

const MIN_LONG = -9_223_372_036_854_775_808n;

function foldWhole(sign: string, left: bigint, right: bigint): bigint {
  const value = sign === '+' ? left + right : sign === '-' ? left - right : left * right;
  return BigInt.asIntN(64, value);
}

function reals(sign: string, left: Sql, right: Sql, scope: Scope): Sql {
  const nullable = left.nullable || right.nullable;
  if (sign !== '%') return sqlOf(`(${left.sql} ${sign} ${right.sql})`, 'real', nullable);
  const [dividend, divisor] = [scope.bindSql(left.sql), scope.bindSql(right.sql)];
  return sqlOf(
    `(${dividend} - abs(${divisor}) * floor(${dividend} / abs(${divisor})))`,
    'real',
    nullable,
  );
}

function decimals(sign: string, left: Sql, right: Sql, scope: Scope): Sql | undefined {
  const [a, b] = [convert(left, 'decimal', scope), convert(right, 'decimal', scope)];
  const nullable = a.nullable || b.nullable;
  if (sign === '/') {
    const divisor = scope.bindSql(b.sql);
    return sqlOf(
      `if(${divisor} = 0, NULL, divideDecimal(${a.sql}, if(ifNull(${divisor}, 0) = 0, toDecimal256(1, 20), ${divisor}), 20))`,
      'decimal',
    );
  }
  if (sign === '*') return sqlOf(`multiplyDecimal(${a.sql}, ${b.sql}, 20)`, 'decimal', nullable);
  return sign === '%' ? undefined : sqlOf(`(${a.sql} ${sign} ${b.sql})`, 'decimal', nullable);
}

function withDatetime(sign: string, left: Sql, right: Sql, scope: Scope): Sql | undefined {
  if (left.type === 'datetime' && right.type === 'datetime') {
    if (sign !== '-') return undefined;
    if (typeof left.value === 'bigint' && typeof right.value === 'bigint') {
      return constant(left.value - right.value, 'timespan');
    }
    const nullable = left.nullable || right.nullable;
    return sqlOf(`(${ticksOf(left.sql)} - ${ticksOf(right.sql)})`, 'timespan', nullable);
  }
  const [time, span] = left.type === 'datetime' ? [left, right] : [right, left];
  const shift =
    span.type === 'timespan' || isNumber(span.type) ? convert(span, 'timespan', scope) : undefined;
  if (shift === undefined || (sign !== '+' && (sign !== '-' || left.type !== 'datetime'))) {
    return undefined;
  }
  return shifted(sign, time, shift, scope);
}

function shifted(sign: string, time: Sql, span: Sql, scope: Scope): Sql {
  if (typeof time.value === 'bigint' && typeof span.value === 'bigint') {
    const ticks = sign === '+' ? time.value + span.value : time.value - span.value;
    return isDatetimeTicks(ticks)
      ? { sql: datetimeLiteral(ticks), type: 'datetime', nullable: false, value: ticks }
      : { sql: nullLiteral('datetime'), type: 'datetime', nullable: true, value: null };
  }
  const ticks = scope.bindSql(`(${ticksOf(time.sql)} ${sign} ${span.sql})`);
  return sqlOf(datetimeOf(ticks), 'datetime');
}

function withTimespan(sign: string, left: Sql, right: Sql, scope: Scope): Sql | undefined {
  const nullable = left.nullable || right.nullable;
  const both = left.type === 'timespan' && right.type === 'timespan';
  if (both && (sign === '+' || sign === '-')) {
    return typeof left.value === 'bigint' && typeof right.value === 'bigint'
      ? constant(foldWhole(sign, left.value, right.value), 'timespan')
      : sqlOf(`(${left.sql} ${sign} ${right.sql})`, 'timespan', nullable);
  }
  if (both && sign === '/') return sqlOf(`(${left.sql} / ${right.sql})`, 'real', nullable);
  if (both && sign === '%') {
    return sqlOf(remainder(left, right, scope), 'timespan');
  }
  if (both) return undefined;
  const [span, number] = left.type === 'timespan' ? [left, right] : [right, left];
  if (!isNumber(number.type)) return undefined;
  if (sign === '+' || sign === '-') {
    const ticks = convert(number, 'timespan', scope);
    const [a, b] = left.type === 'timespan' ? [left, ticks] : [ticks, right];
    return sqlOf(`(${a.sql} ${sign} ${b.sql})`, 'timespan', a.nullable || b.nullable);
  }
  if (sign === '*') return times(span, number, nullable);
  if (sign !== '/') return undefined;
  if (left.type !== 'timespan') return undefined;
  return isInteger(number.type)
    ? sqlOf(`intDivOrNull(${span.sql}, ${number.sql})`, 'timespan')
    : sqlOf(`accurateCastOrNull(trunc(${span.sql} / ${number.sql}), 'Int64')`, 'timespan');
}

function times(span: Sql, number: Sql, nullable: boolean): Sql {
  if (typeof span.value === 'bigint' && typeof number.value === 'bigint') {
    return constant(BigInt.asIntN(64, span.value * number.value), 'timespan');
  }
  return isInteger(number.type)
    ? sqlOf(`(${span.sql} * ${number.sql})`, 'timespan', nullable)
    : sqlOf(`accurateCastOrNull(trunc(${span.sql} * ${number.sql}), 'Int64')`, 'timespan');
}

/** A dynamic takes the type of the other side. */
function withDynamic(
  sign: string,
  left: Sql,
  right: Sql,
  type: KqlType,
  scope: Scope,
): Sql | undefined {
  const other = left.type === 'dynamic' ? right.type : left.type;
  const known = other === 'dynamic' ? (isNumber(type) ? type : 'real') : other;
  const target = known === 'int' ? 'long' : known;
  return combine(sign, convert(left, target, scope), convert(right, target, scope), type, scope);
}
