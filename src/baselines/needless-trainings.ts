import type { JudgementSettings } from '../schema/settings.ts';
import { DAY_MS } from './habits.ts';
import { partitionOf } from './partitions.ts';
import type { TrainingNote } from './training-notes.ts';

/** Daily trainings that are kept, the newest: of today's and yesterday's sign-ins some come an hour late, and
 *  fall on the day before. */
const DAILY_KEPT = 2;

type Learning = Pick<JudgementSettings['learning'], 'keepDays' | 'validDays'>;

/** The trainings that may be forgotten: those that ceased to count keepDays before the moment of the newest
 *  one, and of the daily ones all but the newest. What lies in one partition is forgotten together.
 *  @param toMs  event time of the newest sign-in: a training as of a later moment replaces nothing yet */
export function needlessTrainings(
  notes: readonly TrainingNote[],
  { keepDays, validDays }: Learning,
  toMs: number,
): TrainingNote[] {
  const ofAll = notes.filter(({ entityId }) => entityId === '');
  const newestMs = ofAll.reduce((newest, { asOfMs }) => Math.max(newest, asOfMs), -Infinity);
  const untilMs = Math.min(newestMs, toMs) - keepDays * DAY_MS;
  const dailyMs = ofAll.filter(({ isDaily }) => isDaily).map(({ asOfMs }) => asOfMs);
  const newestDaily = new Set(dailyMs.toSorted((a, b) => b - a).slice(0, DAILY_KEPT));
  const isNeedless = (note: TrainingNote): boolean =>
    (note.isDaily && !newestDaily.has(note.asOfMs)) || endOf(note, notes, validDays) <= untilMs;
  const kept = notes.filter((note) => !note.isForgotten);
  const needed = new Set(kept.filter((note) => !isNeedless(note)).map(partitionOf));
  return kept.filter((note) => !needed.has(partitionOf(note)));
}

/** From when on a training counts for nothing. */
function endOf(
  { asOfMs, entityId, isDaily }: TrainingNote,
  notes: readonly TrainingNote[],
  validDays: number,
): number {
  if (isDaily) return asOfMs + DAY_MS;
  let endMs = asOfMs + validDays * DAY_MS;
  for (const next of notes) {
    const replaces = next.entityId === '' || next.entityId === entityId;
    if (replaces && !next.isDaily && next.asOfMs > asOfMs) endMs = Math.min(endMs, next.asOfMs);
  }
  return endMs;
}
