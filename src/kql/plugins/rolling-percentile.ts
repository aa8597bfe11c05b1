import { quantile } from '../aggregates/ranks.ts';
import { sqlOf } from '../types.ts';
import { EPOCH_TICKS } from '../ticks.ts';
import { need } from './arguments.ts';
import { fromAxis, onAxis, stepOf } from './axis.ts';
import type { Plugin } from './plugin.ts';

/** `evaluate rolling_percentile(value, percent, index, bin, bins, dimensions …)`: of each bin the
 *  percentile of the values in it and in the bins before. */
export const rollingPercentile: Plugin = ({ call, input, context, operator }) => {
  const scope = context.scope(input);
  const value = scope.bind(scope.scalar(need(call, 0)));
  const percent = Number(scope.scalar(need(call, 1)).value);
  if (!(percent >= 0 && percent <= 100))
    need(call, 1).refuse('It must be a constant from 0 to 100.');
  const index = scope.scalar(need(call, 2));
  const size = stepOf(need(call, 3), scope);
  const bins = stepOf(need(call, 4), scope);
  if (bins > 1000n) return need(call, 4).refuse('A window may have 1,000 bins.');
  const dimensions = call.argumentNodes.slice(5).map((node) => scope.bind(scope.scalar(node)));
  const origin = index.type === 'datetime' ? EPOCH_TICKS : 0n;
  const place = scope.bindSql(onAxis(index, need(call, 2)));
  const bin = `${place} - positiveModulo(${place} + ${origin}, ${size})`;
  const [offset, window, found] = ['offset', 'window', 'p'].map((hint) => context.fresh(hint)) as [
    string,
    string,
    string,
  ];
  const offsets = `(SELECT *, toInt64(arrayJoin(range(${bins}))) AS ${offset} FROM ${scope.source()})`;
  const spread = `(SELECT *, ${bin} + ${offset} * ${size} AS ${window} FROM ${offsets})`;
  const keys = [window, ...dimensions.map(({ sql }) => sql)];
  const groups = `(SELECT ${keys.join(', ')}, ${quantile(percent, value.sql)} AS ${found} FROM ${spread} GROUP BY ${keys.join(', ')} HAVING countIf(${offset} = 0) > 0)`;
  const names = (operator.columns ?? []).map(({ name }) => name);
  const values = [
    fromAxis(window, index.type),
    ...dimensions,
    sqlOf(found, value.type === 'int' ? 'long' : value.type),
  ];
  const columns = values.map((each, at) => context.column(names[at] ?? '', each));
  const list = columns.map(({ sql }, at) => `${values[at]?.sql ?? ''} AS ${sql}`);
  return { from: `(SELECT ${list.join(', ')} FROM ${groups})`, columns };
};
