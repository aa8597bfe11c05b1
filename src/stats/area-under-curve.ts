/** Area under the receiver operating characteristic: the chance that a random anomaly scores higher than a
 *  random normal row, ties counting half. By ranks (Mann-Whitney), O(n log n). NaN when a class is empty.
 *  Says how well scores order rows; with one anomaly in a million it says little about alerts.
 *  @param isAnomaly  one entry a score, true or non-zero for anomalies
 *  Hanley & McNeil 1982, https://doi.org/10.1148/radiology.143.1.7063747 */
export function areaUnderCurve(
  scores: ArrayLike<number>,
  isAnomaly: ArrayLike<number | boolean>,
): number {
  const order = Int32Array.from({ length: scores.length }, (_, index) => index).toSorted(
    (a, b) => (scores[a] as number) - (scores[b] as number),
  );
  let anomalies = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end += 1;
    for (const index of order.subarray(start, end)) {
      if (!isAnomaly[index]) continue;
      anomalies += 1;
      rankSum += (start + 1 + end) / 2; // tied scores share their mean rank
    }
    start = end;
  }
  const pairs = anomalies * (scores.length - anomalies);
  return (rankSum - (anomalies * (anomalies + 1)) / 2) / pairs;
}
