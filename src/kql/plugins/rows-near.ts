import { convert } from '../convert.ts';
import { orderBy } from '../relation.ts';
import { need } from './arguments.ts';
import { stepOf } from './axis.ts';
import type { Plugin } from './plugin.ts';

/** `evaluate rows_near(condition, rows, rows after)`: the rows that lie near one that the condition
 *  holds for, in the order of the rows. */
export const rowsNear: Plugin = ({ call, input, context }) => {
  const { order } = input;
  if (order === undefined) return call.refuse('The rows must be sorted or serialized before.');
  const scope = context.scope(input);
  const holds = scope.bindSql(convert(scope.scalar(need(call, 0)), 'bool', scope).sql);
  const before = stepOf(need(call, 1), scope);
  const after = call.argumentNodes[2] === undefined ? before : stepOf(need(call, 2), scope);
  const [row, near] = [context.fresh('row'), context.fresh('near')];
  const sorted = `(SELECT * FROM ${scope.source()}${orderBy(order)})`;
  const numbered = `(SELECT *, rowNumberInAllBlocks() AS ${row} FROM ${sorted})`;
  const frame = `ORDER BY ${row} ROWS BETWEEN ${after} PRECEDING AND ${before} FOLLOWING`;
  const marked = `(SELECT *, max(ifNull(${holds}, false)) OVER (${frame}) AS ${near} FROM ${numbered})`;
  return { ...input, from: `(SELECT * FROM ${marked} WHERE ${near})` };
};
