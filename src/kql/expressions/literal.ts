import { constant } from '../convert.ts';
import {
  datetimeLiteral,
  decimalLiteral,
  longLiteral,
  nullLiteral,
  quote,
  realLiteral,
} from '../literals.ts';
import type { Node } from '../syntax.ts';
import { datetimeTicks, timespanTicks } from '../time-text.ts';
import type { KqlType, Sql } from '../types.ts';

/** A literal. Its value is read from its text: the parser's own value is wrong for hexadecimal
 *  numbers, infinities and long timespans.
 *  @param nowTicks what datetime(now) would be; ticks since 1970 */
export function literal(node: Node): Sql {
  const type = node.scalarType ?? TYPES[node.variant];
  if (node.variant === 'StringLiteralExpression') return text(node.child('Token')?.tokenText ?? '');
  if (type === undefined) {
    if (node.variant === 'NullLiteralExpression') return nullOf('dynamic');
    return node.refuse(`The literal ${node.text} has no type.`);
  }
  const inner = /^\w+\s*\((?<inner>[^]*)\)$/v.exec(node.text)?.groups?.['inner']?.trim();
  const written = inner ?? node.text;
  if (inner !== undefined && /^null$/iv.test(written)) return nullOf(type);
  if (
    type === 'long' &&
    inner === undefined &&
    BigInt(/^\d+$/v.test(written) ? written : 0) > MAX_LONG
  ) {
    return node.refuse(`${written} is too large for a long.`);
  }
  return valueOf(written, type) ?? nullOf(type);
}

/** For places that the analyser leaves without types, such as the defaults of scan. */
const TYPES: Readonly<Record<string, KqlType>> = {
  BooleanLiteralExpression: 'bool',
  DateTimeLiteralExpression: 'datetime',
  DecimalLiteralExpression: 'decimal',
  GuidLiteralExpression: 'guid',
  IntLiteralExpression: 'int',
  LongLiteralExpression: 'long',
  RealLiteralExpression: 'real',
  TimespanLiteralExpression: 'timespan',
};

const MAX_LONG = 9_223_372_036_854_775_807n;

export function text(value: string): Sql {
  return { sql: quote(value), type: 'string', nullable: false, value };
}

function nullOf(type: KqlType): Sql {
  return { sql: nullLiteral(type), type, nullable: type !== 'string', value: null };
}

function valueOf(written: string, type: KqlType): Sql | undefined {
  switch (type) {
    case 'long':
    case 'int':
      return /^[\-+]?(?:\d+|0[xX][\da-fA-F]+)$/v.test(written) ? whole(written, type) : undefined;
    case 'real': {
      const value = realOf(written);
      return value === undefined
        ? undefined
        : { sql: realLiteral(value), type, nullable: false, value };
    }
    case 'decimal':
      return /^[\-+]?[\d.]+(?:[eE][\-+]?\d+)?$/v.test(written)
        ? { sql: decimalLiteral(written), type, nullable: false }
        : undefined;
    case 'bool':
      return /^(?:true|false|1|0)$/iv.test(written)
        ? constant(/^(?:true|1)$/iv.test(written), 'bool')
        : undefined;
    case 'datetime': {
      const ticks = datetimeTicks(written);
      return ticks === undefined
        ? undefined
        : { sql: datetimeLiteral(ticks), type, nullable: false, value: ticks };
    }
    case 'timespan': {
      const ticks = timespanTicks(written);
      return ticks === undefined
        ? undefined
        : { sql: longLiteral(ticks), type, nullable: false, value: ticks };
    }
    case 'guid': {
      const digits = written.replaceAll(/[^\da-fA-F]/gv, '').toLowerCase();
      if (digits.length !== 32) return undefined;
      const value = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/v, '$1-$2-$3-$4-');
      return { sql: quote(value), type, nullable: false, value };
    }
    case 'string':
    case 'dynamic':
    default:
      return undefined;
  }
}

function whole(written: string, type: KqlType): Sql {
  const negative = written.startsWith('-');
  const digits = BigInt(written.replace(/^[\-+]/v, ''));
  return constant(BigInt.asIntN(64, negative ? -digits : digits), type);
}

function realOf(written: string): number | undefined {
  if (/^nan$/iv.test(written)) return Number.NaN;
  const infinity = /^(?<sign>[\-+]?)inf(?:inity)?$/iv.exec(written)?.groups;
  if (infinity !== undefined) return infinity['sign'] === '-' ? -Infinity : Infinity;
  return /^[\-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][\-+]?\d+)?$/v.test(written)
    ? Number(written)
    : undefined;
}
