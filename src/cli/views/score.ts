/** A score in [0, 1] cut to what tells it from 1, never rounded up to it: 0.98, 0.9983, 0.99999. */
export function scoreText(score: number): string {
  if (score >= 1) return '1';
  const digits = Math.min(9, Math.max(2, Math.ceil(-Math.log10(1 - score) - 1e-9)));
  return (Math.floor(score * 10 ** digits + 1e-6) / 10 ** digits).toFixed(digits);
}
