import type { Series } from './chart.ts';

/** Each series raised by those before it, point by point of x; no value counts as 0. */
export function stackedOn(series: readonly Series[]): Series[] {
  const reached = new Map<number, number>();
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))];
  xs.sort((a, b) => a - b);
  return series.map((each) => {
    const byX = new Map(each.points.map((point) => [point.x, point]));
    const points = xs.map((x) => {
      const point = byX.get(x) ?? { x, y: null, label: '', anomaly: 0 };
      const top = (reached.get(x) ?? 0) + (point.y ?? 0);
      reached.set(x, top);
      return { ...point, y: top };
    });
    return { ...each, points };
  });
}
