import {
  calibrate,
  decodeCalibration,
  decodeForest,
  encodeCalibration,
  encodeForest,
  outOfBagSampleSize,
  outOfBagScores,
  quantile,
  trainForest,
  type Forest,
  type TailCalibration,
} from '../stats/index.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { FEATURE_COUNT, FeatureFold, type PlacedEvent } from './features.ts';
import { DAY_MS, Habits } from './habits.ts';

type ForestSettings = JudgementSettings['forest'];

/** Rows a forest is calibrated on at most, the newest: more would only sharpen what is sharp. */
const MOST_ROWS = 400;

/** Sign-ins of an entity that come before its first training row: of the very first ones everything is
 *  new. Chosen by hand: as many as Entra ID Protection learns from. */
const BURN_IN = 10;

/** The forest is asked only about the most surprising part of the sign-ins: the part above this
 *  quantile of the entity's own. What is below is ordinary by every single feature. */
const GATE_QUANTILE = 0.8;

/** A trained forest with the entity's own scale. */
export interface Model {
  readonly forest: Forest;
  readonly calibration: TailCalibration;
}

/** What a training made of one entity. */
export interface TrainedModel extends Model {
  /** training rows: sign-ins that teach, after the first few */
  readonly trainedOn: number;
  /** days between the first and the last of them */
  readonly days: number;
  /** sum of surprises (nats) from which on the forest is asked */
  readonly gate: number;
}

/** Rows that train a forest: prequential, each from what was known before its sign-in. */
export interface TrainingRows {
  /** count x FEATURE_COUNT, row-major */
  readonly rows: Float32Array;
  readonly count: number;
  readonly days: number;
  /** sum of surprises of each row, nats */
  readonly sums: Float64Array;
}

/** Rows of one entity's sign-ins, oldest first; the newest MOST_ROWS of them. */
export function trainingRows(
  events: readonly PlacedEvent<number>[],
  asOfMs: number,
  halfLifeDays: number,
): TrainingRows {
  const fold = new FeatureFold<number>(new Habits<number>(asOfMs, halfLifeDays));
  const teaching = events.reduce((count, { teaches }) => count + Number(teaches), 0);
  const skipped = Math.max(BURN_IN, teaching - MOST_ROWS);
  const count = Math.max(0, teaching - skipped);
  const rows = new Float32Array(count * FEATURE_COUNT);
  const sums = new Float64Array(count);
  let seen = 0;
  let firstMs = Infinity;
  let lastMs = -Infinity;
  for (const event of events) {
    if (event.teaches) {
      if (seen >= skipped) {
        const row = seen - skipped;
        sums[row] = fold.features(event, rows, row * FEATURE_COUNT);
        firstMs = Math.min(firstMs, event.timeMs);
        lastMs = event.timeMs;
      }
      seen++;
    }
    fold.observe(event);
  }
  return { rows, count, days: count === 0 ? 0 : Math.ceil((lastMs - firstMs) / DAY_MS), sums };
}

/** Trains a forest on the rows.
 *  @param seed  the entity, so that each has its own random numbers, whatever else is trained */
export function trainModel(
  { rows, count, days, sums }: TrainingRows,
  settings: ForestSettings,
  seed: string,
): TrainedModel {
  const forest = trainForest(rows, count, FEATURE_COUNT, {
    trees: settings.trees,
    sampleSize: outOfBagSampleSize(count, settings.sampleSize),
    seed: `${settings.seed}:${seed}`,
  });
  const calibration = calibrate(outOfBagScores(forest, rows));
  return { forest, calibration, trainedOn: count, days, gate: quantile(sums, GATE_QUANTILE) };
}

export function encodeModel({ forest, calibration }: Model): {
  readonly forest: Uint8Array;
  readonly calibration: Uint8Array;
} {
  return { forest: encodeForest(forest), calibration: encodeCalibration(calibration) };
}

export function decodeModel(forest: Uint8Array, calibration: Uint8Array): Model {
  return { forest: decodeForest(forest), calibration: decodeCalibration(calibration) };
}
