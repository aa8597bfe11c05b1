import { convert, datetimeOf, ticksOf } from '../convert.ts';
import { optionValue } from '../query-options.ts';
import { EPOCH_TICKS } from '../ticks.ts';
import { isInteger, isNumber, sqlOf, type Sql } from '../types.ts';
import { arg, type Call, type FunctionTable } from './function.ts';

/** bin(), floor() with two arguments, bin_at(). */
export const binFunctions: FunctionTable = {
  bin: (call) => bin(call),
  floor: (call) => (call.args.length > 1 ? bin(call) : floor(call)),
  bin_at: (call) => binAt(call),
  bin_auto: (call) => binAuto(call),
};

/** Rounds down to a multiple of the step; null where the step is not positive. */
export function bin(call: Call): Sql {
  const [value, step] = [arg(call, 0), arg(call, 1)];
  return binned(call, value, step);
}

export function binned(call: Call, value: Sql, step: Sql): Sql {
  const { scope } = call;
  if (value.type === 'datetime') return binnedTime(call, value, step);
  const type = value.type === 'timespan' ? 'timespan' : call.type;
  const [a, b] = [convert(value, type, scope), convert(step, type, scope)];
  if (!isNumber(type) && type !== 'timespan') return call.node.refuse(`A ${type} has no bins.`);
  if (type === 'decimal') return call.node.refuse('Bins of decimals are not supported.');
  const [number, size] = [scope.bindSql(a.sql), scope.bindSql(b.sql)];
  const positive = isPositive(b);
  const divisor = positive ? size : `if(${size} > 0, ${size}, 1)`;
  const sql =
    isInteger(type) || type === 'timespan'
      ? `(${number} - positiveModulo(${number}, ${divisor}))`
      : `(floor(${number} / ${size}) * ${size})`;
  return positive
    ? sqlOf(sql, type, a.nullable)
    : sqlOf(`if(ifNull(${size} > 0, false), ${sql}, NULL)`, type);
}

/** Bins of time are counted from the year 1. */
function binnedTime(call: Call, value: Sql, step: Sql): Sql {
  const span = convert(step, 'timespan', call.scope);
  if (isPositive(span)) {
    return sqlOf(timeBin(value.sql, span.sql), 'datetime', value.nullable);
  }
  const size = call.scope.bindSql(span.sql);
  return sqlOf(
    `if(ifNull(${size} > 0, false), ${timeBin(value.sql, `if(${size} > 0, ${size}, 1)`)}, NULL)`,
    'datetime',
  );
}

function timeBin(time: string, size: string): string {
  const ticks = `intDiv(${ticksOf(time)} + ${EPOCH_TICKS}, ${size}) * ${size} - ${EPOCH_TICKS}`;
  return `reinterpret(${ticks}, 'DateTime64(7, \\'UTC\\')')`;
}

function isPositive({ value }: Sql): boolean {
  return (typeof value === 'bigint' || typeof value === 'number') && value > 0;
}

/** The size and the fixed point of the bins are options of the query. */
function binAuto(call: Call): Sql {
  const option = (name: string): Sql | undefined => optionValue(name, call.scope.context);
  const size = option('query_bin_auto_size');
  if (size === undefined) return call.node.refuse('It needs "set query_bin_auto_size = …;".');
  const at = option('query_bin_auto_at');
  const args = [arg(call, 0), size, ...(at === undefined ? [] : [at])];
  return at === undefined ? bin({ ...call, args }) : binAt({ ...call, args });
}

/** Rounds down to the fixed point plus or minus some steps. */
function binAt(call: Call): Sql {
  const { scope } = call;
  const [value, step, fixed] = [arg(call, 0), arg(call, 1), arg(call, 2)];
  if (value.type === 'datetime') {
    const at = scope.bindSql(ticksOf(value.sql));
    const size = scope.bindSql(convert(step, 'timespan', scope).sql);
    const from = ticksOf(convert(fixed, 'datetime', scope).sql);
    const ticks = scope.bindSql(binnedAt(at, size, from));
    return sqlOf(datetimeOf(ticks), 'datetime');
  }
  const type = value.type === 'timespan' ? 'timespan' : call.type;
  if (type === 'decimal') return call.node.refuse('Bins of decimals are not supported.');
  const [a, b, c] = [value, step, fixed].map((each) =>
    scope.bindSql(convert(each, type, scope).sql),
  );
  if (a === undefined || b === undefined || c === undefined) return call.node.refuse('Too few.');
  return isInteger(type) || type === 'timespan'
    ? sqlOf(binnedAt(a, b, c), type)
    : sqlOf(`(${c} + floor((${a} - ${c}) / ${b}) * ${b})`, type);
}

function binnedAt(value: string, size: string, fixed: string): string {
  return `if(ifNull(${size} > 0, false), ${value} - positiveModulo(${value} - ${fixed}, if(${size} > 0, ${size}, 1)), NULL)`;
}

function floor(call: Call): Sql {
  const value = convert(arg(call, 0), call.type, call.scope);
  return isInteger(call.type) ? value : sqlOf(`floor(${value.sql})`, call.type, value.nullable);
}
