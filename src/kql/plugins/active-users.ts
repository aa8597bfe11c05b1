import { sqlOf } from '../types.ts';
import { need } from './arguments.ts';
import { fromAxis, onAxis, placeOf, stepOf } from './axis.ts';
import type { Plugin } from './plugin.ts';

/** `evaluate active_users_count(id, time, start, end, look-back, period, periods, bin, dimensions …)`:
 *  per bin the ids that appeared in so many different periods of the look-back before some appearance
 *  of theirs in the bin. */
export const activeUsersCount: Plugin = ({ call, input, context, operator }) => {
  const scope = context.scope(input);
  const id = scope.bind(scope.scalar(need(call, 0)));
  const time = scope.scalar(need(call, 1));
  const [start, end] = [2, 3].map((at) => placeOf(need(call, at), time.type, scope)) as [
    string,
    string,
  ];
  const [back, period, periods, bin] = [4, 5, 6, 7].map((at) => stepOf(need(call, at), scope)) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const dimensions = call.argumentNodes.slice(8).map((node) => scope.bind(scope.scalar(node)));
  const place = scope.bindSql(onAxis(time, need(call, 1)));
  const names = ['period', 'window', 'first', 'last', 'firsts', 'before', 'each', 'dcount'];
  const [
    slot = '',
    window = '',
    first = '',
    last = '',
    firsts = '',
    before = '',
    each = '',
    count = '',
  ] = names.map((hint) => context.fresh(hint));
  const keys = dimensions.map(({ sql }) => sql);
  const who = [id.sql, ...keys].join(', ');
  const binOf = (size: bigint): string => `${place} - positiveModulo(${place} - ${start}, ${size})`;
  const binned = `(SELECT *, ${binOf(period)} AS ${slot}, ${binOf(bin)} AS ${window} FROM ${scope.source()} WHERE isNotNull(${place}) AND ${place} < ${end})`;
  const inside = `${place} >= ${start}`;
  const bins = `(SELECT ${who}, ${slot}, ${window}, minIf(assumeNotNull(${place}), ${inside}) AS ${first}, countIf(${inside}) > 0 AS ${each}, max(assumeNotNull(${place})) AS ${last} FROM ${binned} GROUP BY ${who}, ${slot}, ${window})`;
  // An id is active at a time when its last appearance so many periods ago is within the look-back.
  const slots = `(SELECT ${who}, ${slot}, max(${last}) AS ${before}, groupArrayIf((${window}, ${first}), ${each}) AS ${firsts} FROM ${bins} GROUP BY ${who}, ${slot})`;
  const lag = `lagInFrame(toNullable(${before}), ${periods - 1n}) OVER (PARTITION BY ${who} ORDER BY ${slot} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  const reached = `(SELECT *, ${lag} AS ${last} FROM ${slots})`;
  const apart = `(SELECT *, arrayJoin(${firsts}) AS ${each} FROM ${reached})`;
  const active = `(SELECT *, tupleElement(${each}, 1) AS ${window} FROM ${apart} WHERE ${last} > tupleElement(${each}, 2) - ${back})`;
  const groups = `(SELECT ${[window, ...keys].join(', ')}, toInt64(uniqExact(${id.sql})) AS ${count} FROM ${active} GROUP BY ${[window, ...keys].join(', ')})`;
  const columnNames = (operator.columns ?? []).map(({ name }) => name);
  const values = [fromAxis(window, time.type), ...dimensions, sqlOf(count, 'long', false)];
  const columns = values.map((value, at) => context.column(columnNames[at] ?? '', value));
  const list = columns.map(({ sql }, at) => `${values[at]?.sql ?? ''} AS ${sql}`);
  return { from: `(SELECT ${list.join(', ')} FROM ${groups})`, columns };
};
