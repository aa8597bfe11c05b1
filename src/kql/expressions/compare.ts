import { convert } from '../convert.ts';
import type { Scope } from '../scope.ts';
import type { Node } from '../syntax.ts';
import { isNumber, isText, sqlOf, type KqlType, type Sql } from '../types.ts';

const SIGNS: Readonly<Record<string, string>> = {
  EqualExpression: '=',
  NotEqualExpression: '!=',
  LessThanExpression: '<',
  LessThanOrEqualExpression: '<=',
  GreaterThanExpression: '>',
  GreaterThanOrEqualExpression: '>=',
};

export function isComparison(variant: string): boolean {
  return variant in SIGNS;
}

export function comparison(node: Node, scope: Scope): Sql {
  const sign = SIGNS[node.variant] ?? node.refuse(`${node.variant} is not supported.`);
  const [left, right] = alike(
    scope.scalar(node.need('Left')),
    scope.scalar(node.need('Right')),
    scope,
  );
  if (left.type !== right.type && !(isNumber(left.type) && isNumber(right.type))) {
    return node.refuse(`A ${left.type} cannot be compared with a ${right.type}.`);
  }
  return folded(sign, left, right) ?? compared(sign, left, right, scope);
}

/** Of two constants: Kusto knows the answer before the query runs, and so do assert() and iff(). */
function folded(sign: string, left: Sql, right: Sql): Sql | undefined {
  const [a, b] = [left.value, right.value];
  if (a === undefined || b === undefined || a === null || b === null) return undefined;
  if (typeof a === 'string' || typeof b === 'string') return undefined;
  const order = a < b ? -1 : a > b ? 1 : 0;
  if (Number.isNaN(Number(a)) || Number.isNaN(Number(b))) return undefined;
  const holds = ORDERS[sign]?.(order);
  return holds === undefined
    ? undefined
    : { sql: String(holds), type: 'bool', nullable: false, value: holds };
}

const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Compares with Kusto's nulls: `<` gives null; `==` gives null when both are null and false when one
 *  is; `!=` gives true when one is, so that `where x != 1` keeps the rows that have no x. */
export function compared(sign: string, left: Sql, right: Sql, scope: Scope): Sql {
  const nullable = left.nullable || right.nullable;
  const plain = (a: string, b: string) => `(${a} ${sign} ${b})`;
  if (!nullable || (sign !== '=' && sign !== '!=')) {
    return sqlOf(plain(left.sql, right.sql), 'bool', nullable);
  }
  const otherwise = sign === '=' ? 'false' : 'true';
  if (!left.nullable || !right.nullable) {
    return sqlOf(`ifNull(${plain(left.sql, right.sql)}, ${otherwise})`, 'bool', false);
  }
  const [a, b] = [scope.bindSql(left.sql), scope.bindSql(right.sql)];
  return sqlOf(
    `if(isNull(${a}) AND isNull(${b}), NULL, ifNull(${plain(a, b)}, ${otherwise}))`,
    'bool',
  );
}

/** Both sides in one type: a dynamic takes the type of the other side, numbers the wider one. */
export function alike(left: Sql, right: Sql, scope: Scope): readonly [Sql, Sql] {
  const type = commonType(left.type, right.type);
  if (type === undefined) return [left, right];
  return [convert(left, type, scope), convert(right, type, scope)];
}

function commonType(left: KqlType, right: KqlType): KqlType | undefined {
  if (left === right) return undefined;
  if (left === 'dynamic') return right;
  if (right === 'dynamic') return left;
  if (left === 'decimal' || right === 'decimal') return 'decimal';
  // The engine compares whole numbers and reals exactly.
  if (isNumber(left) && isNumber(right)) return undefined;
  if (isText(left) && isText(right)) return 'string';
  // `ResultType == 0` on a column of text, as half of the published hunts write it.
  if (left === 'string' && isNumber(right)) return right;
  if (right === 'string' && isNumber(left)) return left;
  return undefined;
}
