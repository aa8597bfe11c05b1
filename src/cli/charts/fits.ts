import type { Series } from './chart.ts';

/** Deviation from a straight line, as a share of the range, that is put down to rounding. */
const STRAIGHT = 1e-6;
const FIT_NAMES = /(?:fit|trend|baseline|forecast|predict)/i;

/** Finds the lines that describe others: in a group of several, those that are straight or are called
 *  fit, trend, baseline or forecast. They are drawn as lines, and what they describe as points. */
export function withFits(series: readonly Series[]): Series[] {
  const groups = Map.groupBy(series, ({ group }) => group);
  return series.map((each) => {
    const others = (groups.get(each.group) ?? []).filter((other) => other !== each);
    if (isFit(each) && others.some((other) => !isFit(other))) return { ...each, role: 'fit' };
    if (others.some(isFit) && !isFit(each)) return { ...each, role: 'valuesOfFit' };
    return each;
  });
}

function isFit({ name, points }: Series): boolean {
  const column = name.slice(name.lastIndexOf(':') + 1);
  return FIT_NAMES.test(column) || isStraight(points.map(({ y }) => y));
}

function isStraight(values: readonly (number | null)[]): boolean {
  const [first, last] = [values[0] ?? null, values.at(-1) ?? null];
  if (values.length < 4 || first === null || last === null || first === last) return false;
  const step = (last - first) / (values.length - 1);
  return values.every(
    (value, index) =>
      value !== null && Math.abs(value - first - step * index) <= STRAIGHT * Math.abs(last - first),
  );
}
