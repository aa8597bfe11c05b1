import type { Scope } from './scope.ts';
import { datetimeText, realText, textOf } from './text-of.ts';
import type { Sql } from './types.ts';

/** SQL of a value as dynamic: JSON text, NULL for null. */
export function jsonOf(value: Sql, scope: Scope): string {
  switch (value.type) {
    case 'dynamic':
      return value.sql;
    case 'string':
      return `toJSONString(${value.sql})`;
    case 'guid': {
      const bound = scope.bindSql(value.sql);
      return `if(${bound} = '', NULL, toJSONString(${bound}))`;
    }
    case 'long':
    case 'int':
    case 'decimal':
      return `toString(${value.sql})`;
    case 'real': {
      const bound = scope.bindSql(value.sql);
      return `multiIf(isFinite(${bound}), ${realText(bound)}, isNaN(${bound}), '"NaN"', ${bound} > 0, '"Infinity"', ${bound} < 0, '"-Infinity"', NULL)`;
    }
    case 'bool':
      return ifKnown(value, scope, (bound) => `if(${bound}, 'true', 'false')`);
    case 'datetime':
      return `concat('"', ${datetimeText(value.sql)}, '"')`;
    case 'timespan':
    default:
      return ifKnown(value, scope, (bound) => {
        return `concat('"', ${textOf({ sql: bound, type: 'timespan', nullable: false }, scope)}, '"')`;
      });
  }
}

/** The same as an element of an array or a value of a bag: 'null' for null. */
export function jsonElement(value: Sql, scope: Scope): string {
  return value.nullable || value.type === 'guid'
    ? `ifNull(${jsonOf(value, scope)}, 'null')`
    : jsonOf(value, scope);
}

function ifKnown(value: Sql, scope: Scope, sql: (bound: string) => string): string {
  const bound = scope.bindSql(value.sql);
  return value.nullable ? `if(isNull(${bound}), NULL, ${sql(bound)})` : sql(bound);
}
