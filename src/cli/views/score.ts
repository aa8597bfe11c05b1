/** A score in [0, 1] cut to what tells it from 1, never rounded up to it: 0.98, 0.998, 0.99999
 *  (for whatever is closer still, so that scores stay in their column). */
export function scoreText(score: number): string {
  if (score >= 1) return '1';
  const digits = Math.min(5, Math.max(2, Math.ceil(-Math.log10(1 - score) - 1e-9)));
  return (Math.floor(score * 10 ** digits + 1e-6) / 10 ** digits).toFixed(digits);
}
