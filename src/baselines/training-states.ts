import type { EntityKind } from '../schema/entity.ts';
import type { Store } from '../store/index.ts';
import { timeLiteral } from './event-sql.ts';

/** How much is known of one entity: of its newest training. */
export interface TrainingState {
  readonly kind: EntityKind;
  readonly id: string;
  readonly name: string;
  readonly userPrincipalName: string;
  /** null = seen after the newest training, and so in none */
  readonly asOfMs: number | null;
  readonly trainedAtMs: number | null;
  readonly signIns: number;
  readonly activeDays: number;
  readonly firstTaughtMs: number | null;
  /** sign-ins that taught within memory; `signIns` are those of the window */
  readonly everTaught: number;
  /** rows its own model was trained on; 0 = it has none */
  readonly modelTrainedOn: number;
  /** there is a tenant's model of the same moment to borrow */
  readonly canBorrow: boolean;
}

type Row = readonly [
  kind: EntityKind,
  id: string,
  name: string,
  principal: string,
  asOfMs: number | null,
  trainedAtMs: number | null,
  signIns: number,
  activeDays: number,
  firstTaughtMs: number | null,
  everTaught: number,
  modelTrainedOn: number,
  canBorrow: boolean,
];

/** Every entity of the trainings that are stored (not who was silent for longer than memory when the older
 *  ones were forgotten), and those that have signed in since and are in none. A row each, however many
 *  trainings there are; a block at a time.
 *  @param order  'time' = by moment of training, then id, the untrained last; 'name' = for people */
export async function* trainingStates(
  store: Store,
  order: 'time' | 'name',
): AsyncGenerator<readonly TrainingState[]> {
  const [newest] = await store.rows<{ asOfMs: number }>(
    `SELECT toInt64(max(AsOfMs)) AS asOfMs FROM trainings WHERE EntityId = ''`,
  );
  for await (const rows of store.stream<Row>(statesSql(newest?.asOfMs ?? 0, order))) {
    yield rows.map(stateOf);
  }
}

function statesSql(newestAsOfMs: number, order: 'time' | 'name'): string {
  const last = '(AsOfMs, TrainedAt)';
  return `
    WITH
      newest AS (
        SELECT EntityId AS id, argMax(
          (EntityKind, EntityName, UserPrincipalName, AsOfMs, TrainedAt, SignIns, ActiveDays, FirstTaughtMs, EverTaught), ${last}) AS b
        FROM baselines WHERE EntityId != '' GROUP BY EntityId
      ),
      newestModels AS (
        SELECT EntityId AS id, max(AsOfMs) AS modelAsOfMs, argMax(TrainedOn, ${last}) AS trainedOn
        FROM models WHERE EntityId != '' GROUP BY EntityId
      )
    SELECT kind, id, name, principal, asOfMs, trainedAtMs, signIns, activeDays, firstTaughtMs, everTaught, modelTrainedOn, canBorrow
    FROM (
      SELECT
        n.b.1 AS kind, n.id AS id, n.b.2 AS name, n.b.3 AS principal, toNullable(n.b.4) AS asOfMs,
        toNullable(toUnixTimestamp64Milli(n.b.5)) AS trainedAtMs, n.b.6 AS signIns, n.b.7 AS activeDays,
        n.b.8 AS firstTaughtMs, n.b.9 AS everTaught, if(m.modelAsOfMs = n.b.4, m.trainedOn, 0) AS modelTrainedOn,
        n.b.4 IN (SELECT AsOfMs FROM models WHERE EntityId = '') AS canBorrow
      FROM newest AS n LEFT JOIN newestModels AS m ON m.id = n.id
      UNION ALL
      SELECT
        any(EntityKind), EntityId, argMax(EntityName, CreatedDateTime), argMax(UserPrincipalName, CreatedDateTime),
        NULL, NULL, 0, 0, NULL, 0, 0, false
      FROM sign_ins
      WHERE toDate(CreatedDateTime) >= toDate(${timeLiteral(newestAsOfMs)})
        AND CreatedDateTime >= ${timeLiteral(newestAsOfMs)}
        AND EntityId NOT IN (SELECT EntityId FROM baselines)
      GROUP BY EntityId
    )
    ORDER BY ${order === 'time' ? 'asOfMs NULLS LAST, id' : 'lowerUTF8(name), id'}
    SETTINGS join_use_nulls = 0`;
}

function stateOf(row: Row): TrainingState {
  return {
    kind: row[0],
    id: row[1],
    name: row[2],
    userPrincipalName: row[3],
    asOfMs: row[4],
    trainedAtMs: row[5],
    signIns: row[6],
    activeDays: row[7],
    firstTaughtMs: row[8],
    everTaught: row[9],
    modelTrainedOn: row[10],
    canBorrow: row[11],
  };
}
