import type { Chart } from './chart.ts';

const MOST_SLICES = 10;

export interface Slice {
  readonly label: string;
  readonly value: number;
  /** of the whole, in [0, 1] */
  readonly share: number;
}

/** The slices of a pie, greatest first, what is small gathered in one. Only what is positive counts. */
export function slicesOf({ series }: Chart): readonly Slice[] {
  const several = series.length > 1;
  const all = series
    .flatMap(({ name, points }) =>
      points.map(({ label, y }) => ({
        label: several ? `${name} ${label}`.trim() : label,
        value: Math.max(0, y ?? 0),
      })),
    )
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value);
  const total = all.reduce((sum, { value }) => sum + value, 0);
  const kept = all.length > MOST_SLICES ? all.slice(0, MOST_SLICES - 1) : all;
  const rest = total - kept.reduce((sum, { value }) => sum + value, 0);
  const others =
    kept.length === all.length
      ? []
      : [{ label: `${all.length - kept.length} others`, value: Number(rest.toPrecision(12)) }];
  return [...kept, ...others].map((slice) => ({ ...slice, share: slice.value / total }));
}
