import { convert } from '../convert.ts';
import { unordered } from '../relation.ts';
import { isNumber, sqlOf } from '../types.ts';
import { limitOf } from './take.ts';
import type { Operator } from './operator.ts';

/** `top-hitters n of x by y`: the values of x with the largest sum of y (or the most rows). Kusto
 *  estimates; this counts. */
export const topHitters: Operator = (node, input, context) => {
  const constants = context.constants();
  const count = convert(constants.scalar(node.need('Expression')), 'long', constants);
  const scope = context.scope(input);
  const value = scope.scalar(node.need('OfExpression'));
  const weight = node.child('ByClause')?.need('Expression');
  const by = weight === undefined ? undefined : scope.scalar(weight);
  if (by !== undefined && !isNumber(by.type)) return node.refuse('"by" wants a number.');
  const [keyName = '', sumName = ''] = (node.columns ?? []).map(({ name }) => name);
  const key = context.column(keyName, value);
  const sum = context.column(sumName, sqlOf('', by?.type ?? 'long', false));
  const total = by === undefined ? 'toInt64(count())' : `ifNull(sum(${by.sql}), 0)`;
  return unordered(
    `(SELECT ${value.sql} AS ${key.sql}, ${total} AS ${sum.sql} FROM ${scope.source()} GROUP BY ${key.sql} ORDER BY ${sum.sql} DESC LIMIT ${limitOf(count.sql, count.value)})`,
    [key, sum],
  );
};
