/** How unusual one sign-in is, 0 to 10, as the column InvestigationPriority of BehaviorAnalytics: two for
 *  each power of ten that the combined score leaves to chance. 2 is what comes once in ten days, 10 once
 *  in 100,000. It is rarity alone; what it is worth is the severity of the anomaly.
 *  Microsoft gives the range and not the formula.
 *  @param score  combined score in [0, 1) */
export function investigationPriority(score: number): number {
  return Math.min(10, Math.floor(-2 * Math.log10(1 - score) + 1e-9));
}
