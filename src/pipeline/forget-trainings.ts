import {
  dropPartitions,
  needlessTrainings,
  noteForgotten,
  partitionOf,
} from '../baselines/index.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import type { Store } from '../store/index.ts';
import type { TrainingKey, Trainings } from './trainings.ts';

export interface ForgetOptions {
  readonly settings: JudgementSettings;
  /** event time of the newest sign-in */
  readonly toMs: number;
  /** stays whatever its age: something is judged by it now */
  readonly inUse?: TrainingKey | null;
  /** fewer than these can wait; default 1. 0 = what an interrupted run left is looked for in any case */
  readonly least?: number;
  /** called before the first is forgotten */
  readonly onForget?: () => Promise<void>;
}

/** Forgets the trainings that are not needed now; costs nothing when there are none. */
export async function forgetNeedless(
  store: Store,
  trainings: Trainings,
  { settings, toMs, inUse = null, least = 1, onForget }: ForgetOptions,
): Promise<void> {
  const used = inUse === null ? null : partitionOf(inUse);
  const needless = needlessTrainings(trainings.notes, settings.learning, toMs).filter(
    (note) => partitionOf(note) !== used,
  );
  if (needless.length < least) return;
  await onForget?.();
  await forget(store, trainings, needless, used);
}

/** First it is noted, then dropped: after a crash in between, what is left goes with the next one.
 *  @param used  a partition that stays though nothing of it is noted yet */
export async function forget(
  store: Store,
  trainings: Trainings,
  needless: readonly TrainingKey[],
  used: string | null = null,
): Promise<void> {
  const notes = needless
    .flatMap((training) => trainings.noteOf(training) ?? [])
    .filter(({ isForgotten }) => !isForgotten);
  await noteForgotten(store, notes);
  for (const note of notes) trainings.note({ ...note, isForgotten: true });
  const kept = trainings.notes.filter(({ isForgotten }) => !isForgotten).map(partitionOf);
  await dropPartitions(store, new Set(used === null ? kept : [...kept, used]));
}
