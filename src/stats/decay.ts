/** A count that forgets: each observation weighs 1 when it happens and half as much each half-life later.
 *  `count` is the weight as of `atMs`, the newest observation; merging and late observations are exact. */
export interface DecayedCount {
  readonly count: number;
  readonly atMs: number;
}

/** What a weight comes to after a time: weight * 2^(-elapsed / half-life).
 *  A negative time gives back what was forgotten. An infinite half-life forgets nothing.
 *  @param halfLifeMs  > 0
 *  @throws RangeError when halfLifeMs is not > 0 */
export function decayedWeight(weight: number, elapsedMs: number, halfLifeMs: number): number {
  if (!(halfLifeMs > 0)) throw new RangeError(`halfLifeMs must be > 0, got ${halfLifeMs}`);
  return weight === 0 || halfLifeMs === Infinity ? weight : weight * 2 ** (-elapsedMs / halfLifeMs);
}

/** The count with one more observation, in any order of time. */
export function observeDecayed(
  before: DecayedCount | null,
  atMs: number,
  halfLifeMs: number,
  weight = 1,
): DecayedCount {
  return mergeDecayed(before, { count: weight, atMs }, halfLifeMs);
}

/** The count of the observations of both. */
export function mergeDecayed(
  a: DecayedCount | null,
  b: DecayedCount | null,
  halfLifeMs: number,
): DecayedCount {
  if (a === null || b === null) return a ?? b ?? { count: 0, atMs: -Infinity };
  const atMs = Math.max(a.atMs, b.atMs);
  return { count: decayedCountAt(a, atMs, halfLifeMs) + decayedCountAt(b, atMs, halfLifeMs), atMs };
}

/** The count as of a time. */
export function decayedCountAt(decayed: DecayedCount, timeMs: number, halfLifeMs: number): number {
  return decayedWeight(decayed.count, timeMs - decayed.atMs, halfLifeMs);
}
