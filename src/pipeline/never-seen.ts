import type { Store } from '../store/index.ts';
import type { Judged } from './evaluate.ts';

/** Versions are cut off, or every browser update would count against the rule. */
const family = (column: string): string => `replaceRegexpOne(${column}, '[\\\\s\\\\d._]+$', '')`;

/** Registered devices go by their id, others by what they say they are. */
const DEVICE = `if(DeviceId != '', DeviceId,
  if(OperatingSystem = '' AND Browser = '', '', ${family('OperatingSystem')} || '|' || ${family('Browser')}))`;

const isNew = (value: string, unknown: string): string =>
  `(${value} != ${unknown} AND At = min(At) OVER (PARTITION BY EntityId, ${value}) AND At > Since)`;

/** Every sign-in from `sinceMs` on with how many of country, provider and device its entity had never
 *  been seen with before: the plain rule that anybody could write. An entity's very first sign-in has
 *  nothing to be compared with and counts 0; a value that the log does not say is not new. */
export async function neverSeen(store: Store, sinceMs: number): Promise<Judged[]> {
  return store.rows<Judged>(
    `SELECT Id AS id, toUnixTimestamp64Milli(At) AS timeMs, toInt64(Fresh) AS neverSeen
     FROM (
       SELECT
         Id, At,
         ${isNew('Country', "''")} + ${isNew('Asn', '0')} + ${isNew('Device', "''")} AS Fresh
       FROM (
         SELECT
           Id, EntityId, CreatedDateTime AS At, Country, Asn, ${DEVICE} AS Device,
           min(CreatedDateTime) OVER (PARTITION BY EntityId) AS Since
         FROM sign_ins
       )
     )
     WHERE At >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
     ORDER BY At, Id`,
    { since: sinceMs },
  );
}
