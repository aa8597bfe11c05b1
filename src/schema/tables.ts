import { auditFields } from './audit-fields.ts';
import { typeIn, type Field, type KqlType } from './field.ts';
import { signInFields, signInTables } from './sign-in-fields.ts';

export interface TableColumn {
  readonly name: string;
  readonly type: KqlType;
}

/** A table as users query it: Microsoft's name and columns. */
export interface TableSchema {
  readonly name: string;
  readonly columns: readonly TableColumn[];
}

/** Columns that Log Analytics itself adds to every table; no source sends them. */
export const systemColumns: readonly TableColumn[] = columns(
  'Type _BilledSize:real _IsBillable _ItemId _TimeReceived:datetime',
);

/** What Microsoft documents of the tables that are not made from log records.
 *  learn.microsoft.com/azure/azure-monitor/reference/tables/… (behavioranalytics, identityinfo,
 *  userpeeranalytics, anomalies, aaduserriskevents, aadriskyusers). 'name' = string, 'name:type'. */
const DERIVED_TABLES: Readonly<Record<string, string>> = {
  BehaviorAnalytics: `
    TenantId SourceSystem TimeGenerated:datetime TimeProcessed:datetime SourceRecordId
    ActivityType ActionType UserName UserPrincipalName ActorName ActorPrincipalName
    TargetName TargetPrincipalName EventSource EventVendor EventProductVersion NativeTableName
    SourceIPAddress SourceIPLocation SourceDevice
    DestinationIPAddress DestinationIPLocation DestinationDevice Device
    InvestigationPriority:int UsersInsights:dynamic DevicesInsights:dynamic
    ActivityInsights:dynamic _ResourceId _SubscriptionId`,
  IdentityInfo: `
    TenantId SourceSystem TimeGenerated:datetime AccountObjectId AccountUPN AccountName
    AccountDisplayName AccountDomain AccountTenantId AccountCloudSID AccountSID
    AccountCreationTime:datetime AdditionalMailAddresses:dynamic Applications
    AssignedRoles:dynamic BlastRadius ChangeSource City CompanyName Country
    DeletedDateTime:datetime Department EmployeeId EntityRiskScore:dynamic
    ExtensionProperty:dynamic GivenName GroupMembership:dynamic InvestigationPriority:int
    InvestigationPriorityPercentile:int IsAccountEnabled:bool IsMFARegistered:bool
    IsServiceAccount:bool JobTitle LastSeenDate:datetime MailAddress Manager
    OnPremisesAccountObjectId OnPremisesDistinguishedName OnPremisesExtensionAttributes Phone
    RelatedAccounts:dynamic RiskLevel RiskLevelDetails RiskState SAMAccountName
    ServicePrincipals:dynamic State StreetAddress Surname Tags:dynamic UACFlags
    UserAccountControl:dynamic UserState UserStateChangedOn:datetime UserType`,
  UserPeerAnalytics: `
    TenantId SourceSystem TimeGenerated:datetime AADTenantId UserId UserName UserPrincipalName
    PeerUserId PeerUserName PeerUserPrincipalName Rank:int PeerGroupId PeerGroupName
    _ResourceId _SubscriptionId`,
  Anomalies: `
    TenantId SourceSystem TimeGenerated:datetime Id WorkspaceId VendorName RuleId RuleName
    RuleStatus RuleConfigVersion AnomalyTemplateId AnomalyTemplateName AnomalyTemplateVersion
    Score:real Description StartTime:datetime EndTime:datetime Tactics Techniques
    UserName UserPrincipalName SourceIpAddress SourceLocation:dynamic SourceDevice
    DestinationIpAddress DestinationLocation:dynamic DestinationDevice
    ActivityInsights:dynamic DeviceInsights:dynamic UserInsights:dynamic
    AnomalyReasons:dynamic AnomalyDetails:dynamic Entities:dynamic ExtendedLinks:dynamic
    ExtendedProperties:dynamic`,
  AADUserRiskEvents: `
    TenantId SourceSystem TimeGenerated:datetime OperationName CorrelationId Id RequestId
    RiskEventType RiskState RiskLevel RiskDetail Source DetectionTimingType Activity
    TokenIssuerType IpAddress Location:dynamic ActivityDateTime:datetime
    DetectedDateTime:datetime LastUpdatedDateTime:datetime UserId UserDisplayName
    UserPrincipalName AdditionalInfo:dynamic`,
  AADRiskyUsers: `
    TenantId SourceSystem TimeGenerated:datetime OperationName CorrelationId Id IsDeleted:bool
    IsProcessing:bool RiskLevel RiskState RiskDetail RiskLastUpdatedDateTime:datetime
    UserDisplayName UserPrincipalName UserId`,
};

/** The tables that analysts know, with Microsoft's columns in a stable order. */
export const microsoftTables: readonly TableSchema[] = [
  ...signInTables.map((table) => fromFields(table, signInFields)),
  fromFields('AuditLogs', auditFields),
  ...Object.entries(DERIVED_TABLES).map(([name, text]) => ({
    name,
    columns: [...columns(text), ...systemColumns],
  })),
];

/** Schema of a Microsoft table.
 *  @throws RangeError when there is no such table; names are case-sensitive, as in Kusto */
export function microsoftTable(name: string): TableSchema {
  const table = microsoftTables.find((each) => each.name === name);
  if (table === undefined) throw new RangeError(`no Microsoft table is called ${name}`);
  return table;
}

function fromFields<Table extends string>(
  name: Table,
  fields: readonly Field<Table>[],
): TableSchema {
  const own = fields
    .filter((field) => field.tables.includes(name))
    .map((field) => ({ name: field.column, type: typeIn(field, name) }));
  return { name, columns: [...own, ...systemColumns] };
}

function columns(text: string): readonly TableColumn[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [name = '', type = 'string'] = word.split(':');
      return { name, type: type as KqlType };
    });
}
