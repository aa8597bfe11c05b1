import type { AuditTable } from '../schema/audit-fields.ts';
import type { SignInTable } from '../schema/sign-in-fields.ts';

/** A kind of record that is read. */
export type Shape =
  | 'graph-sign-in'
  | 'graph-audit'
  | 'diagnostic-sign-in'
  | 'diagnostic-audit'
  | 'log-analytics-sign-in'
  | 'log-analytics-audit'
  | 'portal-sign-in';

/** What a record is; `table` where the record itself says it, null where it must be worked out. */
export type Recognised =
  | { readonly shape: Shape; readonly table: SignInTable | AuditTable | null }
  | { readonly unsupported: string };

/** Names under which sign-ins and audit events travel: diagnostic categories and Log Analytics tables,
 *  in lower case. AD FS sign-ins are people at a keyboard; Microsoft's own service principals are
 *  service principals. */
const TABLE_OF_NAME: Readonly<Record<string, SignInTable | AuditTable>> = {
  signinlogs: 'SigninLogs',
  adfssigninlogs: 'SigninLogs',
  noninteractiveusersigninlogs: 'AADNonInteractiveUserSignInLogs',
  aadnoninteractiveusersigninlogs: 'AADNonInteractiveUserSignInLogs',
  serviceprincipalsigninlogs: 'AADServicePrincipalSignInLogs',
  aadserviceprincipalsigninlogs: 'AADServicePrincipalSignInLogs',
  microsoftserviceprincipalsigninlogs: 'AADServicePrincipalSignInLogs',
  managedidentitysigninlogs: 'AADManagedIdentitySignInLogs',
  aadmanagedidentitysigninlogs: 'AADManagedIdentitySignInLogs',
  auditlogs: 'AuditLogs',
};

type Keys = ReadonlyMap<string, unknown>;

/** Tells by its content what a record is. Keys count whatever their case: PowerShell writes them in
 *  capitals, Snowflake in lower case. */
export function recognise(value: unknown): Recognised {
  if (typeof value !== 'object' || value === null) return { unsupported: nameOfValue(value) };
  if (Array.isArray(value)) return { unsupported: 'list' };
  // the bulk of all records, at first sight
  if ('createdDateTime' in value && 'ipAddress' in value && 'id' in value) {
    return { shape: 'graph-sign-in', table: null };
  }
  const keys: Keys = new Map(Object.entries(value).map(([key, each]) => [plainKey(key), each]));
  return (
    asDiagnostic(keys) ??
    asOther(keys) ??
    asLogAnalytics(keys) ??
    asPortal(keys) ??
    asGraph(keys) ?? { unsupported: nameOf(keys) }
  );
}

/** Each kind of record that is recognised, as read or as known and not read, has one of these keys; what
 *  carries an event has one of the last. What has an id is a record of some kind. */
const TELLING_KEYS: ReadonlySet<string> = new Set(
  `id createddatetime activitydatetime timegenerated resultsignature resourceidentity type $table tablename
   userprincipalname userid serviceprincipalid appid properties activity
   risklastupdateddatetime detectiontimingtype risktype riskeventtype recordtype auditdata
   aggregateddatetime aggregatedeventdatetime successfulsignincount
   _raw message log result _source event`
    .split(/\s+/)
    .concat('request id'),
);

/** Whether a record with these keys may be one that is recognised, whatever its values are. */
export function mayBeRecognised(keys: readonly string[]): boolean {
  return keys.some((key) => TELLING_KEYS.has(plainKey(key)));
}

/** Key without case, time zone and the marks of types: `CreatedDateTime [UTC]`, `Status_dynamic`,
 *  `UserId_s`. */
export function plainKey(key: string): string {
  return key
    .trim()
    .toLowerCase()
    .replace(/ ?\[utc\]$/, '')
    .replace(/_(?:dynamic|string|[sdtgb])$/, '');
}

function asDiagnostic(keys: Keys): Recognised | null {
  if (!keys.has('properties')) return null;
  if (!(keys.has('category') || keys.has('operationname') || keys.has('time'))) return null;
  const category = text(keys.get('category'));
  const table = TABLE_OF_NAME[category.toLowerCase()] ?? null;
  if (table !== null) {
    return { shape: table === 'AuditLogs' ? 'diagnostic-audit' : 'diagnostic-sign-in', table };
  }
  // some collectors overwrite the category with the one inside
  const properties = text(keys.get('properties')) || JSON.stringify(keys.get('properties') ?? {});
  if (
    /"activitydatetime"/i.test(properties) &&
    /"(?:targetresources|initiatedby)"/i.test(properties)
  ) {
    return { shape: 'diagnostic-audit', table: 'AuditLogs' };
  }
  if (category === '' && /"createddatetime"/i.test(properties) && /"appid"/i.test(properties)) {
    return { shape: 'diagnostic-sign-in', table: null };
  }
  return { unsupported: category || 'diagnostic record' };
}

