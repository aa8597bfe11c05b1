import type { EntityKind } from '../schema/entity.ts';
import { NumberList, TextList, type Store } from '../store/index.ts';
import { unpackBaseline, type PackedBaseline } from './packed-baseline.ts';

/** Lists as arrays. */
type Unpacked = {
  readonly [Field in keyof PackedBaseline]: PackedBaseline[Field] extends NumberList
    ? readonly number[]
    : PackedBaseline[Field] extends TextList
      ? readonly string[]
      : PackedBaseline[Field];
};

/** What is normal for one entity, as it is stored: learned from what was known before `asOfMs`. */
export interface Baseline extends Unpacked {
  readonly entityId: string;
  readonly entityKind: EntityKind;
  readonly entityName: string;
  readonly userPrincipalName: string;
  readonly userType: string;
  readonly asOfMs: number;
  readonly trainedAtMs: number;
  readonly windowDays: number;
  readonly attempts: number;
  readonly activeDays: number;
  /** days of the window with any sign-in, in parallel: UTC day, sign-ins that taught, failures */
  readonly dailyDays: readonly number[];
  readonly dailySignIns: readonly number[];
  readonly dailyFailures: readonly number[];
  /** two places of one day, on how many days */
  readonly placePairs: readonly (readonly [string, string, number])[];
}

/** Those of the fields that are stored as columns. */
const COLUMNS = {
  entityId: 'EntityId',
  entityKind: 'EntityKind',
  entityName: 'EntityName',
  userPrincipalName: 'UserPrincipalName',
  userType: 'UserType',
  asOfMs: 'AsOfMs',
  trainedAtMs: 'toUnixTimestamp64Milli(TrainedAt)',
  windowDays: 'WindowDays',
  attempts: 'Attempts',
  activeDays: 'ActiveDays',
  dailyDays: 'DailyDays',
  dailySignIns: 'DailySignIns',
  dailyFailures: 'DailyFailures',
  placePairs: 'PlacePairs',
} as const satisfies Partial<Record<keyof Baseline, string>>;

/** The newest baseline of an entity; null = it has none. The tenant's has the id ''. */
export async function newestBaseline(store: Store, entityId: string): Promise<Baseline | null> {
  const columns = Object.entries(COLUMNS).map(([name, sql]) => `${sql} AS ${name}`);
  const [row] = await store.rows<Pick<Baseline, keyof typeof COLUMNS> & { packed: string }>(
    `SELECT ${columns.join(', ')}, base64Encode(Packed) AS packed
     FROM baselines FINAL WHERE EntityId = {entityId:String} ORDER BY AsOfMs DESC LIMIT 1`,
    { entityId },
  );
  if (row === undefined) return null;
  const { packed, ...stored } = row;
  return { ...unpacked(Buffer.from(packed, 'base64')), ...stored };
}

function unpacked(packed: Uint8Array): Unpacked {
  const fields = Object.entries(unpackBaseline(packed)).map(([name, value]) => [
    name,
    value instanceof NumberList || value instanceof TextList ? [...value] : value,
  ]);
  return Object.fromEntries(fields) as Unpacked;
}
