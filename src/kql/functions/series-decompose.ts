import { decompose, foundPeriod, seasonalOf, type DecomposeOptions } from '../series/decompose.ts';
import { outlierScores, type Fences } from '../series/outliers.ts';
import { asColumns, type Part } from '../series/parts.ts';
import { bestPeriods, periodScores } from '../series/periods.ts';
import { discreteTransform } from '../series/spectrum.ts';
import { realsText, seriesIf, seriesOf, type Series } from '../series/values.ts';
import { sqlOf, type Sql } from '../types.ts';
import {
  arg,
  argAs,
  constantText,
  constantWhole,
  type Call,
  type FunctionTable,
} from './function.ts';

/** Seasons, trends, outliers and periods of series. Kusto documents what these give, not how; see
 *  docs/kql.md for what may differ. */
export const seriesDecomposeFunctions: FunctionTable = {
  series_seasonal: (call) => {
    const series = seriesOf(arg(call, 0), call.scope);
    const wanted = call.args[1] === undefined ? '-1' : `ifNull(${argAs(call, 1, 'long').sql}, -1)`;
    const given = call.scope.bindSql(`toInt64(${wanted})`);
    const period = call.scope.bindSql(
      `if(${given} = -1, ${foundPeriod(series.reals, '0.7', call.scope)}, ${given})`,
    );
    return seriesIf(series.whole, seasonalOf(series.reals, period, series.reals, call.scope));
  },
  series_decompose: (call) => {
    const series = seriesOf(arg(call, 0), call.scope);
    const parts = decompose(series.reals, options(call, [1, 2, 3, 4]), call.scope);
    return asColumns(
      (['baseline', 'seasonal', 'trend', 'residual'] as const).map((name): Part => ({
        name,
        sql: parts[name],
        kind: 'series',
      })),
      filled(series),
    );
  },
  series_decompose_forecast: (call) => {
    const series = seriesOf(arg(call, 0), call.scope);
    const parts = decompose(series.reals, options(call, [2, 3, 1, 4]), call.scope);
    return asColumns(
      (['baseline', 'seasonal', 'trend', 'residual'] as const).map((name): Part => ({
        name,
        sql: parts[name],
        kind: 'series',
      })),
      filled(series),
    );
  },
  series_decompose_anomalies: anomalies,
  series_outliers: outliers,
  series_periods_detect: periodsDetect,
  series_periods_validate: periodsValidate,
  series_fft: (call) => fourier(call, -1),
  series_ifft: (call) => fourier(call, 1),
};

function filled({ whole, reals }: Series): string {
  return `${whole} AND length(${reals}) > 0`;
}

/** @param places of period, trend, test points and threshold among the arguments */
function options(
  call: Call,
  [period, trend, test, threshold]: readonly [number, number, number, number],
): DecomposeOptions {
  const whole = (place: number, otherwise: string): string =>
    call.args[place] === undefined
      ? `toInt64(${otherwise})`
      : call.scope.bindSql(`toInt64(ifNull(${argAs(call, place, 'long').sql}, ${otherwise}))`);
  const kind = call.args[trend] === undefined ? 'avg' : constantText(call, trend);
  if (kind !== 'avg' && kind !== 'linefit' && kind !== 'none') {
    return call.node.refuse(`The trend is 'avg', 'linefit' or 'none', not '${kind}'.`);
  }
  const least =
    call.args[threshold] === undefined
      ? '0.6'
      : call.scope.bindSql(`ifNull(${argAs(call, threshold, 'real').sql}, 0.6)`);
  return {
    period: whole(period, '-1'),
    trend: kind,
    testPoints: whole(test, '0'),
    threshold: least,
  };
}

/** series_decompose_anomalies(series, threshold, period, trend, test points, method, season's threshold) */
function anomalies(call: Call): Sql {
  const { scope } = call;
  const series = seriesOf(arg(call, 0), scope);
  const threshold =
    call.args[1] === undefined
      ? '1.5'
      : scope.bindSql(`ifNull(${argAs(call, 1, 'real').sql}, 1.5)`);
  const parts = decompose(series.reals, options(call, [2, 3, 4, 6]), scope);
  const fences = { kind: kindOf(call, 5), low: 10, high: 90 };
  const scores = scope.bindSql(outlierScores(parts.residual, parts.learned, fences, scope));
  const flag = `multiIf(s > ${threshold}, '1', s < -${threshold}, '-1', '0')`;
  const flags = `concat('[', arrayStringConcat(arrayMap(s -> ${flag}, ${scores}), ','), ']')`;
  const when = (json: string): Sql => sqlOf(`if(${filled(series)}, ${json}, NULL)`, 'dynamic');
  const columns = [when(flags), when(realsText(scores)), when(realsText(parts.baseline))];
  return { ...when(flags), tuple: columns };
}

