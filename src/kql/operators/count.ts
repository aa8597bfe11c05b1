import { unordered } from '../relation.ts';
import type { Operator } from './operator.ts';

/** `count`: one row with the number of rows. */
export const count: Operator = (node, input, context) => {
  const [named] = node.columns ?? [];
  const name = named?.name ?? 'Count';
  const column = context.column(name, { sql: '', type: 'long', nullable: false });
  return unordered(`(SELECT toInt64(count()) AS ${column.sql} FROM ${input.from})`, [column]);
};
