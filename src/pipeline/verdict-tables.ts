import { ensureSchema, type Store } from '../store/index.ts';
import { JUDGING_START } from './judging-start.ts';

/** The sign-in whose run it goes on with; '' = it is told of by itself, or not at all. */
const REPEATS = 'Repeats String';

/** Makes the table of verdicts that are worth a word, and the view Anomalies with Microsoft's columns
 *  and ours behind them. A verdict given again replaces the one before; one that was withdrawn is a row
 *  that says so. */
export async function createVerdictTables(store: Store): Promise<void> {
  const table = `
    CREATE TABLE IF NOT EXISTS anomaly_rows (
      EntityId String, SignInTime DateTime64(3, 'UTC'), SignInId String,
      Id String, IsAnomaly Bool, Severity LowCardinality(String), SeverityRank UInt8, Score Float64,
      EntityKind LowCardinality(String), EntityName String, UserPrincipalName String,
      Detectors Array(LowCardinality(String)), Titles Array(LowCardinality(String)),
      Tactics Array(LowCardinality(String)), Techniques Array(LowCardinality(String)),
      Reasons String CODEC(ZSTD(3)), SignInIds Array(String),
      IPAddress String, Network String, Asn UInt32, Country LowCardinality(String),
      State LowCardinality(String), City LowCardinality(String),
      Application LowCardinality(String), Resource LowCardinality(String),
      OperatingSystem LowCardinality(String), Browser LowCardinality(String), UserAgent String,
      DeviceId String, DeviceName String, SessionId String, CorrelationId String,
      SignInKind LowCardinality(String), ResultCode Int64, ResultClass LowCardinality(String),
      Explanation String CODEC(ZSTD(3)), ${REPEATS},
      JudgedAt DateTime64(3, 'UTC'), Version UInt64, IsDeleted UInt8,
      INDEX by_id Id TYPE bloom_filter(0.001) GRANULARITY 1
    ) ENGINE = ReplacingMergeTree(Version, IsDeleted)
    PARTITION BY toYYYYMM(SignInTime)
    ORDER BY (EntityId, SignInTime, SignInId)
    SETTINGS index_granularity = 1024`;
  const view = `CREATE OR REPLACE VIEW Anomalies AS ${ANOMALIES}`;
  await ensureSchema(store, {
    name: 'verdicts',
    firstTable: 'anomaly_rows',
    tables: [table, JUDGING_START],
    migrate: () => store.command(`ALTER TABLE anomaly_rows ADD COLUMN IF NOT EXISTS ${REPEATS}`),
    views: [view],
  });
}

/** A JSON object of column values; what is empty is left out. */
function json(pairs: Readonly<Record<string, string>>): string {
  const parts = Object.entries(pairs).map(
    ([key, column]) =>
      `if(${column} = '', '', concat('"${key}":', toJSONString(toString(${column}))))`,
  );
  return `concat('{', arrayStringConcat(arrayFilter(part -> part != '', [${parts.join(', ')}]), ','), '}')`;
}

/** Microsoft documents the columns, not what is in the dynamic ones. */
const ANOMALIES = `
  SELECT
    '' AS TenantId, 'Oddsock' AS SourceSystem, toDateTime64(SignInTime, 7, 'UTC') AS TimeGenerated,
    Id, '' AS WorkspaceId, 'Oddsock' AS VendorName,
    toString(Detectors[1]) AS RuleId, toString(Titles[1]) AS RuleName, 'Production' AS RuleStatus,
    '' AS RuleConfigVersion, RuleId AS AnomalyTemplateId, RuleName AS AnomalyTemplateName,
    '' AS AnomalyTemplateVersion, Score, arrayStringConcat(Titles, '; ') AS Description,
    TimeGenerated AS StartTime, TimeGenerated AS EndTime,
    arrayStringConcat(Tactics, ',') AS Tactics, arrayStringConcat(Techniques, ',') AS Techniques,
    EntityName AS UserName, UserPrincipalName, IPAddress AS SourceIpAddress,
    ${json({ Country: 'Country', State: 'State', City: 'City' })} AS SourceLocation,
    DeviceName AS SourceDevice,
    '' AS DestinationIpAddress, '{}' AS DestinationLocation, '' AS DestinationDevice,
    ${json({ Application: 'Application', Resource: 'Resource', ResultClass: 'ResultClass' })} AS ActivityInsights,
    ${json({ OperatingSystem: 'OperatingSystem', Browser: 'Browser', UserAgent: 'UserAgent', DeviceId: 'DeviceId' })} AS DeviceInsights,
    ${json({ AccountDisplayName: 'EntityName', AccountObjectID: 'EntityId' })} AS UserInsights,
    Reasons AS AnomalyReasons, Explanation AS AnomalyDetails,
    concat('[', ${json({ Type: `'account'`, Name: 'UserPrincipalName', AadUserId: 'EntityId' })},
      if(IPAddress = '', '', concat(',', ${json({ Type: `'ip'`, Address: 'IPAddress' })})), ']') AS Entities,
    '[]' AS ExtendedLinks, '{}' AS ExtendedProperties, 'Anomalies' AS Type,
    toString(Severity) AS Severity, EntityId, toString(EntityKind) AS EntityKind,
    SignInId, SignInIds, Detectors, toString(SignInKind) AS SignInKind,
    toString(Country) AS Country, toString(City) AS City, Asn,
    toString(Application) AS Application, toString(Resource) AS Resource,
    toString(OperatingSystem) AS OperatingSystem, toString(Browser) AS Browser, UserAgent,
    DeviceId, SessionId, CorrelationId, ResultCode, toString(ResultClass) AS ResultClass, JudgedAt
  FROM anomaly_rows FINAL
  WHERE IsAnomaly AND IsDeleted = 0`;
