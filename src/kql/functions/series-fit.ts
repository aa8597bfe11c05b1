import { lineAt, lineThrough } from '../series/line.ts';
import { asBag, asColumns, type Part } from '../series/parts.ts';
import { fitPolynomial } from '../series/polynomial.ts';
import { twoLines } from '../series/two-lines.ts';
import { positions, seriesOf, type Series } from '../series/values.ts';
import type { Sql } from '../types.ts';
import { arg, constantWhole, type Call, type FunctionTable } from './function.ts';

/** Lines and curves of least squares. x counts 1, 2, 3 …; series with gaps give null. */
export const seriesFitFunctions: FunctionTable = {
  series_fit_line: (call) => {
    const { series, parts } = line(call);
    return asColumns(parts, fits(series));
  },
  series_fit_line_dynamic: (call) => {
    const { series, parts } = line(call);
    return asBag(parts, fits(series), call.scope);
  },
  series_fit_2lines: (call) => {
    const series = seriesOf(arg(call, 0), call.scope);
    return asColumns(twoLines(series.reals, call.scope), splits(series));
  },
  series_fit_2lines_dynamic: (call) => {
    const series = seriesOf(arg(call, 0), call.scope);
    return asBag(twoLines(series.reals, call.scope), splits(series), call.scope);
  },
  series_fit_poly: fitPoly,
};

function fits({ whole, reals }: Series): string {
  return `${whole} AND length(${reals}) > 0`;
}

/** Each side needs two points. */
function splits({ whole, reals }: Series): string {
  return `${whole} AND length(${reals}) >= 4`;
}

function line(call: Call): { series: Series; parts: readonly Part[] } {
  const series = seriesOf(arg(call, 0), call.scope);
  const { reals } = series;
  const fitted = lineThrough(reals, call.scope);
  const { slope, interception, total, residual } = fitted;
  return {
    series,
    parts: [
      { name: 'rsquare', sql: `1 - ${residual} / ${total}`, kind: 'real' },
      { name: 'slope', sql: slope, kind: 'real' },
      { name: 'variance', sql: `${total} / (length(${reals}) - 1)`, kind: 'real' },
      { name: 'rvariance', sql: `${residual} / (length(${reals}) - 1)`, kind: 'real' },
      { name: 'interception', sql: interception, kind: 'real' },
      { name: 'line_fit', sql: lineAt(fitted, reals), kind: 'series' },
    ],
  };
}

/** series_fit_poly(y, x, degree) */
function fitPoly(call: Call): Sql {
  const { scope } = call;
  const y = seriesOf(arg(call, 0), scope);
  const given = call.args[1];
  const x = given === undefined ? undefined : seriesOf(given, scope);
  const degree = constantWhole(call, 2) ?? 1;
  if (degree < 1 || degree > 20) return call.node.refuse('The degree must lie between 1 and 20.');
  // Rows of other lengths must not reach the lambdas, which would throw.
  const xs =
    x === undefined
      ? scope.bindSql(positions(y.reals))
      : scope.bindSql(`arrayResize(${x.reals}, length(${y.reals}), 0.)`);
  const alike =
    x === undefined ? '' : ` AND ${x.whole} AND length(${x.reals}) = length(${y.reals})`;
  return asColumns(
    fitPolynomial(xs, y.reals, degree, scope),
    `${y.whole}${alike} AND length(${y.reals}) > ${degree}`,
  );
}
