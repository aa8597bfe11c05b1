/** Two-sided 95 %: the 0.975-quantile of the standard normal distribution. */
const Z_95 = 1.959_963_984_540_054;

/** Interval for the rate behind `successes` of `trials`, by Wilson's score method.
 *  Keeps its coverage at small counts and at rates near 0 and 1, where the textbook interval collapses to a point.
 *  No trials say nothing: [0, 1].
 *  @param z  standard normal quantile of the wanted confidence
 *  @throws RangeError unless 0 <= successes <= trials
 *  Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953 */
export function wilsonInterval(
  successes: number,
  trials: number,
  z = Z_95,
): { readonly low: number; readonly high: number } {
  if (!(successes >= 0 && successes <= trials)) {
    throw new RangeError(`successes must be in [0, ${trials}], got ${successes}`);
  }
  if (trials === 0) return { low: 0, high: 1 };
  const rate = successes / trials;
  const square = z * z;
  const centre = rate + square / (2 * trials);
  const spread = z * Math.sqrt((rate * (1 - rate)) / trials + square / (4 * trials * trials));
  const scale = 1 + square / trials;
  return {
    low: successes === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: successes === trials ? 1 : Math.min(1, (centre + spread) / scale),
  };
}
