import type { Scope } from './scope.ts';
import { guarded, jsonArguments } from './path-sql.ts';
import type { DynamicPath, Sql } from './types.ts';

/** SQL of the text that tostring() gives; never NULL. */
export function textOf(value: Sql, scope: Scope): string {
  switch (value.type) {
    case 'string':
    case 'guid':
      return value.sql;
    case 'long':
    case 'int':
      return orEmpty(`toString(${value.sql})`, value);
    case 'decimal':
      return orEmpty(`toString(${value.sql})`, value);
    case 'real':
      return orEmpty(realTextIn(scope.bindSql(value.sql), scope), value);
    case 'bool': {
      const bound = scope.bindSql(value.sql);
      const text = `if(${bound}, 'True', 'False')`;
      return value.nullable ? `if(isNull(${bound}), '', ${text})` : text;
    }
    case 'datetime':
      return orEmpty(datetimeText(value.sql), value);
    case 'timespan':
      return orEmpty(timespanText(scope.bindSql(value.sql)), value);
    case 'dynamic':
    default:
      return dynamicText(value, scope);
  }
}

function realTextIn(bound: string, scope: Scope): string {
  return realText(bound, scope.bindSql(digitsOf(bound)));
}

function orEmpty(sql: string, { nullable }: Sql): string {
  return nullable ? `ifNull(${sql}, '')` : sql;
}

/** 2024-01-01T00:00:00.0000000Z */
export function datetimeText(sql: string): string {
  return `concat(replaceOne(toString(${sql}), ' ', 'T'), 'Z')`;
}

/** [-][d.]hh:mm:ss[.fffffff] of bound ticks */
export function timespanText(ticks: string): string {
  const part = (unit: string, size: number) =>
    `leftPad(toString(intDiv(abs(${ticks}), ${unit}) % ${size}), 2, '0')`;
  return `concat(if(${ticks} < 0, '-', ''),
    if(intDiv(abs(${ticks}), 864000000000) > 0, concat(toString(intDiv(abs(${ticks}), 864000000000)), '.'), ''),
    ${part('36000000000', 24)}, ':', ${part('600000000', 60)}, ':', ${part('10000000', 60)},
    if(abs(${ticks}) % 10000000 > 0, concat('.', leftPad(toString(abs(${ticks}) % 10000000), 7, '0')), ''))`;
}

/** As .NET's round-trip format writes a real, with '.0' where it is whole: 1.0, 1E-05, 1.5E+16.
 *  @param text its digits as the engine writes them */
export function realText(bound: string, text = `toString(${bound})`): string {
  return `multiIf(
    isNaN(${bound}), 'NaN', isInfinite(${bound}), if(${bound} > 0, 'inf', '-inf'),
    position(${text}, 'e') > 0, replaceRegexpOne(replaceRegexpOne(${text}, 'e(\\\\d)', 'e+\\\\1'), 'e([+-])(\\\\d)$', 'e\\\\10\\\\2'),
    position(${text}, '.') > 0, ${text},
    concat(${text}, '.0'))`;
}

/** The shortest digits that are read back as the same real. Of several such texts the engine takes the
 *  nearest; tostring() takes the one farthest from zero, as Grisu2 does without its last step: it writes
 *  0.1 + 0.2 as 0.30000000000000007 (recorded). Texts with fewer than 16 digits have no rival. */
function digitsOf(bound: string): string {
  const text = `toString(${bound})`;
  const digits = `replaceOne(extract(${text}, '^-?([0-9.]+)'), '.', '')`;
  const behind = `length(extract(${text}, '[.]([0-9]+)'))`;
  const rivals = `arrayMap(
    n -> concat(if(${bound} < 0, '-', ''), left(n, length(n) - ${behind}), '.', right(n, ${behind}), extract(${text}, 'e.*$')),
    arrayMap(k -> leftPad(toString(toUInt64OrZero(${digits}) + k), length(${digits}), '0'), range(10)))`;
  return `if(length(${text}) < 17 OR position(${text}, '.') = 0, ${text}, arrayLast(c -> toFloat64OrZero(c) = ${bound}, ${rivals}))`;
}

/** The text of a dynamic: a string without its quotes, everything else as JSON. */
function dynamicText(value: Sql, scope: Scope): string {
  if (value.path !== undefined && value.path.steps.length > 0) return pathText(value.path);
  const bound = scope.bindSql(value.sql);
  return `ifNull(if(startsWith(${bound}, '"'), JSONExtractString(${bound}), ${bound}), '')`;
}

/** A step is read as text at once: the engine takes a string's quotes off, too. */
function pathText(path: DynamicPath): string {
  const stored =
    path.stored?.[path.steps.map((step) => ('name' in step ? step.name : '[]')).join('.')];
  if (stored !== undefined && path.steps.length > 0) return stored;
  return guarded(
    path,
    `ifNull(JSONExtract(${path.root}${jsonArguments(path)}, 'Nullable(String)'), '')`,
    `''`,
  );
}
