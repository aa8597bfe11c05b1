import { realElement, seriesOf } from '../series/values.ts';
import { sqlOf, type KqlType } from '../types.ts';
import { arg, argAs, type Call, type FunctionTable } from './function.ts';

/** What a series looks like in a few numbers. */
export const seriesStatsFunctions: FunctionTable = {
  series_stats: (call) => {
    const parts = statistics(call)
      .slice(0, 7)
      .map(({ sql, type }) => sqlOf(sql, type));
    return { ...(parts[0] ?? sqlOf('NULL', 'real')), tuple: parts };
  },
  series_stats_dynamic: (call) => {
    const members = statistics(call).map(({ name, sql, type }) => {
      const bound = call.scope.bindSql(sql);
      const json = type === 'real' ? realElement(bound) : `ifNull(toString(${bound}), 'null')`;
      return `'"${name}":', ${json}`;
    });
    return sqlOf(`concat('{', ${members.join(`, ',', `)}, '}')`, 'dynamic', false);
  },
};

interface Statistic {
  readonly name: string;
  readonly sql: string;
  readonly type: KqlType;
}

/** Null where an element is no finite number, unless such are to be left out. Variance and standard
 *  deviation are those of a sample. */
function statistics(call: Call): readonly Statistic[] {
  const { scope } = call;
  const { values, array } = seriesOf(arg(call, 0), scope);
  const finite = scope.bindSql(`arrayMap(v -> ifNull(isFinite(v), 0) = 1, ${values})`);
  const ignore =
    call.args[1] === undefined ? 'false' : `ifNull(${argAs(call, 1, 'bool').sql}, false)`;
  const kept = scope.bindSql(
    `arrayMap(v -> assumeNotNull(v), arrayFilter((v, f) -> f, ${values}, ${finite}))`,
  );
  const good = scope.bindSql(
    `${array} AND length(${kept}) > 0 AND (${ignore} OR length(${kept}) = length(${values}))`,
  );
  const count = `length(${kept})`;
  const mean = scope.bindSql(`arraySum(${kept}) / ${count}`);
  const variance = scope.bindSql(
    `if(${count} < 2, 0., arraySum(v -> (v - ${mean}) * (v - ${mean}), ${kept}) / (${count} - 1))`,
  );
  const place = (extreme: string): string => `toInt64(indexOf(${values}, ${extreme}) - 1)`;
  const [least, greatest] = ['arrayMin', 'arrayMax'].map((name) =>
    scope.bindSql(`if(empty(${kept}), 0., ${name}(if(empty(${kept}), [0.], ${kept})))`),
  ) as [string, string];
  const when = (name: string, sql: string, type: KqlType): Statistic => ({
    name,
    sql: `if(${good}, ${sql}, NULL)`,
    type,
  });
  return [
    when('min', least, 'real'),
    when('min_idx', place(least), 'long'),
    when('max', greatest, 'real'),
    when('max_idx', place(greatest), 'long'),
    when('avg', mean, 'real'),
    when('stdev', `sqrt(${variance})`, 'real'),
    when('variance', variance, 'real'),
    when('sum', `arraySum(${kept})`, 'real'),
    when('len', `toInt64(length(${values}))`, 'long'),
  ];
}
