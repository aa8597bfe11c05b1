import { timeLiteral } from '../baselines/index.ts';
import {
  ensureSchema,
  nativeBlock,
  NumberColumn,
  TextColumn,
  WordColumn,
  type NativeColumn,
  type Store,
} from '../store/index.ts';
import type { Evidence } from './evidence.ts';
import { INSIGHTS, insightBits } from './insights.ts';

/** What is stored of each judged sign-in: what only judgement knows, and what is asked for most. The rest
 *  of Microsoft's columns is made from it when it is read. */
const COLUMNS = {
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
} as const;

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
  const columns = Object.entries(COLUMNS)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
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
  await ensureSchema(store, {
    name: 'behaviors',
    firstTable: 'behavior_rows',
    tables: [table],
    views: [view],
  });
}

/** Gathers the rows of judged sign-ins and writes them a page at a time. */
export class BehaviorWriter {
  readonly #store: Store;
  readonly #processedMs: number;
  readonly #columns = {
    TimeGenerated: new NumberColumn("DateTime64(3, 'UTC')"),
    SourceRecordId: new TextColumn(),
    EntityId: new WordColumn(),
    EntityKind: new WordColumn(),
    SignInKind: new WordColumn(),
    UserName: new WordColumn(),
    UserPrincipalName: new WordColumn(),
    ResultClass: new WordColumn(),
    Application: new WordColumn(),
    Resource: new WordColumn(),
    SourceIPAddress: new WordColumn(),
    SourceIPLocation: new WordColumn(),
    Asn: new NumberColumn('UInt32'),
    DeviceId: new WordColumn(),
    SourceDevice: new WordColumn(),
    OperatingSystem: new WordColumn(),
    Browser: new WordColumn(),
    UserAgent: new WordColumn(),
    InsightBits: new NumberColumn('UInt32'),
    InvestigationPriority: new NumberColumn('UInt8'),
    IsDormantAccount: new NumberColumn('Bool'),
    IsLearning: new NumberColumn('Bool'),
    TimeProcessed: new NumberColumn("DateTime64(3, 'UTC')"),
  } satisfies Record<keyof typeof COLUMNS, NativeColumn>;

  /** @param processedMs  when they are judged, epoch ms */
  constructor(store: Store, processedMs: number) {
    this.#store = store;
    this.#processedMs = processedMs;
  }

  /** @param priority    0 to 10, how unusual this one sign-in is
   *  @param activeDays  days of the ten before on which the entity was active */
  add(evidence: Evidence, priority: number, activeDays: number): void {
    const { signIn, history, values } = evidence;
    const lastMs = history.lastTaughtMs;
    const isDormant = lastMs !== null && signIn.timeMs - lastMs > DORMANT_DAYS * DAY_MS;
    const columns = this.#columns;
    columns.TimeGenerated.add(signIn.timeMs);
    columns.SourceRecordId.add(signIn.id);
    columns.EntityId.add(signIn.entityId);
    columns.EntityKind.add(signIn.entityKind);
    columns.SignInKind.add(signIn.kind);
    columns.UserName.add(signIn.entityName);
    columns.UserPrincipalName.add(signIn.userPrincipalName);
    columns.ResultClass.add(signIn.resultClass);
    columns.Application.add(signIn.application);
    columns.Resource.add(signIn.resource);
    columns.SourceIPAddress.add(signIn.ipAddress);
    columns.SourceIPLocation.add(signIn.country);
    columns.Asn.add(signIn.asn);
    columns.DeviceId.add(signIn.deviceId);
    columns.SourceDevice.add(signIn.deviceName);
    columns.OperatingSystem.add(signIn.operatingSystem);
    columns.Browser.add(values.browser.value);
    columns.UserAgent.add(signIn.userAgent);
    columns.InsightBits.add(insightBits(evidence, activeDays));
    columns.InvestigationPriority.add(priority);
    columns.IsDormantAccount.add(Number(isDormant));
    columns.IsLearning.add(Number(history.isLearning));
    columns.TimeProcessed.add(this.#processedMs);
  }

  /** Writes what was added; `replaceOlder` takes back what was stored of the same sign-ins before. */
  async flush(): Promise<void> {
    if (this.#columns.SourceRecordId.length === 0) return;
    const block = nativeBlock(this.#columns);
    await this.#store.insert('behavior_rows', Object.keys(this.#columns), 'Native', block);
  }

  /** Of sign-ins that were judged before, too, leaves the newest row only. Called once a stretch: a
   *  deletion costs as much for one row as for a million. */
  async replaceOlder(fromMs: number, toMs: number): Promise<void> {
    const processed = timeLiteral(this.#processedMs);
    const range = `TimeGenerated >= ${timeLiteral(fromMs)} AND TimeGenerated < ${timeLiteral(toMs)}`;
    const older = `${range} AND TimeProcessed < ${processed}`;
    const replaced = `${older} AND SourceRecordId IN (
      SELECT SourceRecordId FROM behavior_rows WHERE ${range} AND TimeProcessed = ${processed})`;
    // Mostly there are none, which is quickly seen; the ids of a week take a second to compare.
    if (!(await this.#hasRows(older)) || !(await this.#hasRows(replaced))) return;
    await this.#store.command(`DELETE FROM behavior_rows WHERE ${replaced}`);
  }

  async #hasRows(where: string): Promise<boolean> {
    const rows = await this.#store.rows(`SELECT 1 FROM behavior_rows WHERE ${where} LIMIT 1`);
    return rows.length > 0;
  }
}
