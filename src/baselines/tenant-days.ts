import { HABIT_KIND_NAMES } from '../schema/habit-kinds.ts';
import type { Store } from '../store/index.ts';
import { ENTITY_HASH_SQL, HABIT_VALUES_SQL, TEACHES_SQL } from './event-sql.ts';

/** Distinct users kept per value and day: enough to tell one from some from many. */
export const USERS_KEPT = 16;

/** Days counted by one statement: few statements, yet little memory. */
const DAYS_AT_ONCE = 10;

/** Counts anew what the tenant saw on each day before `beforeDay` (UTC days since 1970) that got
 *  records since it was counted last. Late and changed records are in, doubles are not.
 *  @returns how many days were counted */
export async function countTenantDays(store: Store, beforeDay: number): Promise<number> {
  const days = await store.rows<{ day: number; batch: number }>(
    `SELECT toInt64(touched.day) AS day, toInt64(touched.batch) AS batch
     FROM (SELECT toUInt16(Day) AS day, max(Batch) AS batch FROM touched_days GROUP BY day) AS touched
     LEFT JOIN (SELECT Day AS day, max(Batch) AS batch FROM tenant_days_made GROUP BY day) AS made
       ON made.day = touched.day
     WHERE touched.day < {beforeDay:UInt16} AND touched.batch > made.batch
     ORDER BY day`,
    { beforeDay },
  );
  for (let start = 0; start < days.length; start += DAYS_AT_ONCE) {
    const some = days.slice(start, start + DAYS_AT_ONCE);
    await countDays(store, {
      days: some.map(({ day }) => day),
      batches: some.map(({ batch }) => batch),
    });
  }
  return days.length;
}

async function countDays(
  store: Store,
  parameters: { readonly days: readonly number[]; readonly batches: readonly number[] },
): Promise<void> {
  const batch = 'transform(day, {days:Array(UInt16)}, {batches:Array(UInt64)}, toUInt64(0))';
  const ofTheDays = `toDate(CreatedDateTime) IN (SELECT toDate(arrayJoin({days:Array(UInt16)}))) AND ${TEACHES_SQL}`;
  await store.command(
    `INSERT INTO tenant_days
     SELECT kind, value, day, count(), groupUniqArray(${USERS_KEPT})(entity),
       groupUniqArrayIf(${USERS_KEPT})(entity, managed), ${batch}
     FROM (
       SELECT
         toUInt16(toDate(CreatedDateTime)) AS day, ${HABIT_VALUES_SQL} AS habitValues,
         ${ENTITY_HASH_SQL} AS entity,
         ifNull(IsManaged, false) OR ifNull(IsCompliant, false) AS managed
       FROM sign_ins WHERE ${ofTheDays}
     )
     ARRAY JOIN habitValues AS value, range(1, ${HABIT_KIND_NAMES.length + 1}) AS kind
     WHERE value != ''
     GROUP BY day, kind, value`,
    parameters,
  );
  // Days that hold nothing anymore are made, too.
  await store.command(
    `INSERT INTO tenant_days_made
     SELECT day, ${batch}, sum(entities)
     FROM (
       SELECT arrayJoin({days:Array(UInt16)}) AS day, toUInt64(0) AS entities
       UNION ALL
       SELECT toUInt16(toDate(CreatedDateTime)) AS day, uniqExact(EntityId) AS entities
       FROM sign_ins WHERE ${ofTheDays} GROUP BY day
     )
     GROUP BY day`,
    parameters,
  );
}
