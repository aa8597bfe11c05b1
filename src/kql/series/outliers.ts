import type { Scope } from '../scope.ts';

/** What 10 and 90 percent must be stretched by, so that 1.5 means the same fence as 25 and 75 percent
 *  do on a normal distribution: 1.5 / ((2.698 - 1.2816) / 2.5631). Read from the pictures in Kusto's
 *  documentation, which gives no formula. */
const CUSTOM_FACTOR = 2.7145;

export interface Fences {
  readonly kind: 'tukey' | 'ctukey';
  /** percentiles that the distance is measured from; of ctukey only */
  readonly low: number;
  readonly high: number;
}

/** Tukey's scores: how many times the distance between two percentiles a value lies outside of them;
 *  0 inside, and for what is missing.
 *  @param values bound Array(Nullable(Float64))
 *  @param learned bound, those that the percentiles are taken of
 *  @returns Array(Float64) */
export function outlierScores(
  values: string,
  learned: string,
  { kind, low, high }: Fences,
  scope: Scope,
): string {
  const sorted = scope.bindSql(
    `arraySort(arrayMap(v -> assumeNotNull(v), arrayFilter(v -> isNotNull(v) AND NOT isNaN(v), ${learned})))`,
  );
  const percentile = (percent: number): string =>
    scope.bindSql(
      `arrayElement(${sorted}, greatest(1, toInt64(ceil(${percent} / 100 * length(${sorted})))))`,
    );
  const [from, to] = kind === 'tukey' ? [25, 75] : [low, high];
  const factor = kind === 'tukey' ? 1 : CUSTOM_FACTOR;
  const [lower, upper] = [percentile(from), percentile(to)];
  const spread = scope.bindSql(`${upper} - ${lower}`);
  const score = `multiIf(v > ${upper}, (v - ${upper}) / ${spread} * ${factor}, v < ${lower}, (v - ${lower}) / ${spread} * ${factor}, 0.)`;
  return `arrayMap(v -> ifNull(${score}, 0.), ${values})`;
}
