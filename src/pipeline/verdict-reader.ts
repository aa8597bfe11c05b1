import { OddsockError } from '../schema/error.ts';
import {
  anomalyRow,
  explanation,
  type AnomalyRow,
  type Explanation,
} from '../schema/anomaly-outputs.ts';
import { SEVERITIES, type Severity } from '../schema/severity-rules.ts';
import { isoTimeOf } from '../schema/time.ts';
import type { Store } from '../store/index.ts';
import { findEntity } from './entities.ts';
import { LOAD_LOGS, storeStage } from './store-stage.ts';
import { createVerdictTables } from './verdict-tables.ts';

/** A stored verdict; the title is made at the edge. */
export type StoredVerdict = Omit<AnomalyRow, 'title' | 'severity'> & {
  /** null = a behaviour */
  readonly severity: Severity | null;
};

export interface VerdictFilter {
  /** of one user: id, principal name or display name */
  readonly user?: string;
  /** only from here on, epoch ms */
  readonly sinceMs?: number;
  /** this severity or worse */
  readonly severity?: Severity;
  /** the newest so many */
  readonly limit?: number;
}

const COLUMNS = [
  'Id',
  'toUnixTimestamp64Milli(SignInTime)',
  'EntityKind',
  'EntityId',
  'EntityName',
  'UserPrincipalName',
  'Severity',
  'Score',
  'Reasons',
  'arrayDistinct(arrayConcat(SignInIds, run.ids))',
  'IPAddress',
  'Country',
  'City',
  'Application',
  'OperatingSystem',
  'Browser',
  'ResultCode',
  'ResultClass',
] as const;

/** Joins what went on after an anomaly: the sign-ins that say no more than it did. */
const WITH_RUN = `
  LEFT JOIN (
    SELECT EntityId AS runEntity, Repeats AS runOf,
      arrayMap(each -> each.2, arraySort(groupArray((SignInTime, SignInId)))) AS ids
    FROM anomaly_rows FINAL WHERE Repeats != '' AND IsDeleted = 0
    GROUP BY runEntity, runOf
  ) AS run ON run.runEntity = a.EntityId AND run.runOf = a.SignInId`;

type Row = readonly [
  id: string,
  timeMs: number,
  entityKind: AnomalyRow['entity']['kind'],
  entityId: string,
  entityName: string,
  userPrincipalName: string,
  severity: Severity | '',
  score: number,
  reasons: string,
  signIns: string[],
  ipAddress: string,
  country: string,
  city: string,
  application: string,
  operatingSystem: string,
  browser: string,
  resultCode: number,
  resultClass: string,
];

/** Stored anomalies, ordered by time, then id. Memory stays bounded. */
export function readAnomalies(
  store: Store,
  filter: VerdictFilter = {},
): AsyncGenerator<StoredVerdict> {
  return readVerdicts(store, 'IsAnomaly', filter);
}

/** What was rare but not worth an alert, ordered by time, then id. */
export function readBehaviours(
  store: Store,
  filter: Omit<VerdictFilter, 'severity'> = {},
): AsyncGenerator<StoredVerdict> {
  return readVerdicts(store, 'NOT IsAnomaly', filter);
}

async function* readVerdicts(
  store: Store,
  which: string,
  { user, sinceMs, severity, limit }: VerdictFilter,
): AsyncGenerator<StoredVerdict> {
  await createVerdictTables(store);
  const entity = user === undefined ? null : await findEntity(store, user);
  const conditions = [
    which,
    'IsDeleted = 0',
    ...(entity === null ? [] : ['EntityId = {entity:String}']),
    ...(sinceMs === undefined
      ? []
      : [`SignInTime >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')`]),
    ...(severity === undefined ? [] : ['SeverityRank >= {rank:UInt8}']),
  ];
  const newest =
    limit === undefined ? '' : 'ORDER BY SignInTime DESC, Id DESC LIMIT {limit:UInt64}';
  const rows = store.stream<Row>(
    `SELECT ${COLUMNS.join(', ')}
     FROM (SELECT * FROM anomaly_rows FINAL WHERE ${conditions.join(' AND ')} ${newest}) AS a
     ${WITH_RUN}
     ORDER BY SignInTime, Id`,
    {
      entity: entity?.id ?? '',
      since: sinceMs ?? 0,
      rank: severity === undefined ? 0 : SEVERITIES.indexOf(severity) + 1,
      limit: limit ?? 0,
    },
  );
  for await (const block of rows) for (const row of block) yield verdictOf(row);
}

