import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { HOURS_OF_WEEK } from '../stats/index.ts';
import type { Store } from '../store/index.ts';
import { BACKGROUND_SQL, FAILED_SQL, TEACHES_SQL, TIME_MS_SQL } from './event-sql.ts';
import { DAY_MS } from './habits.ts';
import { between } from './learn-sql.ts';
import { RECENT_DAYS } from './recent-days.ts';

/** Learns what is normal in the tenant: the baseline of entity ''. Values come from the counts of whole
 *  days before the moment, so they must have been made (countTenantDays); hours are UTC, as a tenant
 *  has no zone. */
export async function learnTenantBaseline(
  store: Store,
  asOfMs: number,
  { learning }: JudgementSettings,
): Promise<void> {
  const { windowDays, halfLifeDays, valuesPerKind } = learning;
  const toDay = Math.floor(asOfMs / DAY_MS);
  const fromDay = toDay - windowDays;
  const kinds = HABIT_KIND_NAMES.length;
  const window = between(asOfMs - windowDays * DAY_MS, asOfMs);
  const weight = `exp2(-(${asOfMs} - ${TIME_MS_SQL}) / ${halfLifeDays * DAY_MS})`;
  await store.command(`
    INSERT INTO baselines (
      EntityId, AsOfMs, EntityKind, EntityName, WindowDays, HalfLifeDays, Zone,
      SignIns, Attempts, ActiveDays, FirstTaughtMs, LastTaughtMs, FailureWeight, AttemptWeight,
      HourWeights, DailyDays, DailySignIns, DailyFailures,
      KindTotals, KindTimes, KindOnce, Kinds, Values, Counts, Times, FirstMs, LastMs, RecentBits)
    WITH
      valued AS (
        SELECT
          Kind, Value, sum(d.SignIns * exp2(-(${toDay} - Day) / ${halfLifeDays})) AS count, sum(d.SignIns) AS times,
          toInt64(min(Day)) * ${DAY_MS} AS firstMs, toInt64(max(Day)) * ${DAY_MS} AS lastMs,
          groupBitOrIf(bitShiftLeft(toUInt16(1), ${toDay} - Day), Day >= ${toDay - RECENT_DAYS}) AS recent
        FROM (SELECT * FROM tenant_days FINAL) AS d
        INNER JOIN (SELECT Day, max(Batch) AS Batch FROM tenant_days_made GROUP BY Day) AS m
          ON m.Day = d.Day AND m.Batch = d.Batch
        WHERE d.Day >= ${fromDay} AND d.Day < ${toDay}
        GROUP BY Kind, Value
      ),
      totals AS (
        SELECT sumMap([Kind], [count]) AS summed, sumMap([Kind], [times]) AS summedTimes,
          sumMap([Kind], [toUInt64(times = 1)]) AS summedOnce
        FROM valued
      ),
      kept AS (
        SELECT groupArray((Kind, Value, count, toUInt32(times), firstMs, lastMs, recent)) AS rows
        FROM (SELECT * FROM valued ORDER BY Kind, count DESC, Value LIMIT ${valuesPerKind} BY Kind)
      ),
      signIns AS (
        SELECT
          countIf(${TEACHES_SQL}) AS taught, count() AS tried,
          uniqExactIf(toDate(CreatedDateTime), ${TEACHES_SQL}) AS activeDays,
          minIf(${TIME_MS_SQL}, ${TEACHES_SQL}) AS firstMs, maxIf(${TIME_MS_SQL}, ${TEACHES_SQL}) AS lastMs,
          sumIf(${weight}, ${FAILED_SQL}) AS failures, sum(${weight}) AS attempts,
          sumMapIf([toUInt16(modulo(intDiv(${TIME_MS_SQL}, 3600000) + 72, ${HOURS_OF_WEEK}))], [${weight}], ${TEACHES_SQL} AND NOT ${BACKGROUND_SQL}) AS hours
        FROM sign_ins WHERE ${window}
      ),
      daily AS (
        SELECT arraySort(groupArray((day, taught, failed))) AS rows
        FROM (
          SELECT toUInt16(toDate(CreatedDateTime)) AS day, toUInt32(countIf(${TEACHES_SQL})) AS taught,
            toUInt32(countIf(${FAILED_SQL})) AS failed
          FROM sign_ins WHERE ${window} GROUP BY day
        )
      )
    SELECT
      '', ${asOfMs}, 'tenant', '', ${windowDays}, ${halfLifeDays}, 'UTC',
      s.taught, s.tried, s.activeDays, if(s.taught = 0, NULL, s.firstMs), if(s.taught = 0, NULL, s.lastMs),
      s.failures, s.attempts,
      arrayMap(hour -> s.hours.2[indexOf(s.hours.1, toUInt16(hour))], range(${HOURS_OF_WEEK})),
      d.rows.1, d.rows.2, d.rows.3,
      arrayMap(k -> t.summed.2[indexOf(t.summed.1, k)], range(1, ${kinds + 1})),
      arrayMap(k -> toUInt32(t.summedTimes.2[indexOf(t.summedTimes.1, k)]), range(1, ${kinds + 1})),
      arrayMap(k -> toUInt32(t.summedOnce.2[indexOf(t.summedOnce.1, k)]), range(1, ${kinds + 1})),
      k.rows.1, k.rows.2, k.rows.3, k.rows.4, k.rows.5, k.rows.6, k.rows.7
    FROM signIns AS s, totals AS t, kept AS k, daily AS d`);
}
