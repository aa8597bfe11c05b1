import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import { ensureSchema, type Store } from '../store/index.ts';

/** Small blocks: reading 5,000 of 100,000 entities must not read all of them. */
const SMALL_BLOCKS =
  'SETTINGS index_granularity_bytes = 1048576, index_granularity = 8, min_compress_block_size = 8192';

/** Of all that is remembered, not of the window alone. The defaults are for rows from before there were
 *  these columns. */
const MEMORY_COLUMNS = [
  'EverTaught UInt32 DEFAULT SignIns',
  'EverDays UInt16 DEFAULT ActiveDays',
  'LongestGapDays UInt16 DEFAULT 0',
];

/** One row per entity and training; values of a habit lie in parallel arrays. */
const STATEMENTS = [
  `CREATE TABLE IF NOT EXISTS baselines (
    EntityId String, AsOfMs Int64, EntityKind LowCardinality(String), EntityName String,
    UserPrincipalName String, UserType LowCardinality(String),
    WindowDays UInt16, HalfLifeDays Float64, SignIns UInt32, Attempts UInt32, ActiveDays UInt16,
    ${MEMORY_COLUMNS.join(', ')},
    FirstTaughtMs Nullable(Int64), LastTaughtMs Nullable(Int64),
    FailureWeight Float64, AttemptWeight Float64,
    KindTotals Array(Float64), KindTimes Array(UInt32), KindOnce Array(UInt32),
    Zone LowCardinality(String), HourWeights Array(Float32),
    Kinds Array(UInt8), Values Array(String), Counts Array(Float64), Times Array(UInt32),
    FirstMs Array(Int64), LastMs Array(Int64), RecentBits Array(UInt16),
    DailyDays Array(UInt16), DailySignIns Array(UInt32), DailyFailures Array(UInt32),
    PlacePairs Array(Tuple(String, String, UInt32)),
    TrainedAt DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
  ) ENGINE = ReplacingMergeTree(TrainedAt) ORDER BY (EntityId, AsOfMs) ${SMALL_BLOCKS}`,
  // Of a model only the gate is read for most sign-ins: it is a column of its own.
  `CREATE TABLE IF NOT EXISTS models ( -- of ${HABIT_KIND_NAMES.join(', ')}

    EntityId String, AsOfMs Int64, TrainedOn UInt32, Days UInt16, Gate Float32,
    Forest String, Calibration String, OneHot String,
    TrainedAt DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
  ) ENGINE = ReplacingMergeTree(TrainedAt) ORDER BY (EntityId, AsOfMs) ${SMALL_BLOCKS}`,
  // A training of the whole tenant (EntityId '') or of one entity: from then on its baselines count.
  // Daily ones were made by walking forward; they count for their day only. Batch: the newest load that
  // was there.
  `CREATE TABLE IF NOT EXISTS trainings (
    AsOfMs Int64, EntityId String, IsDaily Bool, Batch UInt64,
    Users UInt32, Models UInt32, Events UInt64, Seconds Float64,
    TrainedAt DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
  ) ENGINE = MergeTree ORDER BY (AsOfMs, TrainedAt)`,
  // What the tenant saw on a day. Users are kept as hashes up to a small number: "one", "some",
  // "many" is all that judgement asks. A row counts when its Batch is the day's newest.
  `CREATE TABLE IF NOT EXISTS tenant_days (
    Kind UInt8, Value String, Day UInt16, SignIns UInt32,
    Users Array(UInt32), ManagedUsers Array(UInt32), Batch UInt64
  ) ENGINE = ReplacingMergeTree(Batch) PARTITION BY tuple() ORDER BY (Kind, Value, Day)
  SETTINGS index_granularity = 256`,
  `CREATE TABLE IF NOT EXISTS tenant_days_made (Day UInt16, Batch UInt64, ActiveEntities UInt32)
   ENGINE = ReplacingMergeTree(Batch) ORDER BY Day`,
  // Sign-ins in an anomaly of medium or more: they wait outside the baseline.
  `CREATE TABLE IF NOT EXISTS held_sign_ins (
    EntityId String, TimeMs Int64, SignInId String, IsHeld Bool, Version UInt64
  ) ENGINE = ReplacingMergeTree(Version) ORDER BY (EntityId, TimeMs, SignInId)`,
];

/** What was learned of other habits than there are now cannot be read with these: it is learned anew. */
async function forgetOtherHabits(store: Store): Promise<void> {
  const others = await store.rows(
    `SELECT 1 FROM baselines WHERE length(KindTotals) != ${HABIT_KIND_NAMES.length} LIMIT 1`,
  );
  if (others.length === 0) return;
  for (const table of ['baselines', 'models', 'trainings', 'tenant_days', 'tenant_days_made']) {
    await store.command(`TRUNCATE TABLE ${table}`);
  }
}

/** Makes the tables of learning. */
export async function createBaselineTables(store: Store): Promise<void> {
  await ensureSchema(store, {
    name: 'baselines',
    tables: STATEMENTS,
    async migrate() {
      for (const column of MEMORY_COLUMNS) {
        await store.command(`ALTER TABLE baselines ADD COLUMN IF NOT EXISTS ${column}`);
      }
      await forgetOtherHabits(store);
    },
  });
}