/** Known kinds that are no sign-ins and no audit events. */
function asOther(keys: Keys): Recognised | null {
  const has = (...names: string[]): boolean => names.every((name) => keys.has(name));
  if (has('risklastupdateddatetime')) return { unsupported: 'riskyUser' };
  if (has('detectiontimingtype') || has('risktype') || has('riskeventtype', 'detecteddatetime')) {
    return { unsupported: 'riskDetection' };
  }
  if (has('recordtype', 'operation') && (has('workload') || has('creationtime'))) {
    return { unsupported: 'Office 365 audit' };
  }
  if (has('auditdata', 'operation')) return { unsupported: 'Office 365 audit' };
  if (has('aggregateddatetime') || has('aggregatedeventdatetime')) {
    return { unsupported: 'applicationSignInDetailedSummary' };
  }
  if (has('successfulsignincount')) return { unsupported: 'applicationSignInSummary' };
  return null;
}

function asLogAnalytics(keys: Keys): Recognised | null {
  const type = text(keys.get('type')) || text(keys.get('$table')) || text(keys.get('tablename'));
  const table = TABLE_OF_NAME[type.toLowerCase()] ?? null;
  const hasColumns = keys.has('resultsignature') || keys.has('timegenerated');
  const isAudit = keys.has('activitydisplayname') && keys.has('targetresources');
  const isSignIn = keys.has('resulttype') || keys.has('locationdetails');
  if (table === null && !hasColumns && !keys.has('resourceidentity')) return null;
  if (table === 'AuditLogs' || (table === null && isAudit && type === '')) {
    return { shape: 'log-analytics-audit', table: 'AuditLogs' };
  }
  if (table !== null) return { shape: 'log-analytics-sign-in', table };
  if (type !== '' || !isSignIn || !(keys.has('appid') || keys.has('appdisplayname'))) return null;
  const category = text(keys.get('category')).toLowerCase();
  return { shape: 'log-analytics-sign-in', table: TABLE_OF_NAME[category] ?? null };
}

function asPortal(keys: Keys): Recognised | null {
  if (!keys.has('date (utc)') && !keys.has('date')) return null;
  if (!keys.has('request id')) {
    return keys.has('activity') && keys.has('service') ? { unsupported: 'portal audit CSV' } : null;
  }
  if (keys.has('managed identity type')) {
    return { shape: 'portal-sign-in', table: 'AADManagedIdentitySignInLogs' };
  }
  const isUser = keys.has('username') || keys.has('user id');
  const table = isUser ? 'SigninLogs' : 'AADServicePrincipalSignInLogs';
  return { shape: 'portal-sign-in', table };
}

function asGraph(keys: Keys): Recognised | null {
  if (keys.has('activitydatetime') && (keys.has('targetresources') || keys.has('initiatedby'))) {
    return { shape: 'graph-audit', table: 'AuditLogs' };
  }
  if (keys.has('activitydatetime') && keys.has('activitydisplayname')) {
    return { shape: 'graph-audit', table: 'AuditLogs' };
  }
  const isOfSomebody = ['userprincipalname', 'userid', 'serviceprincipalid', 'appid'].some((key) =>
    keys.has(key),
  );
  const isSignIn = ['ipaddress', 'status', 'clientappused', 'signineventtypes'].some((key) =>
    keys.has(key),
  );
  return isOfSomebody && isSignIn ? { shape: 'graph-sign-in', table: null } : null;
}

/** What an unknown record might be, for whoever reads the list of rejects. */
function nameOf(keys: Keys): string {
  const named = ['@odata.type', 'type', '$table', 'category', 'kind'].map((key) =>
    text(keys.get(key)),
  );
  const name = named.find((each) => each !== '');
  if (name !== undefined) return name.replace(/^#?microsoft\.graph\./, '');
  if (keys.has('error')) return 'error answer';
  return `unknown (${[...keys.keys()].slice(0, 5).join(', ')})`;
}

function nameOfValue(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
