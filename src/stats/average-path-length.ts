const TABLE_LENGTH = 1024;
const TABLE = exactTable(TABLE_LENGTH);
const EULER_MASCHERONI = 0.577_215_664_901_532_9;

/** Mean depth of an unsuccessful search in a binary search tree of n keys: what a random tree would go on to
 *  reach below a leaf that still holds n rows, and the scale of an isolation score.
 *  c(n) = 2 H(n-1) - 2 (n-1) / n, with c(0) = c(1) = 0 and c(2) = 1. H is the exact harmonic number; the
 *  usual ln n + 0.577 is short by a quarter at n = 3, where most leaves are.
 *  @param n  rows, integer >= 0
 *  Liu, Ting & Zhou 2008, equation 1, https://doi.org/10.1109/ICDM.2008.17 */
export function averagePathLength(n: number): number {
  if (!(n >= 0)) throw new RangeError(`n must be >= 0, got ${n}`);
  if (n < TABLE_LENGTH) return TABLE[Math.trunc(n)] as number;
  return 2 * harmonic(n - 1) - (2 * (n - 1)) / n;
}

function exactTable(length: number): Float64Array {
  const table = new Float64Array(length);
  let sum = 1;
  for (let n = 2; n < length; n += 1) {
    table[n] = 2 * sum - (2 * (n - 1)) / n;
    sum += 1 / n;
  }
  return table;
}

/** Euler-Maclaurin; the first term left out is below 1e-20 for k >= 1,000. */
function harmonic(k: number): number {
  const square = k * k;
  return (
    Math.log(k) + EULER_MASCHERONI + 1 / (2 * k) - 1 / (12 * square) + 1 / (120 * square * square)
  );
}
