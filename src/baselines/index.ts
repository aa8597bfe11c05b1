/** What is normal: learned, stored, read. */
export { newestBaseline, type Baseline } from './baseline.ts';
export { between } from './learn-sql.ts';
export {
  ENTITY_HASH_SQL,
  FAILED_SQL,
  TEACHES_SQL,
  TIME_MS_SQL,
  timeLiteral,
  VALUE_SQL,
} from './event-sql.ts';
export { FEATURES, FEATURE_COUNT, FeatureFold, type PlacedEvent } from './features.ts';
export {
  BACKGROUND,
  DAY_MS,
  Habits,
  KIND_COUNT,
  recentDaysOf,
  type ValueHabit,
  type ValueHabits,
} from './habits.ts';
export { readKnownEntities, unknownEntity, type KnownEntity } from './known-entity.ts';
export { countDaysBefore, markDay, RECENT_DAYS } from './recent-days.ts';
export { learnEntities, learnTenantModel, TENANT, TenantSample, type Learned } from './learn.ts';
export { decodeModel, type Model } from './model.ts';
export { kindOfColumn, oneHotOf } from './one-hot-model.ts';
export { readModelNotes, type ModelNote } from './model-notes.ts';
export { SlidingWindow } from './sliding-window.ts';
export { forgottenEntities, recall } from './sleepers.ts';
export { readModels, type StoredModel } from './stored-model.ts';
export { needlessTrainings } from './needless-trainings.ts';
export { dropPartitions, mergeTraining, partitionOf, storedTrainings } from './partitions.ts';
export { createBaselineTables, LEARNED_TABLES } from './tables.ts';
export { learnTenantBaseline } from './tenant-baseline.ts';
export { countTenantDays, USERS_KEPT } from './tenant-days.ts';
export {
  noteForgotten,
  noteTraining,
  readTrainingNotes,
  type TrainingNote,
} from './training-notes.ts';
export { trainingStates, type TrainingState } from './training-states.ts';
export { localHourOfWeek } from './zones.ts';