/** One anomaly or behaviour with what was known then.
 *  @throws OddsockError 'unknown-anomaly' */
export async function readExplained(
  store: Store,
  id: string,
): Promise<{ readonly verdict: StoredVerdict; readonly explanation: Explanation }> {
  await createVerdictTables(store);
  const rows: (readonly [...Row, string])[] = [];
  const blocks = store.stream<readonly [...Row, string]>(
    `SELECT ${COLUMNS.join(', ')}, Explanation
     FROM (
       SELECT * FROM anomaly_rows FINAL
       WHERE (Id = {id:String} OR SignInId = {id:String}) AND IsDeleted = 0
       LIMIT 1
     ) AS a
     ${WITH_RUN}`,
    { id },
  );
  for await (const block of blocks) rows.push(...block);
  const [row] = rows;
  if (row === undefined) throw await notExplained(store, id);
  const [stored] = row.slice(COLUMNS.length) as [string];
  return {
    verdict: verdictOf(row.slice(0, COLUMNS.length) as unknown as Row),
    explanation: explanation.parse(JSON.parse(stored)),
  };
}

async function notExplained(store: Store, id: string): Promise<OddsockError> {
  const [known] = await store.rows<{ signIns: number; pending: number }>(
    `SELECT
       (SELECT toInt64(count()) FROM sign_ins WHERE Id = {id:String}) AS signIns,
       (SELECT toInt64(count()) FROM pending WHERE Id = {id:String}) AS pending`,
    { id },
  );
  const [message, hint] =
    known === undefined || known.signIns === 0
      ? [`No anomaly or behaviour "${id}" is stored.`, await whereIdsAre(store)]
      : known.pending > 0
        ? [`The sign-in "${id}" is not judged yet.`, 'Judge what is new with "oddsock detect".']
        : [
            `The sign-in "${id}" was judged, and nothing about it was odd enough to be kept.`,
            '"oddsock show" shows it; "oddsock baseline" what is normal for its user.',
          ];
  return new OddsockError('unknown-anomaly', message, { hint });
}

async function whereIdsAre(store: Store): Promise<string> {
  const { hasSignIns, unjudged } = await storeStage(store);
  if (!hasSignIns) return `There are no sign-ins yet. ${LOAD_LOGS}`;
  const [judged] = await store.rows('SELECT 1 FROM anomaly_rows LIMIT 1');
  return judged === undefined && unjudged > 0
    ? 'Nothing is judged yet: judge what is stored with "oddsock detect".'
    : '"oddsock anomalies" and "oddsock behaviours" list the ids; the id of a sign-in will do, too.';
}

function verdictOf(row: Row): StoredVerdict {
  const [id, timeMs, kind, entityId, name, userPrincipalName, severity, score, reasons, signIns] =
    row;
  const [ipAddress, country, city, application, operatingSystem, browser, resultCode, resultClass] =
    row.slice(10) as unknown as Tail;
  const parsed = anomalyRow.shape.reasons.parse(JSON.parse(reasons));
  return {
    id,
    time: isoTimeOf(timeMs),
    entity: { kind, id: entityId, name },
    userPrincipalName: kind === 'user' && userPrincipalName !== '' ? userPrincipalName : null,
    severity: severity === '' ? null : severity,
    score,
    detectors: parsed.map(({ detector }) => detector),
    reasons: parsed,
    signIns,
    signIn: {
      ipAddress,
      country,
      city,
      application,
      operatingSystem,
      browser,
      resultCode,
      resultClass,
    },
  };
}

type Tail = [string, string, string, string, string, string, number, string];
