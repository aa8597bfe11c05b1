import { realElement, realsText } from './values.ts';
import type { Scope } from '../scope.ts';
import { sqlOf, type Sql } from '../types.ts';

/** One of several values that a function gives: a real, a whole number, or a series of reals. */
export interface Part {
  readonly name: string;
  readonly sql: string;
  readonly kind: 'real' | 'long' | 'series';
}

/** All parts as columns: `extend (a, b) = f(x)`. Null where `condition` does not hold. */
export function asColumns(parts: readonly Part[], condition: string): Sql {
  const columns = parts.map(({ sql, kind }) =>
    kind === 'series'
      ? sqlOf(`if(${condition}, ${realsText(sql)}, NULL)`, 'dynamic')
      : sqlOf(`if(${condition}, ${sql}, NULL)`, kind),
  );
  return { ...(columns[0] ?? sqlOf('NULL', 'real')), tuple: columns };
}

/** All parts as one bag. */
export function asBag(parts: readonly Part[], condition: string, scope: Scope): Sql {
  const members = parts.map(({ name, sql, kind }) => {
    if (kind === 'series') return `'"${name}":', ${realsText(sql)}`;
    const bound = scope.bindSql(sql);
    const json = kind === 'real' ? realElement(bound) : `toString(${bound})`;
    return `'"${name}":', ${json}`;
  });
  return sqlOf(`if(${condition}, concat('{', ${members.join(`, ',', `)}, '}'), NULL)`, 'dynamic');
}
