import { combine } from '../expressions/arithmetic.ts';
import { datetimeLiteral, nullLiteral } from '../literals.ts';
import { optionValue } from '../query-options.ts';
import type { Call, FunctionTable } from './function.ts';
import { sqlOf, type Sql } from '../types.ts';

/** now() and ago(): one time for the whole query, given from outside. */
export const nowFunctions: FunctionTable = {
  now: (call) => {
    const [offset] = call.args;
    const now = nowOf(call);
    return offset === undefined ? now : (combine('+', now, offset, 'datetime', call.scope) ?? now);
  },
  ingestion_time: ingestionTime,
  ago: (call) => {
    const [span] = call.args;
    if (span === undefined) return call.node.refuse('It takes a timespan.');
    const time = combine('-', nowOf(call), span, 'datetime', call.scope);
    return time ?? call.node.refuse('It takes a timespan.');
  },
};

/** When the row was loaded; null where nobody knows, after summarize for example. */
function ingestionTime({ scope }: Call): Sql {
  const { ingestionTime: loaded } = scope.relation;
  return loaded === undefined
    ? sqlOf(nullLiteral('datetime'), 'datetime')
    : sqlOf(loaded, 'datetime');
}

function nowOf({ scope }: Call): Sql {
  const set = optionValue('query_now', scope.context);
  if (set !== undefined) return set;
  const ticks = BigInt(Math.round(scope.context.options.nowMs)) * 10_000n;
  return { sql: datetimeLiteral(ticks), type: 'datetime', nullable: false, value: ticks };
}
