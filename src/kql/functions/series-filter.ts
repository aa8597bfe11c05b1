import { convert } from '../convert.ts';
import { realLiteral } from '../literals.ts';
import { seriesIf, seriesOf } from '../series/values.ts';
import type { Sql } from '../types.ts';
import { arg, argAs, type Call, type FunctionTable } from './function.ts';

/** Digital filters over a series. */
export const seriesFilterFunctions: FunctionTable = {
  series_fir: fir,
  series_iir: iir,
};

/** y[i] = f[0] x[i] + f[1] x[i-1] + …; what lies outside of the series is 0. */
function fir(call: Call): Sql {
  const { scope } = call;
  const series = seriesOf(arg(call, 0), scope);
  const filter = seriesOf(arg(call, 1), scope);
  const negative = `arrayExists(f -> f < 0, ${filter.reals})`;
  const normalize =
    call.args[2] === undefined
      ? `NOT ${negative}`
      : `ifNull(${argAs(call, 2, 'bool').sql}, NOT ${negative})`;
  const center =
    call.args[3] === undefined ? 'false' : `ifNull(${argAs(call, 3, 'bool').sql}, false)`;
  const normalized = scope.bindSql(normalize);
  const divisor = scope.bindSql(`if(${normalized}, arraySum(${filter.reals}), 1.)`);
  const ahead = scope.bindSql(`if(${center}, intDiv(length(${filter.reals}), 2), 0)`);
  const count = scope.bindSql(`length(${series.reals})`);
  // The series is moved on by one place for each coefficient and added up.
  const padded = scope.bindSql(`arrayConcat(${series.reals}, arrayWithConstant(${ahead}, 0.))`);
  const zeros = `arrayWithConstant(length(${padded}), 0.)`;
  const moved = `arrayResize(arrayConcat(arrayWithConstant(j, 0.), ${padded}), length(${padded}))`;
  const sums = `arrayFold((acc, f, j) -> arrayMap((s, x, c) -> s + c * x, acc, ${moved}, arrayWithConstant(length(acc), f)),
    ${filter.reals}, arrayMap(j -> toUInt64(j - 1), arrayEnumerate(${filter.reals})), ${zeros})`;
  const result = `arrayMap(s -> s / ${divisor}, arraySlice(${sums}, ${ahead} + 1, ${count}))`;
  const allowed = `NOT (${normalized} AND ${negative})`;
  return seriesIf(`${series.whole} AND ${filter.whole} AND ${allowed}`, result);
}

/** y[i] = (b[0] x[i] + b[1] x[i-1] + … - a[1] y[i-1] - a[2] y[i-2] - …) / a[0] */
function iir(call: Call): Sql {
  const { scope } = call;
  const series = seriesOf(arg(call, 0), scope);
  const numerators = coefficients(call, 1);
  const [first = 0, ...rest] = coefficients(call, 2);
  if (first === 0) return call.node.refuse('The first denominator must not be 0.');
  const before = (name: string, steps: number): string =>
    steps === 0
      ? series.reals
      : `arrayResize(arrayConcat(arrayWithConstant(${steps}, 0.), ${name}), length(${name}))`;
  const names = numerators.map((_, place) => `x${place}`);
  const terms = numerators.map((b, place) => `${realLiteral(b)} * x${place}`);
  const forward = scope.bindSql(
    `arrayMap((${names.join(', ')}) -> ${terms.join(' + ')}, ${numerators.map((_, place) => before(series.reals, place)).join(', ')})`,
  );
  // An index before the first element gives 0.
  const feedback = rest.map((a, place) => ` - ${realLiteral(a)} * acc[-${place + 1}]`).join('');
  const result = `arrayFold((acc, x) -> arrayPushBack(acc, (x${feedback}) / ${realLiteral(first)}), ${forward}, emptyArrayFloat64())`;
  return seriesIf(series.whole, result);
}

/** The numbers of a constant array. */
function coefficients(call: Call, place: number): readonly number[] {
  const { value } = convert(arg(call, place), 'dynamic', call.scope);
  const list: unknown = typeof value === 'string' ? JSON.parse(value) : undefined;
  const node = call.node.argumentNodes[place] ?? call.node;
  if (!Array.isArray(list) || list.length === 0 || list.length > 100) {
    return node.refuse(
      'It must be a constant array of 1 to 100 numbers, such as dynamic([1, -1]).',
    );
  }
  return list.map((each: unknown) =>
    typeof each === 'number' ? each : node.refuse('Coefficients are numbers.'),
  );
}