function kindOf(call: Call, place: number): Fences['kind'] {
  const kind = call.args[place] === undefined ? 'ctukey' : constantText(call, place);
  return kind === 'tukey' || kind === 'ctukey'
    ? kind
    : call.node.refuse(`The method is 'ctukey' or 'tukey', not '${kind}'.`);
}

/** series_outliers(series, kind, value to ignore, low and high percentile, test points) */
function outliers(call: Call): Sql {
  const { scope } = call;
  const series = seriesOf(arg(call, 0), scope);
  const ignored = call.args[2];
  const values =
    ignored === undefined
      ? series.values
      : scope.bindSql(
          `arrayMap(v -> if(v = ${scope.bindSql(argAs(call, 2, 'real').sql)}, NULL, v), ${series.values})`,
        );
  const percentile = (place: number, otherwise: number): number => {
    const value = call.args[place]?.value;
    if (call.args[place] === undefined) return otherwise;
    const percent = typeof value === 'bigint' || typeof value === 'number' ? Number(value) : NaN;
    return percent >= 2 && percent <= 98
      ? percent
      : call.node.refuse('A percentile must be a constant between 2 and 98.');
  };
  const fences = { kind: kindOf(call, 1), low: percentile(3, 10), high: percentile(4, 90) };
  const test = constantWhole(call, 5) ?? 0;
  const learned =
    test <= 0
      ? values
      : scope.bindSql(
          `arraySlice(${values}, 1, greatest(toInt64(length(${values})) - ${test}, 0))`,
        );
  return seriesIf(series.array, outlierScores(values, learned, fences, scope));
}

/** series_periods_detect(series, shortest, longest, how many) */
function periodsDetect(call: Call): Sql {
  const { scope } = call;
  const series = seriesOf(arg(call, 0), scope);
  const bound = (place: number, otherwise: string): string =>
    scope.bindSql(`ifNull(${argAs(call, place, 'real').sql}, ${otherwise})`);
  const count = constantWhole(call, 3) ?? 1;
  if (count < 1 || count > 100) return call.node.refuse('It gives between 1 and 100 periods.');
  const scores = periodScores(series.reals, scope);
  const best = bestPeriods(scores, [bound(1, '0.'), bound(2, '1e9')], count, scope);
  return asColumns(
    [
      { name: 'periods', sql: `tupleElement(${best}, 1)`, kind: 'series' },
      { name: 'scores', sql: `tupleElement(${best}, 2)`, kind: 'series' },
    ],
    series.whole,
  );
}

/** series_periods_validate(series, period, …) */
function periodsValidate(call: Call): Sql {
  const { scope } = call;
  const series = seriesOf(arg(call, 0), scope);
  const scores = periodScores(series.reals, scope);
  const periods = scope.bindSql(
    `[${call.args
      .slice(1)
      .map((_, place) => `toFloat64(ifNull(${argAs(call, place + 1, 'real').sql}, 0.))`)
      .join(', ')}]`,
  );
  return asColumns(
    [
      { name: 'periods', sql: periods, kind: 'series' },
      {
        name: 'scores',
        sql: `arrayMap(p -> if(p >= 1 AND p <= length(${scores}), ${scores}[toUInt32(round(greatest(p, 1)))], 0.), ${periods})`,
        kind: 'series',
      },
    ],
    series.whole,
  );
}

/** The discrete Fourier transform, forwards or (divided by the length) backwards. */
function fourier(call: Call, sign: 1 | -1): Sql {
  const { scope } = call;
  const real = seriesOf(arg(call, 0), scope);
  const given = call.args[1];
  const imaginary = given === undefined ? undefined : seriesOf(given, scope);
  const other =
    imaginary === undefined
      ? `arrayWithConstant(length(${real.reals}), 0.)`
      : `arrayResize(${imaginary.reals}, length(${real.reals}), 0.)`;
  const values = scope.bindSql(`arrayZip(${real.reals}, ${other})`);
  const transformed = discreteTransform(values, sign, scope);
  const divisor = sign === 1 ? `length(${real.reals})` : '1';
  const part = (place: number): string =>
    `arrayMap(z -> tupleElement(z, ${place}) / ${divisor}, ${transformed})`;
  const alike =
    imaginary === undefined
      ? ''
      : ` AND ${imaginary.whole} AND length(${imaginary.reals}) = length(${real.reals})`;
  return asColumns(
    [
      { name: 'real', sql: part(1), kind: 'series' },
      { name: 'imag', sql: part(2), kind: 'series' },
    ],
    `${real.whole}${alike}`,
  );
}
