import { timeLiteral } from '../baselines/index.ts';
import { ensureSchema, type Store } from '../store/index.ts';
import type { Evidence } from './evidence.ts';
import { INSIGHTS, insightBits } from './insights.ts';

/** What is stored of each judged sign-in: what only judgement knows, and what is asked for most. The rest
 *  of Microsoft's columns is made from it when it is read. */
const COLUMNS: Readonly<Record<string, string>> = {
  TimeGenerated: `DateTime64(7, 'UTC')`,
  SourceRecordId: 'String',
  EntityId: 'String',
  EntityKind: 'LowCardinality(String)',
  SignInKind: 'LowCardinality(String)',
  UserName: 'String',
  UserPrincipalName: 'String',
  ResultClass: 'LowCardinality(String)',
  Application: 'LowCardinality(String)',
  Resource: 'LowCardinality(String)',
  SourceIPAddress: 'String',
  SourceIPLocation: 'LowCardinality(String)',
  Asn: 'UInt32',
  DeviceId: 'String',
  SourceDevice: 'String',
  OperatingSystem: 'LowCardinality(String)',
  Browser: 'LowCardinality(String)',
  UserAgent: 'String CODEC(ZSTD(1))',
  InsightBits: 'UInt32',
  InvestigationPriority: 'UInt8',
  IsDormantAccount: 'Bool',
  IsLearning: 'Bool',
  TimeProcessed: `DateTime64(3, 'UTC')`,
};

const NAMES = Object.keys(COLUMNS);

/** Not used for this long: dormant (Microsoft's IsDormantAccount). */
const DORMANT_DAYS = 180;
const DAY_MS = 86_400_000;

const TABLE_OF_KIND = `transform(SignInKind,
  ['interactive', 'nonInteractive', 'servicePrincipal', 'managedIdentity'],
  ['SigninLogs', 'AADNonInteractiveUserSignInLogs', 'AADServicePrincipalSignInLogs', 'AADManagedIdentitySignInLogs'], '')`;

/** A JSON object of [key, SQL of the JSON value] pairs; what is NULL is left out. */
function jsonObject(pairs: readonly (readonly [string, string])[]): string {
  const parts = pairs.map(([key, sql]) => `concat('"${key.replaceAll("'", "\\'")}":', ${sql})`);
  return `concat('{', arrayStringConcat(arrayFilter(part -> isNotNull(part), [${parts.join(', ')}]), ','), '}')`;
}

const text = (column: string): string =>
  `if(${column} = '', NULL, toJSONString(toString(${column})))`;
const bit = (index: number): string => `if(bitTest(InsightBits, ${index}), 'true', 'false')`;

/** Makes the table and the view BehaviorAnalytics with Microsoft's columns and ours behind them. What
 *  is compared among peers is missing until there are peer groups. */
export async function createBehaviorTables(store: Store): Promise<void> {
  const columns = NAMES.map((name) => `${name} ${COLUMNS[name]}`).join(', ');
  const table = `CREATE TABLE IF NOT EXISTS behavior_rows (${columns}, INDEX by_id SourceRecordId TYPE bloom_filter(0.001) GRANULARITY 1)
     ENGINE = ReplacingMergeTree(TimeProcessed) PARTITION BY toYYYYMM(TimeGenerated)
     ORDER BY (toDate(TimeGenerated), EntityId, TimeGenerated, SourceRecordId)`;
  const view = `CREATE OR REPLACE VIEW BehaviorAnalytics AS
     SELECT
       '' AS TenantId, 'Oddsock' AS SourceSystem, TimeGenerated, TimeProcessed, SourceRecordId,
       if(ResultClass = 'success', 'LogOn', 'FailedLogOn') AS ActivityType, 'Sign-in' AS ActionType,
       UserName, UserPrincipalName, UserName AS ActorName, UserPrincipalName AS ActorPrincipalName,
       '' AS TargetName, '' AS TargetPrincipalName,
       'Azure AD' AS EventSource, 'Microsoft' AS EventVendor, '' AS EventProductVersion,
       ${TABLE_OF_KIND} AS NativeTableName,
       SourceIPAddress, SourceIPLocation, SourceDevice,
       '' AS DestinationIPAddress, '' AS DestinationIPLocation, '' AS DestinationDevice,
       SourceDevice AS Device, toInt32(InvestigationPriority) AS InvestigationPriority,
       ${jsonObject([
         ['AccountDisplayName', text('UserName')],
         ['AccountObjectID', text(`if(EntityKind = 'user', EntityId, '')`)],
         ['IsDormantAccount', `if(IsDormantAccount, 'true', 'false')`],
       ])} AS UsersInsights,
       ${jsonObject([
         ['Browser', text('Browser')],
         ['ISP', text(`if(Asn = 0, '', concat('AS', toString(Asn)))`)],
         ['OperatingSystem', text('OperatingSystem')],
         [
           'DeviceFamily',
           text(`replaceRegexpOne(toString(OperatingSystem), '[\\\\s0-9._]+$', '')`),
         ],
         ['UserAgent', text('UserAgent')],
         // what public hunts read; the log names no finer family
         ['UserAgentFamily', text('Browser')],
       ])} AS DevicesInsights,
       ${jsonObject([
         ...INSIGHTS.map(({ key }, index) => [key, bit(index)] as const),
         ['SourceIPLocation', text('SourceIPLocation')],
         ['App', text('Application')],
         ['Resource', text('Resource')],
       ])} AS ActivityInsights,
       '' AS _ResourceId, '' AS _SubscriptionId, 'BehaviorAnalytics' AS Type,
       EntityId, EntityKind, SignInKind, ResultClass, Application, Resource, Asn, DeviceId,
       OperatingSystem, Browser, UserAgent, IsLearning, InsightBits
     FROM behavior_rows`;
  await ensureSchema(store, { name: 'behaviors', tables: [table], views: [view] });
}

