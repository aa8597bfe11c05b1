import type { Scope } from '../scope.ts';

/** Fast Fourier transform in SQL: Stockham's radix-2, which needs no reordering, over chunks that
 *  halve in number at each stage. Everything lies in arrays beside each other, so that nothing is
 *  captured by a lambda (see Series). Complex numbers are Tuple(Float64, Float64). */

const RE = (z: string): string => `tupleElement(${z}, 1)`;
const IM = (z: string): string => `tupleElement(${z}, 2)`;
const EMPTY = `CAST([], 'Array(Tuple(Float64, Float64))')`;

/** The smallest power of two that is at least `length`, at most 2^22. */
export function powerOfTwo(length: string): string {
  return `bitShiftLeft(toUInt64(1), toUInt8(ceil(log2(greatest(1, least(${length}, 4194304))))))`;
}

/** The transform of an array of complex numbers.
 *  @param values bound; its length must be a power of two */
export function transform(values: string, scope: Scope): string {
  const half = 'intDiv(length(x), 2)';
  const angle = '(-2 * pi() * p / n)';
  const difference = `(${RE('u')} - ${RE('v')}, ${IM('u')} - ${IM('v')})`;
  const turned = product('d', `(cos(${angle}), sin(${angle}))`);
  const chunk = `arrayConcat(
    arrayMap((u, v) -> (${RE('u')} + ${RE('v')}, ${IM('u')} + ${IM('v')}), a, b),
    arrayMap(d -> ${turned}, arrayMap((u, v) -> ${difference}, a, b)))`;
  const stage = `arrayMap((a, b, p, n) -> ${chunk}, arraySlice(x, 1, ${half}), arraySlice(x, ${half} + 1),
    range(toUInt64(${half})), arrayWithConstant(${half}, length(x)))`;
  const stages = scope.bindSql(`range(toUInt64(round(log2(greatest(1, length(${values}))))))`);
  const chunks = scope.bindSql(`arrayMap(z -> [z], ${values})`);
  return scope.bindSql(
    `if(empty(${values}), ${EMPTY}, arrayElement(arrayFold((x, s) -> ${stage}, ${stages}, ${chunks}), 1))`,
  );
}

/** The product of two complex numbers, as SQL of a tuple. */
export function product(a: string, b: string): string {
  return `(${RE(a)} * ${RE(b)} - ${IM(a)} * ${IM(b)}, ${RE(a)} * ${IM(b)} + ${IM(a)} * ${RE(b)})`;
}

/** The discrete Fourier transform of any length (Bluestein 1970, by a convolution of a power of two).
 *  @param values bound array of complex numbers
 *  @param sign -1 forwards, 1 backwards (not divided by the length) */
export function discreteTransform(values: string, sign: 1 | -1, scope: Scope): string {
  const n = scope.bindSql(`length(${values})`);
  const at = scope.bindSql(`range(${n})`);
  // k² is taken modulo 2n: the angle stays small, and so exact.
  const angles = `arrayMap((k, n) -> ${sign} * pi() * ((toUInt64(k) * k) % (2 * n)) / n, ${at}, arrayWithConstant(${n}, ${n}))`;
  const chirp = scope.bindSql(`arrayMap(t -> (cos(t), sin(t)), ${angles})`);
  const size = scope.bindSql(`if(${n} = 0, 0, ${powerOfTwo(`2 * ${n}`)})`);
  const zero = '(0., 0.)';
  const turned = scope.bindSql(
    `arrayResize(arrayMap((z, c) -> ${product('z', 'c')}, ${values}, ${chirp}), ${size}, ${zero})`,
  );
  const conjugate = scope.bindSql(`arrayMap(c -> (${RE('c')}, -${IM('c')}), ${chirp})`);
  // The chirp is even: its second half lies at the end of the circle.
  const circle = scope.bindSql(
    `if(${n} = 0, ${EMPTY}, arrayConcat(arrayResize(${conjugate}, ${size} - ${n} + 1, ${zero}), arrayReverse(arraySlice(${conjugate}, 2))))`,
  );
  const [a, b] = [transform(turned, scope), transform(circle, scope)];
  const multiplied = scope.bindSql(`arrayMap((a, b) -> ${product('a', 'b')}, ${a}, ${b})`);
  // The inverse transform by the forward one of the conjugate.
  const swapped = scope.bindSql(`arrayMap(z -> (${RE('z')}, -${IM('z')}), ${multiplied})`);
  const back = transform(swapped, scope);
  const scaled = `arrayMap((z, m) -> (${RE('z')} / m, -${IM('z')} / m), arraySlice(${back}, 1, ${n}), arrayWithConstant(${n}, ${size}))`;
  return scope.bindSql(`arrayMap((z, c) -> ${product('z', 'c')}, ${scaled}, ${chirp})`);
}

/** How like itself a series is when moved by 0, 1, 2 … places: between -1 and 1 for a stationary one,
 *  each divided by the number of pairs it is made of. NaN for a constant series.
 *  @param reals bound Array(Float64)
 *  @returns bound Array(Float64) of the length of `reals` */
export function autocorrelation(reals: string, scope: Scope): string {
  const n = scope.bindSql(`length(${reals})`);
  const size = scope.bindSql(`if(${n} = 0, 0, ${powerOfTwo(`2 * ${n}`)})`);
  const centred = scope.bindSql(
    `arrayResize(arrayMap((v, m) -> (v - m, 0.), ${reals}, arrayWithConstant(${n}, arraySum(${reals}) / ${n})), ${size}, (0., 0.))`,
  );
  const spectrum = transform(centred, scope);
  const power = scope.bindSql(
    `arrayMap(z -> (${RE('z')} * ${RE('z')} + ${IM('z')} * ${IM('z')}, 0.), ${spectrum})`,
  );
  const sums = scope.bindSql(`arraySlice(${transform(power, scope)}, 1, ${n})`);
  const first = scope.bindSql(`tupleElement(arrayElement(${sums}, 1), 1)`);
  // Of a constant series only rounding is left.
  const floor = `arraySum(z -> ${RE('z')} * ${RE('z')}, ${centred}) <= 1e-24 * arraySum(v -> v * v, ${reals})`;
  const variance = scope.bindSql(`if(${floor}, nan, ${first})`);
  return scope.bindSql(
    `arrayMap((z, k, n, v) -> ${RE('z')} / v * n / (n - k + 1), ${sums}, arrayEnumerate(${sums}), arrayWithConstant(${n}, ${n}), arrayWithConstant(${n}, ${variance}))`,
  );
}
