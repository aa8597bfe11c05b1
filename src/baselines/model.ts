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
  type OneHot,
  type TailCalibration,
} from '../stats/index.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { FEATURE_COUNT, FeatureFold, type PlacedEvent } from './features.ts';
import { DAY_MS, Habits } from './habits.ts';
import { decodeOneHot, encodeOneHot, oneHotTraining } from './one-hot-model.ts';

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
  /** null = it reads FEATURES */
  readonly oneHot: OneHot | null;
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
  /** the sign-ins of the rows */
  readonly events: readonly PlacedEvent<number>[];
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
  const taught: PlacedEvent<number>[] = [];
  let seen = 0;
  let firstMs = Infinity;
  let lastMs = -Infinity;
  for (const event of events) {
    if (event.teaches) {
      if (seen >= skipped) {
        const row = seen - skipped;
        sums[row] = fold.features(event, rows, row * FEATURE_COUNT);
        taught.push(event);
        firstMs = Math.min(firstMs, event.timeMs);
        lastMs = event.timeMs;
      }
      seen++;
    }
    fold.observe(event);
  }
  const days = count === 0 ? 0 : Math.ceil((lastMs - firstMs) / DAY_MS);
  return { rows, count, days, sums, events: taught };
}

/** Trains a forest on the rows.
 *  @param seed  the entity, so that each has its own random numbers, whatever else is trained */
export function trainModel(
  { rows, count, days, sums, events }: TrainingRows,
  settings: ForestSettings,
  seed: string,
): TrainedModel {
  const oneHot = settings.encoding === 'one-hot' ? oneHotTraining(events) : null;
  const features = oneHot?.rows ?? rows;
  const forest = trainForest(features, count, oneHot?.encoding.width ?? FEATURE_COUNT, {
    trees: settings.trees,
    sampleSize: outOfBagSampleSize(count, settings.sampleSize),
    seed: `${settings.seed}:${seed}`,
  });
  return {
    forest,
    calibration: calibrate(outOfBagScores(forest, features)),
    oneHot: oneHot?.encoding ?? null,
    trainedOn: count,
    days,
    gate: quantile(sums, GATE_QUANTILE),
  };
}

/** A model as it is stored. */
export interface EncodedModel {
  readonly forest: Uint8Array;
  readonly calibration: Uint8Array;
  /** '' = it reads FEATURES */
  readonly oneHot: string;
}

export function encodeModel({ forest, calibration, oneHot }: Model): EncodedModel {
  return {
    forest: encodeForest(forest),
    calibration: encodeCalibration(calibration),
    oneHot: oneHot === null ? '' : encodeOneHot(oneHot),
  };
}

export function decodeModel({ forest, calibration, oneHot }: EncodedModel): Model {
  return {
    forest: decodeForest(forest),
    calibration: decodeCalibration(calibration),
    oneHot: decodeOneHot(oneHot),
  };
}
