import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import type { JudgementSettings } from '../schema/settings.ts';
import { HOURS_OF_WEEK } from '../stats/index.ts';
import {
  BACKGROUND_SQL,
  FAILED_SQL,
  HABIT_VALUES_SQL,
  notHeldSql,
  TEACHES_SQL,
  timeLiteral,
  TIME_MS_SQL,
} from './event-sql.ts';
import { DAY_MS } from './habits.ts';
import { RECENT_DAYS } from './recent-days.ts';

/** How long a sign-in in an anomaly of medium or more waits outside the baseline. Chosen by hand: by
 *  then somebody has looked, or nobody will. */
export const HELD_DAYS = 14;

/** Pairs of places of one day that a baseline keeps. */
const PAIRS_KEPT = 20;

type Learning = JudgementSettings['learning'];

/** The place, to a tenth of a degree, that most of an entity's sign-ins since a moment came from:
 *  columns id, latitude, longitude; entities without any place are missing. */
export function usualPlacesSql(fromMs: number, asOfMs: number): string {
  return `
    SELECT EntityId AS id, argMax(place, (times, place)).1 AS latitude, argMax(place, (times, place)).2 AS longitude
    FROM (
      SELECT EntityId, (round(assumeNotNull(Latitude), 1), round(assumeNotNull(Longitude), 1)) AS place, count() AS times
      FROM sign_ins
      WHERE EntityId IN {entities:Array(String)} AND ${between(fromMs, asOfMs)}
        AND ${TEACHES_SQL} AND Latitude IS NOT NULL AND Longitude IS NOT NULL
      GROUP BY EntityId, place
    )
    GROUP BY EntityId`;
}

/** `INSERT … SELECT` that learns the baselines of the entities in `{entities:Array(String)}` as of a
 *  moment: the same as observing their sign-ins one by one (Habits), computed where they lie.
 *  Beside each entity, `{zones:Array(String)}` names its zone, and `{zoneOffsetsMs:Array(Array(Int64))}`
 *  its offsets from UTC with the moments `{zoneSinceMs:Array(Array(Int64))}` from which each holds.
 *  @param isSingle  of a training of one entity
 *  @param hasSleepers  `{sleepers:Array(String)}` have windows of their own, which begin at
 *    `{sleeperWindowMs:Array(Int64)}` */
