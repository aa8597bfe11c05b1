import {
  createBaselineTables,
  DAY_MS,
  newestBaseline,
  readModelNotes,
  TENANT,
  type Baseline,
} from '../baselines/index.ts';
import { UNKNOWN_ZONE } from '../geo/index.ts';
import { HABIT_KIND_NAMES, type HabitKind } from '../schema/habit-kinds.ts';
import { OddsockError } from '../schema/error.ts';
import type { BaselineOutput } from '../schema/normal-outputs.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { isoTimeOf } from '../schema/time.ts';
import { quantile } from '../stats/index.ts';
import type { Store } from '../store/index.ts';
import { findEntity } from './entities.ts';
import { hasSignIns, LOAD_LOGS } from './store-stage.ts';
import { historyDaysOf, isLearning } from './training.ts';

type HabitOutput = BaselineOutput['habits'][HabitKind][number];

/** What is normal for one user, as it was learned last.
 *  @param user  id, principal name or display name; null = the tenant as a whole
 *  @throws OddsockError 'unknown-user', 'ambiguous-user', 'not-learned' */
export async function describeBaseline(
  store: Store,
  user: string | null,
  { learning }: JudgementSettings,
): Promise<BaselineOutput> {
  await createBaselineTables(store);
  const entity = user === null ? null : await findEntity(store, user);
  const baseline = await newestBaseline(store, entity?.id ?? TENANT);
  if (baseline === null) throw await notLearned(store, entity?.name ?? null);
  const { own, tenant } = await readModelNotes(store, baseline.entityId, baseline.asOfMs);
  const model = own ?? tenant;
  const history = historyDaysOf(baseline.firstTaughtMs, baseline.asOfMs);
  return {
    entity: entity === null ? null : { ...entity, name: baseline.entityName },
    userPrincipalName: baseline.userPrincipalName === '' ? null : baseline.userPrincipalName,
    userType: baseline.userType,
    asOf: isoTimeOf(baseline.asOfMs),
    trainedAt: isoTimeOf(baseline.trainedAtMs),
    windowDays: baseline.windowDays,
    halfLifeDays: baseline.halfLifeDays,
    signIns: baseline.signIns,
    attempts: baseline.attempts,
    activeDays: baseline.activeDays,
    firstSeen: isoTimeOf(baseline.firstTaughtMs),
    lastSeen: isoTimeOf(baseline.lastTaughtMs),
    isLearning: isLearning(history, baseline.everTaught, learning),
    model: own !== null ? 'own' : tenant !== null ? 'borrowed' : 'none',
    modelTrainedOn: model?.trainedOn ?? 0,
    modelDays: model?.days ?? 0,
    zone: baseline.zone,
    isZoneKnown: baseline.zone !== UNKNOWN_ZONE,
    hours: shares(baseline.hourWeights),
    failureRate: ratio(baseline.failureWeight, baseline.attemptWeight),
    signInsPerDay: perActiveDay(baseline.dailySignIns),
    days: baseline.dailyDays.map((day, index) => ({
      day: isoTimeOf(day * DAY_MS).slice(0, 10),
      signIns: baseline.dailySignIns[index]!,
      failures: baseline.dailyFailures[index]!,
    })),
    habits: habitsByKind(baseline, await deviceNames(store, baseline)),
    placePairs: baseline.placePairs.map(([from, to, days]) => ({ places: [from, to], days })),
  };
}

/** @param name  null = the tenant */
export async function notLearned(store: Store, name: string | null): Promise<OddsockError> {
  const whom = name === null ? 'the tenant' : `"${name}"`;
  return new OddsockError('not-learned', `Nothing was learned about ${whom} yet.`, {
    hint: (await hasSignIns(store))
      ? 'Run "oddsock learn"; it needs sign-ins from before the moment it learns as of.'
      : `There are no sign-ins yet. ${LOAD_LOGS}`,
  });
}

function habitsByKind(
  baseline: Baseline,
  names: ReadonlyMap<string, string>,
): BaselineOutput['habits'] {
  const byKind = Object.fromEntries(
    HABIT_KIND_NAMES.map((kind) => [kind, [] as HabitOutput[]]),
  ) as Record<HabitKind, HabitOutput[]>;
  for (const [index, value] of baseline.values.entries()) {
    const kindIndex = baseline.kinds[index]! - 1;
    const kind = HABIT_KIND_NAMES[kindIndex]!;
    byKind[kind].push({
      value,
      name: kind === 'device' ? (names.get(value) ?? '') : '',
      share: ratio(baseline.counts[index]!, baseline.kindTotals[kindIndex]!) ?? 0,
      signIns: baseline.times[index]!,
      firstSeen: isoTimeOf(baseline.firstMs[index]!),
      lastSeen: isoTimeOf(baseline.lastMs[index]!),
    });
  }
  return byKind;
}

/** A device id tells people nothing; the logs know what the device is called. */
async function deviceNames(store: Store, baseline: Baseline): Promise<Map<string, string>> {
  const device = HABIT_KIND_NAMES.indexOf('device') + 1;
  const ids = baseline.values.filter((_, index) => baseline.kinds[index] === device);
  if (ids.length === 0) return new Map();
  const rows = await store.rows<{ id: string; name: string }>(
    `SELECT DeviceId AS id, argMax(DeviceName, CreatedDateTime) AS name
     FROM sign_ins
     WHERE DeviceId IN {ids:Array(String)} AND DeviceName != ''
       ${baseline.entityId === TENANT ? '' : 'AND EntityId = {entityId:String}'}
     GROUP BY id`,
    { ids, entityId: baseline.entityId },
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function perActiveDay(signIns: readonly number[]): BaselineOutput['signInsPerDay'] {
  const active = signIns.filter((count) => count > 0);
  if (active.length === 0) return { median: 0, most: 0 };
  return { median: quantile(Float64Array.from(active), 0.5), most: Math.max(...active) };
}

/** Parts of a whole; all 0 where the whole is 0. */
function shares(weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => ratio(weight, whole) ?? 0);
}

/** At most 1: sums of decayed counts differ in the last digit. */
function ratio(part: number, whole: number): number | null {
  return whole > 0 ? Math.min(1, part / whole) : null;
}
