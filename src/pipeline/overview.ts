import type { ActivityOutput } from '../schema/outputs.ts';
import type { Store } from '../store/index.ts';
import { isoTimeOf } from '../schema/time.ts';
import { findEntity } from './entities.ts';

export interface ActivityOptions {
  /** only sign-ins from here on, epoch ms */
  readonly sinceMs?: number;
  /** only of this user: id, principal name or display name */
  readonly user?: string;
}

interface Totals {
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly signIns: number;
  readonly users: number;
}

type Named = ActivityOutput['topApplications'];

/** Lists are as long as a screen: the rest is a query away. */
const LONGEST_LIST = 12;

/** 'Windows10', 'Chrome 143.0.0' → 'Windows', 'Chrome': versions would fill the list. */
const family = (column: string): string =>
  `trimRight(replaceRegexpOne(${column}, '[\\\\s\\\\d._]+$', ''))`;

const FAILURES = `ResultClass IN ('wrongSecret', 'mfaRefused')`;

/** Epoch ms of the first or last, NULL where there is none. */
const epochMs = (column: string): string =>
  `if(count() = 0, NULL, toUnixTimestamp64Milli(${column}))`;

/** What goes on, before anything was learned: counts of the stored sign-ins and audit events. */
export async function activity(
  store: Store,
  { sinceMs, user }: ActivityOptions = {},
): Promise<ActivityOutput> {
  const entity = user === undefined ? null : await findEntity(store, user);
  const parameters = { since: sinceMs ?? 0, entity: entity?.id ?? '' };
  const where = [
    ...(sinceMs === undefined
      ? []
      : [`CreatedDateTime >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')`]),
    ...(entity === null ? [] : ['EntityId = {entity:String}']),
  ];
  const count = (value: string, ...conditions: readonly string[]): Promise<Named> =>
    store.rows(
      `SELECT
         toString(${value}) AS name, toInt64(count()) AS signIns, toInt64(uniqExact(EntityId)) AS users
       FROM sign_ins
       ${whereClause([...where, ...conditions])}
       GROUP BY name
       ORDER BY signIns DESC, name
       LIMIT ${LONGEST_LIST}`,
      parameters,
    );
  const [totals] = await store.rows<Totals>(
    `SELECT
       ${epochMs('min(CreatedDateTime)')} AS fromMs, ${epochMs('max(CreatedDateTime)')} AS toMs,
       toInt64(count()) AS signIns, toInt64(uniqExact(EntityId)) AS users
     FROM sign_ins
     ${whereClause(where)}`,
    parameters,
  );
  return {
    from: isoTimeOf(totals?.fromMs ?? null),
    to: isoTimeOf(totals?.toMs ?? null),
    signIns: totals?.signIns ?? 0,
    users: totals?.users ?? 0,
    signInsByDay: await store.rows(
      `SELECT
         toString(toDate(CreatedDateTime)) AS day, toInt64(count()) AS signIns,
         toInt64(countIf(${FAILURES})) AS failures, toInt64(uniqExact(EntityId)) AS users
       FROM sign_ins
       ${whereClause(where)}
       GROUP BY day
       ORDER BY day`,
      parameters,
    ),
    kinds: await count('SignInKind'),
    topApplications: await count('Application'),
    countries: await count('Country'),
    clients: await count('ClientAppUsed'),
    operatingSystems: await count(family('OperatingSystem')),
    browsers: await count(family('Browser')),
    failureClasses: await count('ResultClass', `ResultClass != 'success'`),
    mfa: {
      requirements: await count('AuthenticationRequirement'),
      results: await count('MfaResult', `MfaResult != ''`),
    },
    auditOperations: await auditOperations(store, sinceMs, entity?.id ?? null),
  };
}

/** Of one user: what that user did, as audit events have no entity of ours. */
function auditOperations(
  store: Store,
  sinceMs: number | undefined,
  initiator: string | null,
): Promise<ActivityOutput['auditOperations']> {
  const where = [
    ...(sinceMs === undefined
      ? []
      : [`ActivityDateTime >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')`]),
    ...(initiator === null
      ? []
      : [
          `lower(simpleJSONExtractString(simpleJSONExtractRaw(InitiatedBy, 'user'), 'id')) = {initiator:String}`,
        ]),
  ];
  return store.rows(
    `SELECT OperationName AS name, toInt64(count()) AS events
     FROM AuditLogs
     ${whereClause(where)}
     GROUP BY name
     ORDER BY events DESC, name
     LIMIT ${LONGEST_LIST}`,
    { since: sinceMs ?? 0, initiator: initiator ?? '' },
  );
}

function whereClause(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join('\n  AND ')}`;
}
