import type { Scope } from '../scope.ts';
import type { Part } from './parts.ts';

/** The polynomial of least squares, by polynomials that are orthogonal over the points, which stays
 *  exact where the normal equations would not (Forsythe 1957, https://doi.org/10.1137/0105007).
 *  @param x bound Array(Float64)
 *  @param y bound Array(Float64) of the same length */
export function fitPolynomial(x: string, y: string, degree: number, scope: Scope): readonly Part[] {
  const fitted = orthogonalFit(x, y, degree, scope);
  const mean = scope.bindSql(`arraySum(${y}) / length(${y})`);
  const total = scope.bindSql(`arraySum(v -> (v - ${mean}) * (v - ${mean}), ${y})`);
  const residual = scope.bindSql(`arraySum((v, f) -> (v - f) * (v - f), ${y}, ${fitted.values})`);
  return [
    { name: 'rsquare', sql: `1 - ${residual} / ${total}`, kind: 'real' },
    { name: 'coefficients', sql: `arrayReverse(${fitted.coefficients})`, kind: 'series' },
    { name: 'variance', sql: `${total} / (length(${y}) - 1)`, kind: 'real' },
    { name: 'rvariance', sql: `${residual} / (length(${y}) - 1)`, kind: 'real' },
    { name: 'poly_fit', sql: fitted.values, kind: 'series' },
  ];
}

interface Polynomial {
  /** its values at the points */
  readonly values: string;
  /** its coefficients, of the lowest power first */
  readonly coefficients: string;
}

function orthogonalFit(x: string, y: string, degree: number, scope: Scope): Polynomial {
  const added = (a: string, b: string): string =>
    scope.bindSql(`arrayMap((a, b) -> a + b, ${a}, ${b})`);
  const pad = (coefficients: string): string => `arrayResize(${coefficients}, ${degree + 1}, 0.)`;
  const squared = (p: Polynomial): string => scope.bindSql(dot(p.values, p.values));

  let before: Polynomial | undefined;
  let current: Polynomial = {
    values: scope.bindSql(`arrayWithConstant(length(${x}), 1.)`),
    coefficients: scope.bindSql(pad('[1.]')),
  };
  let sum: Polynomial | undefined;
  for (let power = 0; power <= degree; power++) {
    const norm = squared(current);
    const share = scope.bindSql(`${dot(y, current.values)} / ${norm}`);
    const part = {
      values: scope.bindSql(scaled(current.values, share)),
      coefficients: scope.bindSql(scaled(current.coefficients, share)),
    };
    sum =
      sum === undefined
        ? part
        : {
            values: added(sum.values, part.values),
            coefficients: added(sum.coefficients, part.coefficients),
          };
    // p(k + 1) = (x - alpha) p(k) - beta p(k - 1)
    const times = scope.bindSql(`arrayMap((a, b) -> a * b, ${x}, ${current.values})`);
    const alpha = scope.bindSql(`${dot(times, current.values)} / ${norm}`);
    const raised = scope.bindSql(`arrayPopBack(arrayPushFront(${current.coefficients}, 0.))`);
    let next = {
      values: added(times, scaled(current.values, `-${alpha}`)),
      coefficients: added(raised, scaled(current.coefficients, `-${alpha}`)),
    };
    if (before !== undefined) {
      const beta = scope.bindSql(`-${norm} / ${squared(before)}`);
      next = {
        values: added(next.values, scaled(before.values, beta)),
        coefficients: added(next.coefficients, scaled(before.coefficients, beta)),
      };
    }
    before = current;
    current = next;
  }
  return sum ?? current;
}

function dot(a: string, b: string): string {
  return `arraySum((a, b) -> a * b, ${a}, ${b})`;
}

function scaled(a: string, factor: string): string {
  return `arrayMap(v -> v * ${factor}, ${a})`;
}
