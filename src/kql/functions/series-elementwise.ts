import type { Sql } from '../types.ts';
import { sqlOf } from '../types.ts';
import {
  elementReal,
  realElement,
  realIf,
  seriesIf,
  seriesOf,
  sideBySide,
} from '../series/values.ts';
import { arg, type Call, type FunctionTable, type ScalarFunction } from './function.ts';

/** A function of each element. */
const each =
  (sql: (v: string) => string): ScalarFunction =>
  (call) => {
    const { array, values } = seriesOf(arg(call, 0), call.scope);
    return seriesIf(array, `arrayMap(v -> ${sql('v')}, ${values})`);
  };

/** An operation on the elements of two series; whole numbers stay whole. */
const arithmetic =
  (operator: '+' | '-' | '*'): ScalarFunction =>
  (call) => {
    const { first, second, are } = pair(call);
    const reals = `arrayMap((a, b) -> ${elementReal('a')} ${operator} ${elementReal('b')}, ${first}, ${second})`;
    const whole = `toInt64OrNull(a) ${operator} toInt64OrNull(b)`;
    const element = `if(isNotNull(${whole}), toString(assumeNotNull(${whole})), ${realElement('r')})`;
    return text(are, `arrayMap((a, b, r) -> ${element}, ${first}, ${second}, ${reals})`);
  };

const real =
  (sql: (a: string, b: string) => string): ScalarFunction =>
  (call) => {
    const { first, second, are } = pair(call);
    return seriesIf(
      are,
      `arrayMap((a, b) -> ${sql(elementReal('a'), elementReal('b'))}, ${first}, ${second})`,
    );
  };

const comparison =
  (operator: string): ScalarFunction =>
  (call) => {
    const { first, second, are } = pair(call);
    const compared = `${elementReal('a')} ${operator} ${elementReal('b')}`;
    const element = `if(isNull(${compared}), 'null', if(${compared}, 'true', 'false'))`;
    return text(are, `arrayMap((a, b) -> ${element}, ${first}, ${second})`);
  };

function pair(call: Call) {
  return sideBySide(arg(call, 0), arg(call, 1), call.scope);
}

function text(condition: string, elements: string): Sql {
  return sqlOf(
    `if(${condition}, concat('[', arrayStringConcat(${elements}, ','), ']'), NULL)`,
    'dynamic',
  );
}

/** A number made of all elements; null unless all are numbers. */
const total =
  (sql: (reals: string) => string): ScalarFunction =>
  (call) => {
    const { whole, reals } = seriesOf(arg(call, 0), call.scope);
    return realIf(whole, sql(reals));
  };

/** series_*() that look at elements one by one, and those that sum them up. */
export const seriesElementwiseFunctions: FunctionTable = {
  series_abs: each((v) => `abs(${v})`),
  series_sign: each((v) => `toFloat64(sign(${v}))`),
  series_floor: each((v) => `floor(${v})`),
  series_ceiling: each((v) => `ceil(${v})`),
  series_exp: each((v) => `exp(${v})`),
  series_log: each((v) => `log(${v})`),
  series_sin: each((v) => `sin(${v})`),
  series_cos: each((v) => `cos(${v})`),
  series_tan: each((v) => `tan(${v})`),
  series_asin: each((v) => `asin(${v})`),
  series_acos: each((v) => `acos(${v})`),
  series_atan: each((v) => `atan(${v})`),
  series_add: arithmetic('+'),
  series_subtract: arithmetic('-'),
  series_multiply: arithmetic('*'),
  series_divide: real((a, b) => `${a} / ${b}`),
  series_pow: real((a, b) => `pow(${a}, ${b})`),
  series_equals: comparison('='),
  series_not_equals: comparison('!='),
  series_less: comparison('<'),
  series_less_equals: comparison('<='),
  series_greater: comparison('>'),
  series_greater_equals: comparison('>='),
  series_sum: total((reals) => `arraySum(${reals})`),
  series_product: total((reals) => `arrayProduct(${reals})`),
  series_magnitude: total((reals) => `sqrt(arraySum(v -> v * v, ${reals}))`),
  series_dot_product: (call) => {
    const { first, second, are } = pair(call);
    const products = call.scope.bindSql(
      `arrayMap((a, b) -> ${elementReal('a')} * ${elementReal('b')}, ${first}, ${second})`,
    );
    return realIf(`${are} AND NOT has(${products}, NULL)`, total1(products));
  },
  series_cosine_similarity: cosine,
  series_pearson_correlation: pearson,
};

function total1(values: string): string {
  return `arraySum(arrayMap(v -> assumeNotNull(v), ${values}))`;
}

/** The longer series is cut off; what is no number is left out. */
function cosine(call: Call): Sql {
  const [a, b] = [0, 1].map((place) => seriesOf(arg(call, place), call.scope));
  if (a === undefined || b === undefined) return call.node.refuse('It takes two series.');
  const length = `least(length(${a.values}), length(${b.values}))`;
  const pairs = call.scope.bindSql(
    `arrayFilter(p -> isNotNull(p.1) AND isNotNull(p.2), arrayZip(arraySlice(${a.values}, 1, ${length}), arraySlice(${b.values}, 1, ${length})))`,
  );
  const sum = (product: string): string => `arraySum(p -> assumeNotNull(${product}), ${pairs})`;
  const given = (place: number, otherwise: string): string => {
    const value = call.args[place];
    return value === undefined ? `sqrt(${sum(otherwise)})` : `toFloat64(${value.sql})`;
  };
  return realIf(
    `length(${pairs}) > 0`,
    `${sum('p.1 * p.2')} / (${given(2, 'p.1 * p.1')} * ${given(3, 'p.2 * p.2')})`,
  );
}

/** Null where the lengths differ or an element is no number. */
function pearson(call: Call): Sql {
  const [a, b] = [0, 1].map((place) => seriesOf(arg(call, place), call.scope));
  if (a === undefined || b === undefined) return call.node.refuse('It takes two series.');
  const centred = (reals: string): string =>
    call.scope.bindSql(
      `arrayMap((v, m) -> v - m, ${reals}, arrayWithConstant(length(${reals}), arraySum(${reals}) / length(${reals})))`,
    );
  const [x, y] = [centred(a.reals), centred(b.reals)];
  const same = `${a.whole} AND ${b.whole} AND length(${x}) = length(${y})`;
  // Rows of other lengths must not reach the lambda, which would throw.
  const shorter = `arrayResize(${y}, length(${x}), 0.)`;
  return realIf(
    same,
    `arraySum((x, y) -> x * y, ${x}, ${shorter}) / sqrt(arraySum(v -> v * v, ${x}) * arraySum(v -> v * v, ${y}))`,
  );
}
