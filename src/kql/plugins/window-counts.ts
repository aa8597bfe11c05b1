import { sqlOf, type Sql } from '../types.ts';
import { need } from './arguments.ts';
import { fromAxis, onAxis, placeOf, stepOf } from './axis.ts';
import type { Plugin, PluginCall } from './plugin.ts';

/** `evaluate sliding_window_counts(id, time, start, end, look-back, bin, dimensions …)`: per bin the
 *  rows and the different ids of the look-back that ends with the bin. */
export const slidingWindowCounts: Plugin = (plugin) => {
  const rows = activity(plugin, 6);
  const { call, context } = plugin;
  const [back, bin] = [4, 5].map((at) => stepOf(need(call, at), rows.scope)) as [bigint, bigint];
  if (back % bin !== 0n || back / bin > 10_000n) {
    return need(call, 4).refuse(
      'The look-back must be a multiple of the bin, 10,000 bins at most.',
    );
  }
  const [offset, window] = [context.fresh('offset'), context.fresh('window')];
  const first = rows.binned(bin);
  const offsets = `(SELECT *, toInt64(arrayJoin(range(${back / bin}))) AS ${offset} FROM ${rows.from})`;
  const spread = `(SELECT *, ${first} + ${offset} * ${bin} AS ${window} FROM ${offsets})`;
  const keys = [window, ...rows.dimensions.map(({ sql }) => sql)];
  const [count, distinct] = [context.fresh('count'), context.fresh('dcount')];
  const groups = `(SELECT ${keys.join(', ')}, toInt64(count()) AS ${count}, toInt64(uniqExact(${rows.id})) AS ${distinct}
    FROM ${spread} WHERE ${window} BETWEEN ${rows.start} AND ${rows.end} GROUP BY ${keys.join(', ')})`;
  return rows.result(groups, window, [count, distinct]);
};

/** `evaluate activity_counts_metrics(id, time, start, end, window, dimensions …)`: per window the rows,
 *  the different ids, those among them that are new, and all ids up to now. */
export const activityCountsMetrics: Plugin = (plugin) => {
  const rows = activity(plugin, 5);
  const { call, context } = plugin;
  const size = stepOf(need(call, 4), rows.scope);
  const names = ['window', 'count', 'dcount', 'ids', 'fresh', 'all'].map((hint) =>
    context.fresh(hint),
  );
  const [window = '', count = '', distinct = '', ids = '', fresh = '', all = ''] = names;
  const dimensions = rows.dimensions.map(({ sql }) => sql);
  const keys = [window, ...dimensions];
  const groups = `(SELECT ${keys.join(', ')}, toInt64(count()) AS ${count}, groupUniqArray(${rows.id}) AS ${ids}
    FROM (SELECT *, ${rows.binned(size)} AS ${window} FROM ${rows.from}) WHERE ${window} BETWEEN ${rows.start} AND ${rows.end} GROUP BY ${keys.join(', ')})`;
  const partition = dimensions.length === 0 ? '' : `PARTITION BY ${dimensions.join(', ')} `;
  const upTo = `groupUniqArrayArray(${ids}) OVER (${partition}ORDER BY ${window} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  const running = `(SELECT *, toInt64(length(${upTo})) AS ${all}, toInt64(length(${ids})) AS ${distinct} FROM ${groups})`;
  const before = `lagInFrame(${all}) OVER (${partition}ORDER BY ${window} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  const news = `(SELECT *, ${all} - ${before} AS ${fresh} FROM ${running})`;
  return rows.result(news, window, [count, distinct, fresh, all]);
};

/** What the arguments of both have in common. */
function activity({ call, input, context, operator }: PluginCall, dimensionsAt: number) {
  const scope = context.scope(input);
  const id = scope.bindSql(scope.scalar(need(call, 0)).sql);
  const time = scope.scalar(need(call, 1));
  const place = scope.bindSql(onAxis(time, need(call, 1)));
  const [start, end] = [2, 3].map((at) => placeOf(need(call, at), time.type, scope)) as [
    string,
    string,
  ];
  const dimensions = call.argumentNodes
    .slice(dimensionsAt)
    .map((node) => scope.bind(scope.scalar(node)));
  return {
    scope,
    id,
    start,
    end,
    dimensions,
    from: `(SELECT * FROM ${scope.source()} WHERE isNotNull(${place}))`,
    binned: (size: bigint): string => `${place} - positiveModulo(${place} - ${start}, ${size})`,
    result(from: string, window: string, counts: readonly string[]) {
      const names = (operator.columns ?? []).map(({ name }) => name);
      const values: readonly Sql[] = [
        fromAxis(window, time.type),
        ...dimensions,
        ...counts.map((sql) => sqlOf(sql, 'long', false)),
      ];
      const columns = values.map((each, at) => context.column(names[at] ?? '', each));
      const list = columns.map(({ sql }, at) => `${values[at]?.sql ?? ''} AS ${sql}`);
      return { from: `(SELECT ${list.join(', ')} FROM ${from})`, columns };
    },
  };
}