/** Gathers the rows of judged sign-ins and writes them a page at a time. */
export class BehaviorWriter {
  readonly #store: Store;
  readonly #processed: string;
  #lines: string[] = [];

  /** @param processedMs  when they are judged, epoch ms */
  constructor(store: Store, processedMs: number) {
    this.#store = store;
    this.#processed = new Date(processedMs).toISOString().slice(0, -1).replace('T', ' ');
  }

  /** @param priority    0 to 10, how unusual this one sign-in is
   *  @param activeDays  days of the ten before on which the entity was active */
  add(evidence: Evidence, priority: number, activeDays: number): void {
    const { signIn, history, values } = evidence;
    const lastMs = history.lastTaughtMs;
    const isDormant = lastMs !== null && signIn.timeMs - lastMs > DORMANT_DAYS * DAY_MS;
    this.#lines.push(
      [
        timeText(signIn.timeMs),
        escaped(signIn.id),
        escaped(signIn.entityId),
        signIn.entityKind,
        signIn.kind,
        escaped(signIn.entityName),
        escaped(signIn.userPrincipalName),
        signIn.resultClass,
        escaped(signIn.application),
        escaped(signIn.resource),
        escaped(signIn.ipAddress),
        escaped(signIn.country),
        signIn.asn,
        escaped(signIn.deviceId),
        escaped(signIn.deviceName),
        escaped(signIn.operatingSystem),
        escaped(values.browser.value),
        escaped(signIn.userAgent),
        insightBits(evidence, activeDays),
        priority,
        isDormant,
        history.isLearning,
        this.#processed,
      ].join('\t'),
    );
  }

  /** Writes what was added; `replaceOlder` takes back what was stored of the same sign-ins before. */
  async flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    const payload = `${this.#lines.join('\n')}\n`;
    this.#lines = [];
    await this.#store.insert('behavior_rows', NAMES, 'TabSeparated', payload);
  }

  /** Of sign-ins that were judged before, too, leaves the newest row only. Called once a stretch: a
   *  deletion costs as much for one row as for a million. */
  async replaceOlder(fromMs: number, toMs: number): Promise<void> {
    const range = `TimeGenerated >= ${timeLiteral(fromMs)} AND TimeGenerated < ${timeLiteral(toMs)}`;
    const older = `${range} AND TimeProcessed < toDateTime64('${this.#processed}', 3, 'UTC')
      AND SourceRecordId IN (
        SELECT SourceRecordId FROM behavior_rows
        WHERE ${range} AND TimeProcessed = toDateTime64('${this.#processed}', 3, 'UTC'))`;
    const [known] = await this.#store.rows<{ rows: number }>(
      `SELECT toInt64(count()) AS rows FROM behavior_rows WHERE ${older}`,
    );
    if ((known?.rows ?? 0) === 0) return;
    await this.#store.command(`DELETE FROM behavior_rows WHERE ${older}`);
  }
}

/** Epoch ms, which the engine reads as a decimal number of seconds. */
function timeText(timeMs: number): string {
  return (timeMs / 1000).toFixed(3);
}

function escaped(value: string): string {
  return /[\t\n\\]/.test(value)
    ? value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')
    : value;
}
