import type { Finding } from '../detectors/index.ts';
import type { Aspect } from '../schema/aspects.ts';

/** No score claims more: logs are wrong more often. Chosen by hand, as for single findings. */
const LEAST_CHANCE = 1e-9;

export interface Combined {
  /** (0, 1]: 1 - the chance that an ordinary day brings all of this together */
  readonly score: number;
  /** the aspects that are odd; several findings of one aspect are one */
  readonly aspects: ReadonlySet<Aspect>;
}

/** One score of all findings: noisy-or over the aspects, each by its strongest finding,
 *
 *      score = 1 - product over aspects of (1 - strongest score)
 *
 *  which is 1 - the chance that unrelated innocent causes make all these aspects odd on one day. Within
 *  an aspect findings have one cause, so the strongest stands for all. The model reads the same values
 *  as the others: its chance is never multiplied with theirs, the smaller of the two counts.
 *  Too sure where aspects have one innocent cause (a journey with a new telephone); the severity rules
 *  allow for that.
 *  Pearl 1988, Probabilistic Reasoning in Intelligent Systems, 4.3.2.
 *  @param findings  at least one */
export function combine(findings: readonly Finding[]): Combined {
  const strongest = new Map<Aspect, number>();
  const aspects = new Set<Aspect>();
  let modelChance = 1;
  for (const { detector, aspect, score } of findings) {
    aspects.add(aspect);
    if (detector === MODEL) modelChance = Math.min(modelChance, 1 - score);
    else strongest.set(aspect, Math.max(strongest.get(aspect) ?? 0, score));
  }
  let chance = 1;
  for (const score of strongest.values()) chance *= 1 - score;
  return { score: 1 - Math.max(LEAST_CHANCE, Math.min(chance, modelChance)), aspects };
}

/** The detector whose evidence is that of all others. */
const MODEL = 'forest-score';
