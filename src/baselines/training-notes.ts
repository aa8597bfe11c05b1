import type { Store } from '../store/index.ts';

/** What is noted of a training, for ever: it says which training counted when. */
export interface TrainingNote {
  readonly asOfMs: number;
  /** '' = of everybody, and the tenant */
  readonly entityId: string;
  /** made by walking forward: counts for its day only */
  readonly isDaily: boolean;
  /** the newest load that was there */
  readonly batch: number;
  /** its baselines and models of entities are gone: for whom it is needed it is made again */
  readonly isForgotten: boolean;
}

/** Numbers that are noted beside. */
export interface TrainingCounts {
  readonly users: number;
  readonly models: number;
  readonly events: number;
  readonly seconds: number;
}

/** A row each time that a training was made, and one more when it was forgotten. */
export const TRAININGS_TABLE = `CREATE TABLE IF NOT EXISTS trainings (
  AsOfMs Int64, EntityId String, IsDaily Bool, Batch UInt64,
  Users UInt32, Models UInt32, Events UInt64, Seconds Float64,
  TrainedAt DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC'), IsForgotten Bool DEFAULT false
) ENGINE = MergeTree ORDER BY (AsOfMs, TrainedAt)`;

/** All trainings that were made, one note each. */
export function readTrainingNotes(store: Store): Promise<TrainingNote[]> {
  return store.rows<TrainingNote>(
    `SELECT AsOfMs AS asOfMs, EntityId AS entityId, IsDaily AS isDaily, toInt64(max(Batch)) AS batch,
       argMax(IsForgotten, (TrainedAt, IsForgotten)) AS isForgotten
     FROM trainings GROUP BY asOfMs, entityId, isDaily`,
  );
}

/** Notes a training when all of it is stored: from then on it counts. */
export async function noteTraining(
  store: Store,
  { asOfMs, entityId, isDaily, batch }: Omit<TrainingNote, 'isForgotten'>,
  { users, models, events, seconds }: TrainingCounts,
): Promise<void> {
  await store.insert(
    'trainings',
    ['AsOfMs', 'EntityId', 'IsDaily', 'Batch', 'Users', 'Models', 'Events', 'Seconds'],
    'TabSeparated',
    `${[asOfMs, entityId, isDaily, batch, users, models, events, seconds].join('\t')}\n`,
  );
}

/** Notes that trainings are forgotten; drop what they left afterwards. The row has the time of the one that
 *  it takes back and counts more: a clock that was set back does no harm. */
export async function noteForgotten(
  store: Store,
  notes: readonly Pick<TrainingNote, 'asOfMs' | 'entityId' | 'isDaily'>[],
): Promise<void> {
  if (notes.length === 0) return;
  await store.command(
    `INSERT INTO trainings (AsOfMs, EntityId, IsDaily, Batch, TrainedAt, IsForgotten)
     SELECT AsOfMs, EntityId, IsDaily, max(Batch), max(TrainedAt), true FROM trainings
     WHERE (AsOfMs, EntityId, toUInt8(IsDaily)) IN (
       SELECT arrayJoin(arrayZip({moments:Array(Int64)}, {entities:Array(String)}, {dailies:Array(UInt8)})))
     GROUP BY AsOfMs, EntityId, IsDaily`,
    {
      moments: notes.map(({ asOfMs }) => asOfMs),
      entities: notes.map(({ entityId }) => entityId),
      dailies: notes.map(({ isDaily }) => Number(isDaily)),
    },
  );
}
