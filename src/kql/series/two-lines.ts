import type { Scope } from '../scope.ts';
import { lineAt, lineThrough } from './line.ts';
import type { Part } from './parts.ts';

/** Two straight lines, split where the squared distances of both are least; each has two points at
 *  least. x counts from 1 on either side, as if series_fit_line() were called twice.
 *  @param reals bound Array(Float64) */
export function twoLines(reals: string, scope: Scope): readonly Part[] {
  const split = scope.bindSql(bestSplit(reals, scope));
  const left = scope.bindSql(`arraySlice(${reals}, 1, ${split})`);
  const right = scope.bindSql(`arraySlice(${reals}, ${split} + 1)`);
  const [leftLine, rightLine] = [lineThrough(left, scope), lineThrough(right, scope)];
  const { total } = lineThrough(reals, scope);
  const residual = scope.bindSql(`${leftLine.residual} + ${rightLine.residual}`);
  const side = (name: string, series: string, line: typeof leftLine): readonly Part[] => [
    { name: `${name}_rsquare`, sql: `1 - ${line.residual} / ${line.total}`, kind: 'real' },
    { name: `${name}_slope`, sql: line.slope, kind: 'real' },
    { name: `${name}_interception`, sql: line.interception, kind: 'real' },
    { name: `${name}_variance`, sql: `${line.total} / (length(${series}) - 1)`, kind: 'real' },
    { name: `${name}_rvariance`, sql: `${line.residual} / (length(${series}) - 1)`, kind: 'real' },
  ];
  return [
    { name: 'rsquare', sql: `1 - ${residual} / ${total}`, kind: 'real' },
    { name: 'split_idx', sql: `toInt64(${split})`, kind: 'long' },
    { name: 'variance', sql: `${total} / (length(${reals}) - 1)`, kind: 'real' },
    { name: 'rvariance', sql: `${residual} / (length(${reals}) - 1)`, kind: 'real' },
    {
      name: 'line_fit',
      sql: `arrayConcat(${lineAt(leftLine, left)}, ${lineAt(rightLine, right)})`,
      kind: 'series',
    },
    ...side('right', right, rightLine),
    ...side('left', left, leftLine),
  ];
}

/** How many points lie left of the best split. The distances of all splits come from running sums,
 *  taken from the mean so that large values lose nothing. */
function bestSplit(reals: string, scope: Scope): string {
  const centred = scope.bindSql(
    `arrayMap((y, m) -> y - m, ${reals}, arrayWithConstant(length(${reals}), arraySum(${reals}) / length(${reals})))`,
  );
  const backwards = scope.bindSql(`arrayReverse(${centred})`);
  const left = scope.bindSql(residuals(centred));
  const right = scope.bindSql(`arrayReverse(${residuals(backwards)})`);
  // left[k] is the line through the first k points, right[k + 1] the one through the others.
  const count = `greatest(toInt64(length(${left})) - 3, 0)`;
  const splits = `arrayMap((l, r) -> l + r, arraySlice(${left}, 2, ${count}), arraySlice(${right}, 3, ${count}))`;
  const all = scope.bindSql(`arrayPushBack(${splits}, inf)`);
  return `indexOf(${all}, arrayMin(${all})) + 1`;
}

/** For each k the squared distances of the line through the first k points. */
function residuals(values: string): string {
  const at = `arrayMap(i -> toFloat64(i), arrayEnumerate(${values}))`;
  const sums = [
    `arrayCumSum(${values})`,
    `arrayCumSum(y -> y * y, ${values})`,
    `arrayCumSum((x, y) -> x * y, ${at}, ${values})`,
  ];
  const xx = '(k * (k * k - 1) / 12)';
  const xy = '(sxy - sy * (k + 1) / 2)';
  const yy = '(syy - sy * sy / k)';
  return `arrayMap((k, sy, syy, sxy) -> if(k < 2, 0., greatest(0., ${yy} - ${xy} * ${xy} / ${xx})), ${at}, ${sums.join(', ')})`;
}
