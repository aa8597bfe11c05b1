import type { JudgementSettings } from '../schema/settings.ts';
import type { Store } from '../store/index.ts';
import { heldMomentsSql, TEACHES_SQL, timeLiteral, TIME_MS_SQL } from './event-sql.ts';
import { DAY_MS, type Habits } from './habits.ts';
import { between, HELD_DAYS } from './learn-sql.ts';

/** Entities that were silent for weeks as of a moment, with the last sign-in of theirs that taught, epoch
 *  ms. What is normal for them is learned from the window before that: an empty window would know
 *  nothing of whoever wakes. */
export type Sleepers = ReadonlyMap<string, number>;

/** @param entities  of one page */
export async function findSleepers(
  store: Store,
  entities: readonly string[],
  asOfMs: number,
  { memoryDays }: JudgementSettings['learning'],
): Promise<Sleepers> {
  const awakeMs = asOfMs - HELD_DAYS * DAY_MS;
  const rows = await store.rows<{ id: string; lastMs: number }>(
    `SELECT EntityId AS id, max(${TIME_MS_SQL}) AS lastMs FROM sign_ins
     WHERE EntityId IN {entities:Array(String)} AND ${between(asOfMs - memoryDays * DAY_MS, asOfMs)}
       AND ${TEACHES_SQL} AND (EntityId, ${TIME_MS_SQL}) NOT IN (${heldMomentsSql(awakeMs)})
     GROUP BY EntityId HAVING lastMs < {awakeMs:Int64}`,
    { entities, awakeMs },
  );
  return new Map(rows.map(({ id, lastMs }) => [id, lastMs]));
}

const DAY_SQL = `toInt64(intDiv(${TIME_MS_SQL}, ${DAY_MS}))`;

/** Of entities of which memory holds nothing that taught, those that were there before it: their habits
 *  are forgotten, when and how often they came is not. Costs nothing where no records are older than
 *  memory. */
export async function forgottenEntities(
  store: Store,
  entities: readonly string[],
  asOfMs: number,
  { memoryDays }: JudgementSettings['learning'],
): Promise<readonly Forgotten[]> {
  const untilMs = asOfMs - memoryDays * DAY_MS;
  return store.rows<Forgotten>(
    `SELECT
       EntityId AS id, min(${TIME_MS_SQL}) AS firstMs, max(${TIME_MS_SQL}) AS lastMs, toInt64(count()) AS signIns,
       toInt64(length(arraySort(groupUniqArray(${DAY_SQL})))) AS dayCount,
       toInt64(arrayMax(arrayDifference(arraySort(groupUniqArray(${DAY_SQL}))))) AS longestGapDays
     FROM sign_ins
     WHERE toDate(CreatedDateTime) <= toDate(${timeLiteral(untilMs)}) AND CreatedDateTime < ${timeLiteral(untilMs)}
       AND EntityId IN {entities:Array(String)} AND ${TEACHES_SQL}
     GROUP BY id`,
    { entities },
  );
}

export interface Forgotten {
  readonly id: string;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly signIns: number;
  readonly dayCount: number;
  readonly longestGapDays: number;
}

/** Tells habits of a time before memory. */
export function recall(habits: Habits<string>, row: Forgotten): void {
  habits.firstTaughtMs = row.firstMs;
  habits.lastTaughtMs = row.lastMs;
  habits.everTaught = row.signIns;
  habits.everDays = row.dayCount;
  habits.longestGapDays = row.longestGapDays;
}