export function learnBaselinesSql(
  asOfMs: number,
  learning: Learning,
  { isSingle, hasSleepers }: { readonly isSingle: boolean; readonly hasSleepers: boolean },
): string {
  const { windowDays, memoryDays, halfLifeDays, valuesPerKind } = learning;
  const windowMs = asOfMs - windowDays * DAY_MS;
  const windowFrom = hasSleepers
    ? `transform(EntityId, {sleepers:Array(String)}, {sleeperWindowMs:Array(Int64)}, toInt64(${windowMs}))`
    : windowMs;
  const asOfDay = Math.floor(asOfMs / DAY_MS);
  const kinds = HABIT_KIND_NAMES.length;
  return `
    INSERT INTO baselines (
      EntityId, AsOfMs, EntityKind, EntityName, UserPrincipalName, UserType, WindowDays, HalfLifeDays,
      SignIns, Attempts, ActiveDays, EverTaught, EverDays, LongestGapDays, FirstTaughtMs, LastTaughtMs, FailureWeight, AttemptWeight,
      KindTotals, KindTimes, KindOnce, Zone, HourWeights,
      Kinds, Values, Counts, Times, FirstMs, LastMs, RecentBits,
      DailyDays, DailySignIns, DailyFailures, PlacePairs, IsSingle)
    WITH
      events AS (
        SELECT
          EntityId, EntityKind, EntityName, UserPrincipalName, UserType,
          ${TIME_MS_SQL} AS t, ${TEACHES_SQL} AND ${notHeldSql(asOfMs - HELD_DAYS * DAY_MS)} AS teaches,
          ${FAILED_SQL} AS failed, ${BACKGROUND_SQL} AS isBackground, ${HABIT_VALUES_SQL} AS habitValues,
          exp2(-(${asOfMs} - t) / ${halfLifeDays * DAY_MS}) AS weight, City, Country,
          t >= ${windowFrom} AS inWindow
        FROM sign_ins
        WHERE EntityId IN {entities:Array(String)} AND ${between(asOfMs - memoryDays * DAY_MS, asOfMs)}
      ),
      valued AS (
        SELECT
          EntityId, kind, value,
          sumIf(weight, inWindow) AS count, countIf(inWindow) AS times,
          min(t) AS firstMs, max(t) AS lastMs,
          groupBitOrIf(bitShiftLeft(toUInt16(1), ${asOfDay} - intDiv(t, ${DAY_MS})), intDiv(t, ${DAY_MS}) >= ${asOfDay - RECENT_DAYS}) AS recent
        FROM events
        ARRAY JOIN habitValues AS value, range(1, ${kinds + 1}) AS kind
        WHERE teaches AND value != ''
        GROUP BY EntityId, kind, value
      ),
      habits AS (
        SELECT
          EntityId,
          sumMap([kind], [count]) AS summed,
          sumMap([kind], [toUInt64(times)]) AS summedTimes,
          sumMap([kind], [toUInt64(times > 0 AND intDiv(firstMs, ${DAY_MS}) = intDiv(lastMs, ${DAY_MS}))]) AS summedOnce,
          arraySlice(arraySort(x -> (x.1, x.4 = 0, -x.3, -x.6, x.2),
            groupArray((toUInt8(kind), value, count, toUInt32(times), firstMs, lastMs, recent))), 1) AS everything,
          arrayFilter((x, rank) -> rank <= ${valuesPerKind}, everything,
            arrayMap((x, i) -> i - indexOf(everything.1, x.1) + 1, everything, arrayEnumerate(everything))) AS kept
        FROM valued GROUP BY EntityId
      ),
      days AS (
        SELECT
          EntityId, toUInt16(intDiv(t, ${DAY_MS})) AS day, toUInt32(countIf(teaches)) AS signIns,
          toUInt32(countIf(failed)) AS failures,
          arraySort(groupUniqArrayIf(4)(concat(City, ', ', Country), teaches AND City != '')) AS places
        FROM events WHERE inWindow GROUP BY EntityId, day
      ),
      daily AS (
        SELECT
          EntityId, arraySort(groupArray((day, signIns, failures))) AS counts,
          groupArrayArray(arrayFilter(pair -> pair.1 < pair.2,
            arrayFlatten(arrayMap(a -> arrayMap(b -> (a, b), places), places)))) AS allPairs,
          arrayMap(pair -> (pair.1, pair.2, toUInt32(countEqual(allPairs, pair))), arrayDistinct(allPairs)) AS pairs
        FROM days GROUP BY EntityId
      ),
      zones AS (
        SELECT zoned.1 AS EntityId, zoned.2 AS zone, zoned.3 AS sinceMs, zoned.4 AS offsets
        FROM (SELECT arrayJoin(arrayZip({entities:Array(String)}, {zones:Array(String)},
          {zoneSinceMs:Array(Array(Int64))}, {zoneOffsetsMs:Array(Array(Int64))})) AS zoned)
      ),
      people AS (
        SELECT
          e.EntityId AS EntityId, any(EntityKind) AS kindOfEntity, argMax(EntityName, t) AS name,
          argMax(UserPrincipalName, t) AS principal, argMax(UserType, t) AS type, any(z.zone) AS zoneName,
          countIf(teaches AND inWindow) AS taught, countIf(inWindow) AS tried,
          uniqExactIf(intDiv(t, ${DAY_MS}), teaches AND inWindow) AS activeDays,
          arraySort(groupUniqArrayIf(toUInt16(intDiv(t, ${DAY_MS})), teaches)) AS taughtDays,
          minIf(t, teaches) AS firstTaught, maxIf(t, teaches) AS lastTaught, countIf(teaches) AS everTaught,
          sumIf(weight, failed AND inWindow) AS failureWeight,
          sumIf(weight, inWindow) AS attemptWeight,
          sumMapIf(
            [toUInt16(modulo(intDiv(t + offsets[greatest(1, arrayCount(s -> s <= t, sinceMs))], 3600000) + 72, ${HOURS_OF_WEEK}))],
            [weight], teaches AND NOT isBackground AND inWindow) AS hours
        FROM events AS e INNER JOIN zones AS z ON z.EntityId = e.EntityId
        GROUP BY e.EntityId
      )
    SELECT
      p.EntityId, ${asOfMs}, p.kindOfEntity, p.name, p.principal, p.type, ${windowDays}, ${halfLifeDays},
      p.taught, p.tried, p.activeDays, p.everTaught, length(p.taughtDays), arrayMax(arrayDifference(p.taughtDays)),
      if(p.everTaught = 0, NULL, p.firstTaught), if(p.everTaught = 0, NULL, p.lastTaught),
      p.failureWeight, p.attemptWeight,
      arrayMap(k -> h.summed.2[indexOf(h.summed.1, k)], range(1, ${kinds + 1})),
      arrayMap(k -> toUInt32(h.summedTimes.2[indexOf(h.summedTimes.1, k)]), range(1, ${kinds + 1})),
      arrayMap(k -> toUInt32(h.summedOnce.2[indexOf(h.summedOnce.1, k)]), range(1, ${kinds + 1})),
      p.zoneName,
      arrayMap(hour -> p.hours.2[indexOf(p.hours.1, toUInt16(hour))], range(${HOURS_OF_WEEK})),
      h.kept.1, h.kept.2, h.kept.3, h.kept.4, h.kept.5, h.kept.6, h.kept.7,
      d.counts.1, d.counts.2, d.counts.3,
      arraySlice(arraySort(pair -> (-toInt32(pair.3), pair.1, pair.2), d.pairs), 1, ${PAIRS_KEPT}), ${isSingle}
    FROM people AS p
    LEFT JOIN habits AS h ON h.EntityId = p.EntityId
    LEFT JOIN daily AS d ON d.EntityId = p.EntityId
    SETTINGS join_use_nulls = 0, max_threads = 2`;
}

/** Sign-ins from a moment (inclusive) to another (exclusive); the day is the first of the sorting key. */
export function between(fromMs: number, toMs: number): string {
  return `toDate(CreatedDateTime) >= toDate(${timeLiteral(fromMs)})
    AND toDate(CreatedDateTime) <= toDate(${timeLiteral(toMs)})
    AND CreatedDateTime >= ${timeLiteral(fromMs)} AND CreatedDateTime < ${timeLiteral(toMs)}`;
}
