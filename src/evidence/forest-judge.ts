import {
  decodeModel,
  FEATURES,
  kindOfColumn,
  oneHotOf,
  type Model,
  type StoredModel,
} from '../baselines/index.ts';
import { attributeScore, scoreRow, tailProbability, type OneHot } from '../stats/index.ts';
import type { ForestEvidence } from './evidence.ts';

/** Features named in an explanation at most. */
const NAMED = 4;

/** Asks one entity's forest; decodes it only when it is asked. */
export class ForestJudge {
  readonly #stored: StoredModel | null;
  readonly #isBorrowed: boolean;
  #model: Model | null = null;

  constructor(stored: StoredModel | null, isBorrowed: boolean) {
    this.#stored = stored;
    this.#isBorrowed = isBorrowed;
  }

  /** @param row     FEATURES of the sign-in
   *  @param sum     of its surprises, nats
   *  @param values  of its habits, for a forest that reads one-hot columns
   *  @returns null when there is no model, or when the sign-in is ordinary in every single feature:
   *  then the forest need not be asked */
  judge(row: Float32Array, sum: number, values: readonly string[]): ForestEvidence | null {
    if (this.#stored === null || sum < this.#stored.gate) return null;
    this.#model ??= decodeModel(this.#stored);
    const { forest, calibration, oneHot } = this.#model;
    // The caller writes the next sign-in's features into the same row.
    const own = oneHot === null ? row.slice() : oneHotOf(oneHot, values);
    const score = scoreRow(forest, own);
    return {
      score,
      tailProbability: tailProbability(calibration, score),
      isBorrowed: this.#isBorrowed,
      // Costs as much as a score, and only the few that become anomalies are explained.
      get attribution() {
        return mostImportant(attributeScore(forest, own), oneHot);
      },
    };
  }
}

/** The features that raised the score most, one-hot columns under the name of their habit. */
function mostImportant(
  attribution: Float64Array,
  oneHot: OneHot | null,
): ForestEvidence['attribution'] {
  return Array.from(attribution, (contribution, index) => ({ index, contribution }))
    .filter(({ contribution }) => contribution > 0)
    .toSorted((a, b) => b.contribution - a.contribution)
    .slice(0, NAMED)
    .map(({ index, contribution }) => ({
      feature: FEATURES[oneHot === null ? index : kindOfColumn(oneHot, index)]!,
      contribution,
    }));
}
