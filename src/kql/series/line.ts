import type { Scope } from '../scope.ts';
import { positions } from './values.ts';

/** The straight line of least squares through a series; x counts from 1, as in Kusto. All bound. */
export interface Line {
  readonly slope: string;
  readonly interception: string;
  /** sum of the squared distances from the mean */
  readonly total: string;
  /** sum of the squared distances from the line */
  readonly residual: string;
}

/** @param reals bound Array(Float64); NaN where it has less than two elements */
export function lineThrough(reals: string, scope: Scope): Line {
  const x = scope.bindSql(positions(reals));
  const meanX = scope.bindSql(`(length(${reals}) + 1) / 2`);
  const meanY = scope.bindSql(`arraySum(${reals}) / length(${reals})`);
  const total = scope.bindSql(`arraySum(y -> (y - ${meanY}) * (y - ${meanY}), ${reals})`);
  const xy = `arraySum((x, y) -> (x - ${meanX}) * (y - ${meanY}), ${x}, ${reals})`;
  const xx = `arraySum(x -> (x - ${meanX}) * (x - ${meanX}), ${x})`;
  const slope = scope.bindSql(`${xy} / ${xx}`);
  const interception = scope.bindSql(`${meanY} - ${slope} * ${meanX}`);
  const residual = scope.bindSql(
    `arraySum((x, y) -> pow(y - (${slope} * x + ${interception}), 2), ${x}, ${reals})`,
  );
  return { slope, interception, total, residual };
}

/** The line's values at positions 1 … n of `reals`. */
export function lineAt({ slope, interception }: Line, reals: string): string {
  return `arrayMap(x -> ${slope} * x + ${interception}, ${positions(reals)})`;
}
