import { convert } from '../convert.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { sqlOf, type Sql } from '../types.ts';
import { combine } from './arithmetic.ts';
import { alike } from './compare.ts';

/** `x between (a .. b)`; for a datetime, b may be a timespan after a. */
export function between(node: Node, scope: Scope): Sql {
  const value = scope.bind(scope.scalar(node.need('Left')));
  const couple = node.need('Right');
  const first = scope.scalar(couple.need('First'));
  const second = scope.scalar(couple.need('Second'));
  const last =
    first.type === 'datetime' && second.type === 'timespan'
      ? (combine('+', first, second, 'datetime', scope) ?? second)
      : second;
  const [lowValue, low] = alike(value, first, scope);
  const [highValue, high] = alike(value, last, scope);
  const sql = `(${lowValue.sql} >= ${low.sql} AND ${highValue.sql} <= ${high.sql})`;
  const nullable = value.nullable || first.nullable || last.nullable;
  return convert(
    sqlOf(node.variant === 'NotBetweenExpression' ? `(NOT ${sql})` : sql, 'bool', nullable),
    'bool',
    scope,
  );
}
