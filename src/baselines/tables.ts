import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import { ensureSchema, heldMerges, type Store } from '../store/index.ts';
import { PACKED_COLUMNS, PACKED_SQL } from './packed-baseline.ts';
import { LEARNED, PARTITION_SQL, type LearnedTable } from './partitions.ts';
import { PACKED_MODEL_COLUMNS, PACKED_MODEL_SQL } from './stored-model.ts';
import { takeOver } from './take-over.ts';
import { TRAININGS_TABLE } from './training-notes.ts';

/** Small blocks: reading 5,000 of 100,000 entities must not read all of them. Smaller ones would make a longer
 *  index, which costs as much as it saves. */
const SMALL_BLOCKS =
  'index_granularity_bytes = 1048576, index_granularity = 2, min_compress_block_size = 8192';

/** A row per entity and training. What judging reads of it lies in one column (packed-baseline.ts); what
 *  that is made of is given when a row is stored, and not stored again. */
const COLUMNS: Readonly<Record<LearnedTable, string>> = {
  baselines: `
    EntityId String, AsOfMs Int64, EntityKind LowCardinality(String), EntityName String,
    UserPrincipalName String, UserType LowCardinality(String),
    WindowDays UInt16, HalfLifeDays Float64, SignIns UInt32, Attempts UInt32, ActiveDays UInt16,
    EverTaught UInt32 DEFAULT SignIns, EverDays UInt16 DEFAULT ActiveDays, LongestGapDays UInt16,
    FirstTaughtMs Nullable(Int64), LastTaughtMs Nullable(Int64),
    FailureWeight Float64, AttemptWeight Float64, Zone LowCardinality(String),
    DailyDays Array(UInt16), DailySignIns Array(UInt32), DailyFailures Array(UInt32),
    PlacePairs Array(Tuple(String, String, UInt32)),
    ${ephemeral(PACKED_COLUMNS)},
    KindCount UInt8 DEFAULT length(KindTotals), Packed String DEFAULT ${PACKED_SQL}`,
  models: `
    EntityId String, AsOfMs Int64, TrainedOn UInt32, Days UInt16,
    ${ephemeral(PACKED_MODEL_COLUMNS)},
    -- random thresholds: no codec makes them smaller
    Packed String DEFAULT ${PACKED_MODEL_SQL} CODEC(NONE)`,
};

function ephemeral(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, type]) => `${name} ${type} EPHEMERAL`)
    .join(', ');
}

/** IsSingle: of a training of one entity. */
function learnedTable(store: Store, table: LearnedTable, name: string): string {
  const settings = [SMALL_BLOCKS, heldMerges(store)].filter(Boolean).join(', ');
  return `
    CREATE TABLE IF NOT EXISTS ${name} ( -- habits: ${HABIT_KIND_NAMES.join(', ')}
      ${COLUMNS[table]},
      IsSingle Bool DEFAULT false, TrainedAt DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
    ) ENGINE = ReplacingMergeTree(TrainedAt) PARTITION BY ${PARTITION_SQL} ORDER BY (AsOfMs, EntityId)
    SETTINGS ${settings}`;
}

/** What the tenant saw on a day. Users are kept as hashes up to a small number: "one", "some", "many" is all
 *  that judgement asks. A row counts when its Batch is the day's newest. */
function tenantDaysTable(store: Store): string {
  const settings = ['index_granularity = 256', heldMerges(store)].filter(Boolean).join(', ');
  return `CREATE TABLE IF NOT EXISTS tenant_days (
    Kind UInt8, Value String, Day UInt16, SignIns UInt32,
    Users Array(UInt32), ManagedUsers Array(UInt32), Batch UInt64
  ) ENGINE = ReplacingMergeTree(Batch) PARTITION BY tuple() ORDER BY (Kind, Value, Day)
  SETTINGS ${settings}`;
}

const STATEMENTS = [
  TRAININGS_TABLE,
  `CREATE TABLE IF NOT EXISTS tenant_days_made (Day UInt16, Batch UInt64, ActiveEntities UInt32)
   ENGINE = ReplacingMergeTree(Batch) ORDER BY Day`,
  // Sign-ins in an anomaly of medium or more: they wait outside the baseline.
  `CREATE TABLE IF NOT EXISTS held_sign_ins (
    EntityId String, TimeMs Int64, SignInId String, IsHeld Bool, Version UInt64
  ) ENGINE = ReplacingMergeTree(Version) ORDER BY (EntityId, TimeMs, SignInId)`,
];

/** Tables that are merged after a training. */
export const LEARNED_TABLES = [...LEARNED, 'tenant_days'];

/** What was learned of other habits than there are now cannot be read with these: it is learned anew. */
async function forgetOtherHabits(store: Store): Promise<void> {
  const others = await store.rows(
    `SELECT 1 FROM baselines WHERE KindCount != ${HABIT_KIND_NAMES.length} LIMIT 1`,
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
    firstTable: 'baselines',
    tables: [
      learnedTable(store, 'baselines', 'baselines'),
      learnedTable(store, 'models', 'models'),
      tenantDaysTable(store),
      ...STATEMENTS,
    ],
    async migrate() {
      await takeOver(store, (table, name) => learnedTable(store, table, name));
      if (store.embedded) {
        await store.command(`ALTER TABLE tenant_days MODIFY SETTING ${heldMerges(store)}`);
      }
      await forgetOtherHabits(store);
    },
  });
}
