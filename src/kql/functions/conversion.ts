import { convert } from '../convert.ts';
import type { KqlType } from '../types.ts';
import type { FunctionTable, ScalarFunction } from './function.ts';

const to =
  (type: KqlType): ScalarFunction =>
  ({ args: [value], scope, node }) =>
    value === undefined ? node.refuse('It converts one value.') : convert(value, type, scope);

/** tostring() and its sisters: what cannot be converted becomes null. */
export const conversionFunctions: FunctionTable = {
  tostring: to('string'),
  tolong: to('long'),
  toint: to('int'),
  toreal: to('real'),
  todouble: to('real'),
  todecimal: to('decimal'),
  tobool: to('bool'),
  toboolean: to('bool'),
  todatetime: to('datetime'),
  totimespan: to('timespan'),
  totime: to('timespan'),
  toguid: to('guid'),
};
