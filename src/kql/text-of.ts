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
      return orEmpty(realText(scope.bindSql(value.sql)), value);
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

/** As .NET's round-trip format writes a real, with '.0' where it is whole: 1.0, 1E-05, 1.5E+16. */
export function realText(bound: string): string {
  const text = `toString(${bound})`;
  return `multiIf(
    isNaN(${bound}), 'NaN', isInfinite(${bound}), if(${bound} > 0, 'inf', '-inf'),
    position(${text}, 'e') > 0, replaceRegexpOne(replaceRegexpOne(${text}, 'e(\\\\d)', 'e+\\\\1'), 'e([+-])(\\\\d)$', 'e\\\\10\\\\2'),
    position(${text}, '.') > 0, ${text},
    concat(${text}, '.0'))`;
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
