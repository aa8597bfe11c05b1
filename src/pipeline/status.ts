import { storedTrainings } from '../baselines/index.ts';
import type { RejectRow, StatusOutput } from '../schema/outputs.ts';
import { isoTimeOf } from '../schema/time.ts';
import type { Store } from '../store/index.ts';
import { storedTenants } from './tenants.ts';

type Status = Omit<StatusOutput, 'versions'> & { readonly engine: string };
type TableStatus = StatusOutput['tables'][number];

/** Tables of Microsoft's names with the column that says when. */
const TABLES: Readonly<Record<string, string>> = {
  SigninLogs: 'CreatedDateTime',
  AADNonInteractiveUserSignInLogs: 'CreatedDateTime',
  AADServicePrincipalSignInLogs: 'CreatedDateTime',
  AADManagedIdentitySignInLogs: 'CreatedDateTime',
  AuditLogs: 'ActivityDateTime',
  BehaviorAnalytics: 'TimeGenerated',
  Anomalies: 'TimeGenerated',
};

/** What lies in the store, and what was last done with it. */
export async function status(store: Store): Promise<Status> {
  const [engine] = await store.rows<{ version: string }>('SELECT version() AS version');
  return {
    location: store.location,
    tables: await tableStatus(store),
    tenants: await storedTenants(store),
    rejects: await rejectsByReason(store),
    learned: await storedTrainings(store),
    lastIngest: await lastTime(store, 'copies', 'ArrivedAt'),
    lastLearn: await lastTime(store, 'trainings', 'TrainedAt'),
    lastDetect: await lastTime(store, 'BehaviorAnalytics', 'TimeProcessed'),
    engine: engine?.version ?? '',
  };
}

async function tableStatus(store: Store): Promise<TableStatus[]> {
  const tables: TableStatus[] = [];
  for (const [name, time] of Object.entries(TABLES)) {
    if (!(await exists(store, name))) continue;
    const [row] = await store.rows<{ rows: number; fromMs: number | null; toMs: number | null }>(
      `SELECT toInt64(count()) AS rows, ${epochMs(`min(${time})`)} AS fromMs, ${epochMs(`max(${time})`)} AS toMs
       FROM ${name}`,
    );
    tables.push({
      name,
      rows: row?.rows ?? 0,
      from: isoTimeOf(row?.fromMs ?? null),
      to: isoTimeOf(row?.toMs ?? null),
    });
  }
  return tables;
}

async function rejectsByReason(store: Store): Promise<Record<string, number>> {
  const rows = await store.rows<{ reason: string; count: number }>(
    `SELECT Reason AS reason, toInt64(count()) AS count
     FROM rejects
     GROUP BY reason
     ORDER BY count DESC, reason`,
  );
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
}

/** Newest time of a column, null when the table is not there yet or empty. */
async function lastTime(store: Store, table: string, column: string): Promise<string | null> {
  if (!(await exists(store, table))) return null;
  const [row] = await store.rows<{ ms: number | null }>(
    `SELECT ${epochMs(`max(${column})`)} AS ms FROM ${table}`,
  );
  return isoTimeOf(row?.ms ?? null);
}

async function exists(store: Store, table: string): Promise<boolean> {
  const found = await store.rows(
    'SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = {table:String}',
    { table },
  );
  return found.length > 0;
}

function epochMs(time: string): string {
  return `if(count() = 0, NULL, toUnixTimestamp64Milli(toDateTime64(${time}, 3, 'UTC')))`;
}

/** Records that could not be read, in the order they came. Memory stays bounded. */
export async function* rejects(store: Store, limit: number | null): AsyncGenerator<RejectRow> {
  type Row = readonly [number, string, string, string, number, string];
  const blocks = store.stream<Row>(
    `SELECT toUnixTimestamp64Milli(ArrivedAt), Reason, Detail, Origin, toInt64(Position), Record
     FROM rejects
     ORDER BY ArrivedAt, Origin, Position
     ${limit === null ? '' : 'LIMIT {limit:UInt64}'}`,
    limit === null ? {} : { limit },
  );
  for await (const rows of blocks) {
    for (const [arrivedMs, reason, detail, origin, position, record] of rows) {
      yield { arrivedAt: isoTimeOf(arrivedMs), reason, detail, origin, position, record };
    }
  }
}
