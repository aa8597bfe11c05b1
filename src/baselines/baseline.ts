import type { EntityKind } from '../schema/entity.ts';
import { compactRows, type Store } from '../store/index.ts';

/** What is normal for one entity, as it is stored: learned from what was known before `asOfMs`. */
export interface Baseline {
  readonly entityId: string;
  readonly entityKind: EntityKind;
  readonly entityName: string;
  readonly userPrincipalName: string;
  readonly userType: string;
  readonly asOfMs: number;
  readonly trainedAtMs: number;
  readonly windowDays: number;
  readonly halfLifeDays: number;
  /** sign-ins that taught, within the window */
  readonly signIns: number;
  readonly attempts: number;
  readonly activeDays: number;
  /** within memory: sign-ins that taught, days (UTC) with one, and the longest time from one of these to
   *  the next, days */
  readonly everTaught: number;
  readonly everDays: number;
  readonly longestGapDays: number;
  readonly firstTaughtMs: number | null;
  readonly lastTaughtMs: number | null;
  readonly failureWeight: number;
  readonly attemptWeight: number;
  /** by kind: decayed sign-ins, undecayed ones, values seen once */
  readonly kindTotals: readonly number[];
  readonly kindTimes: readonly number[];
  readonly kindOnce: readonly number[];
  /** IANA name; 'UTC' when no place is known */
  readonly zone: string;
  /** decayed sign-ins by hour of the week in that zone, Monday 00:00 first; those in the background left
   *  out */
  readonly hourWeights: readonly number[];
  /** one entry a value, in parallel: its kind (1 = first of HABIT_KIND_NAMES), decayed and undecayed
   *  sign-ins, first and last seen, bit k = seen k days before the day of `asOfMs` */
  readonly kinds: readonly number[];
  readonly values: readonly string[];
  readonly counts: readonly number[];
  readonly times: readonly number[];
  readonly firstMs: readonly number[];
  readonly lastMs: readonly number[];
  readonly recentBits: readonly number[];
  /** days of the window with any sign-in, in parallel: UTC day, sign-ins that taught, failures */
  readonly dailyDays: readonly number[];
  readonly dailySignIns: readonly number[];
  readonly dailyFailures: readonly number[];
  /** two places of one day, on how many days */
  readonly placePairs: readonly (readonly [string, string, number])[];
}

const COLUMNS: Readonly<Record<keyof Baseline, string>> = {
  entityId: 'EntityId',
  entityKind: 'EntityKind',
  entityName: 'EntityName',
  userPrincipalName: 'UserPrincipalName',
  userType: 'UserType',
  asOfMs: 'AsOfMs',
  trainedAtMs: 'toUnixTimestamp64Milli(TrainedAt)',
  windowDays: 'WindowDays',
  halfLifeDays: 'HalfLifeDays',
  signIns: 'SignIns',
  attempts: 'Attempts',
  activeDays: 'ActiveDays',
  everTaught: 'EverTaught',
  everDays: 'EverDays',
  longestGapDays: 'LongestGapDays',
  firstTaughtMs: 'FirstTaughtMs',
  lastTaughtMs: 'LastTaughtMs',
  failureWeight: 'FailureWeight',
  attemptWeight: 'AttemptWeight',
  kindTotals: 'KindTotals',
  kindTimes: 'KindTimes',
  kindOnce: 'KindOnce',
  zone: 'Zone',
  hourWeights: 'HourWeights',
  kinds: 'Kinds',
  values: 'Values',
  counts: 'Counts',
  times: 'Times',
  firstMs: 'FirstMs',
  lastMs: 'LastMs',
  recentBits: 'RecentBits',
  dailyDays: 'DailyDays',
  dailySignIns: 'DailySignIns',
  dailyFailures: 'DailyFailures',
  placePairs: 'PlacePairs',
};

const NAMES = Object.keys(COLUMNS) as readonly (keyof Baseline)[];
const SELECT = `SELECT ${NAMES.map((name) => COLUMNS[name]).join(', ')} FROM baselines FINAL`;

/** The newest baseline of an entity; null = it has none. The tenant's has the id ''. */
export async function newestBaseline(store: Store, entityId: string): Promise<Baseline | null> {
  const sql = `${SELECT} WHERE EntityId = {entityId:String} ORDER BY AsOfMs DESC LIMIT 1`;
  const [row] = await compactRows(store, sql, { entityId });
  return row === undefined ? null : baselineOf(row);
}

function baselineOf(row: readonly unknown[]): Baseline {
  return Object.fromEntries(NAMES.map((name, index) => [name, row[index]])) as unknown as Baseline;
}
