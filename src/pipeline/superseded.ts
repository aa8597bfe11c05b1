import { timeLiteral } from '../baselines/index.ts';
import type { Store } from '../store/index.ts';

/** A sign-in of which a late copy says that it was another entity's, or at another time: what was stored
 *  under the old ones. The loader leaves a pending row of version 0 of it. */
interface Superseded {
  readonly entityId: string;
  readonly timeMs: number;
  readonly signInId: string;
}

/** Withdraws what was judged of sign-ins that are not there any more: anomalies, behaviours, the row of
 *  BehaviorAnalytics, and that they wait outside a baseline. Under their new entity and time they are
 *  judged as any other.
 *  @returns how many there were */
export async function withdrawSuperseded(store: Store, nowMs: number): Promise<number> {
  const gone = await readSuperseded(store);
  if (gone.length === 0) return 0;
  const parameters = {
    entities: gone.map(({ entityId }) => entityId),
    times: gone.map(({ timeMs }) => timeMs),
    ids: gone.map(({ signInId }) => signInId),
  };
  const keys = `(SELECT arrayJoin(arrayZip({entities:Array(String)}, {times:Array(Int64)}, {ids:Array(String)})))`;
  await store.command(
    `INSERT INTO anomaly_rows (EntityId, SignInTime, SignInId, JudgedAt, Version, IsDeleted)
     SELECT EntityId, SignInTime, SignInId, ${timeLiteral(nowMs)}, greatest(max(Version) + 1, ${nowMs}), 1
     FROM anomaly_rows
     WHERE EntityId IN {entities:Array(String)}
       AND (EntityId, toUnixTimestamp64Milli(SignInTime), SignInId) IN ${keys}
     GROUP BY EntityId, SignInTime, SignInId
     HAVING argMax(IsDeleted, Version) = 0`,
    parameters,
  );
  await store.command(
    `INSERT INTO held_sign_ins (EntityId, TimeMs, SignInId, IsHeld, Version)
     SELECT EntityId, TimeMs, SignInId, false, greatest(max(Version) + 1, ${nowMs})
     FROM held_sign_ins WHERE (EntityId, TimeMs, SignInId) IN ${keys}
     GROUP BY EntityId, TimeMs, SignInId
     HAVING argMax(IsHeld, Version)`,
    parameters,
  );
  await store.command(
    `DELETE FROM behavior_rows
     WHERE (EntityId, toUnixTimestamp64Milli(toDateTime64(TimeGenerated, 3, 'UTC')), SourceRecordId) IN ${keys}`,
    parameters,
  );
  return gone.length;
}

/** One may have come back by yet another copy. */
function readSuperseded(store: Store): Promise<Superseded[]> {
  return store.rows<Superseded>(
    `SELECT DISTINCT EntityId AS entityId, TimeMs AS timeMs, Id AS signInId
     FROM pending
     WHERE RowVersion = 0 AND (EntityId, TimeMs, Id) NOT IN (
       SELECT EntityId, toUnixTimestamp64Milli(CreatedDateTime), Id FROM sign_ins
       WHERE Id IN (SELECT Id FROM pending WHERE RowVersion = 0))`,
  );
}
