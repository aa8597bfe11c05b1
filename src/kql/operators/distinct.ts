import { unordered } from '../relation.ts';
import { namedValues } from './named-values.ts';
import type { Operator } from './operator.ts';

/** `distinct a, b` or `distinct *`. */
export const distinct: Operator = (node, input, context) => {
  const scope = context.scope(input);
  const expressions = node.list('Expressions');
  const values = expressions.some(({ kind }) => kind === 'StarExpression')
    ? input.columns
    : namedValues(expressions, scope).map(({ value }) => value);
  const names = (node.columns ?? []).map(({ name }) => name);
  const columns = values.map((value, place) => context.column(names[place] ?? '', value));
  const list = columns.map((column, place) => `${values[place]?.sql ?? ''} AS ${column.sql}`);
  return unordered(`(SELECT DISTINCT ${list.join(', ')} FROM ${scope.source()})`, columns);
};
