import { sqlOf, type Sql } from '../types.ts';
import { argAs, type Call, type FunctionTable } from './function.ts';

/** The beta distribution, and Welch's test that is made of it. Out of range: NaN. */
export const betaFunctions: FunctionTable = {
  beta_cdf: (call) => {
    const [x, a, b] = numbers(call, 3);
    return real(`if(${x} < 0 OR ${x} > 1 OR ${a} <= 0 OR ${b} <= 0, nan, ${cdf(x, a, b)})`);
  },
  beta_pdf: (call) => {
    const [x, a, b] = numbers(call, 3);
    const density = `exp((${a} - 1) * log(${x}) + (${b} - 1) * log(1 - ${x}) + lgamma(${a} + ${b}) - lgamma(${a}) - lgamma(${b}))`;
    return real(`if(${x} < 0 OR ${x} > 1 OR ${a} <= 0 OR ${b} <= 0, nan, ${density})`);
  },
  beta_inv: (call) => {
    const [p, a, b] = numbers(call, 3);
    // Halving the interval 60 times leaves nothing to tell apart.
    // Its own names: those of cdf() are inside.
    const halved = `arrayFold((o, y) -> if(${cdf('((tupleElement(o, 1) + tupleElement(o, 2)) / 2)', a, b)} < ${p},
      tuple((tupleElement(o, 1) + tupleElement(o, 2)) / 2, tupleElement(o, 2)), tuple(tupleElement(o, 1), (tupleElement(o, 1) + tupleElement(o, 2)) / 2)), range(60), tuple(toFloat64(0), toFloat64(1)))`;
    return real(
      `multiIf(${a} <= 0 OR ${b} <= 0, nan, ${p} < 0 OR ${p} > 1, NULL, tupleElement(${halved}, 1))`,
    );
  },
  welch_test: (call) => {
    const [m1, v1, n1, m2, v2, n2] = numbers(call, 6);
    const [s1, s2] = [`(${v1} / ${n1})`, `(${v2} / ${n2})`];
    const t2 = `(pow(${m1} - ${m2}, 2) / (${s1} + ${s2}))`;
    const degrees = `(pow(${s1} + ${s2}, 2) / (pow(${s1}, 2) / (${n1} - 1) + pow(${s2}, 2) / (${n2} - 1)))`;
    const freedom = call.scope.bindSql(degrees);
    return real(
      cdf(call.scope.bindSql(`(${freedom} / (${freedom} + ${t2}))`), `(${freedom} / 2)`, '0.5'),
    );
  },
};

function real(sql: string): Sql {
  return sqlOf(sql, 'real');
}

function numbers(call: Call, count: number): [string, string, string, string, string, string] {
  if (call.args.length < count) call.node.refuse(`It takes ${count} numbers.`);
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = Array.from(
    { length: count },
    (_, place) => {
      // A null makes NaN: the folds want one type throughout.
      return call.scope.bindSql(`ifNull(${argAs(call, place, 'real').sql}, nan)`);
    },
  );
  return [a, b, c, d, e, f];
}

/** Regularised incomplete beta function by its continued fraction (modified Lentz).
 *  Numerical Recipes, section 6.4 */
function cdf(x: string, a: string, b: string): string {
  const front = `exp(lgamma(${a} + ${b}) - lgamma(${a}) - lgamma(${b}) + ${a} * log(${x}) + ${b} * log(1 - ${x}))`;
  const lower = `(${front} * ${fraction(a, b, x)} / ${a})`;
  const upper = `(1 - ${front} * ${fraction(b, a, `(1 - ${x})`)} / ${b})`;
  return `multiIf(${x} <= 0, 0., ${x} >= 1, 1., ${x} < (${a} + 1) / (${a} + ${b} + 2), ${lower}, ${upper})`;
}

const TINY = '1e-300';
const kept = (sql: string): string => `if(abs(${sql}) < ${TINY}, ${TINY}, ${sql})`;

/** The state is c, d and the fraction so far; two terms a round. */
function fraction(a: string, b: string, x: string): string {
  const even = `(m * (${b} - m) * ${x} / ((${a} - 1 + 2 * m) * (${a} + 2 * m)))`;
  const odd = `(-(${a} + m) * (${a} + ${b} + m) * ${x} / ((${a} + 2 * m) * (${a} + 1 + 2 * m)))`;
  const round = (state: string, term: string) => {
    const [c1, d1, h1] = [1, 2, 3].map((place) => `tupleElement(${state}, ${place})`);
    const nextD = `(1 / ${kept(`(1 + ${term} * ${d1 ?? ''})`)})`;
    const nextC = kept(`(1 + ${term} / ${c1 ?? ''})`);
    return `tuple(${nextC}, ${nextD}, ${h1 ?? ''} * ${nextC} * ${nextD})`;
  };
  const step = `arrayElement(arrayMap(q -> ${round('q', odd)}, [${round('s', even)}]), 1)`;
  const first = `(1 / ${kept(`(1 - (${a} + ${b}) * ${x} / (${a} + 1))`)})`;
  const start = `arrayElement(arrayMap(f -> tuple(toFloat64(1), f, f), [toFloat64(${first})]), 1)`;
  return `tupleElement(arrayFold((s, m) -> ${step}, range(1, 200), ${start}), 3)`;
}
