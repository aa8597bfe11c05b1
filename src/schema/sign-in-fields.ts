import { defineField, type Field, type FieldDetails, type KqlType } from './field.ts';

/** The four tables of sign-ins. All are stored with the same columns: the superset. */
export type SignInTable =
  | 'SigninLogs'
  | 'AADNonInteractiveUserSignInLogs'
  | 'AADServicePrincipalSignInLogs'
  | 'AADManagedIdentitySignInLogs';

const TABLE_OF_LETTER: Readonly<Record<string, SignInTable>> = {
  I: 'SigninLogs',
  N: 'AADNonInteractiveUserSignInLogs',
  S: 'AADServicePrincipalSignInLogs',
  M: 'AADManagedIdentitySignInLogs',
};

export const signInTables: readonly SignInTable[] = Object.values(TABLE_OF_LETTER);

/** `letters`: the tables that have the column, I N S M as above; '' = none of Microsoft's. */
function field(
  column: string,
  type: KqlType,
  letters: string,
  meaning: string,
  details: FieldDetails<SignInTable> = {},
): Field<SignInTable> {
  const tables = letters.split('').flatMap((letter) => TABLE_OF_LETTER[letter] ?? []);
  return defineField(column, type, tables, meaning, details);
}

const text = (
  column: string,
  letters: string,
  meaning: string,
  details?: FieldDetails<SignInTable>,
): Field<SignInTable> => field(column, 'string', letters, meaning, details);

const few = { lowCardinality: true };
const json = { json: true };
/** Dynamic in SigninLogs, a string of JSON in the other tables. */
const dynamicOnlyInSigninLogs: FieldDetails<SignInTable> = { stringIn: signInTables.slice(1) };
/** Present at the top level of a diagnostic record and in Log Analytics, never in Graph. */
const top = (name: string): FieldDetails<SignInTable> => ({ graph: null, diagnostic: [name] });
const topFew = (name: string): FieldDetails<SignInTable> => ({ ...top(name), ...few });
/** Log Analytics only. */
const nowhere: FieldDetails<SignInTable> = { graph: null };
const nowhereFew: FieldDetails<SignInTable> = { ...nowhere, ...few };
/** A header of the portal's CSV that holds the value itself. */
const portal = (header: string): FieldDetails<SignInTable> => ({ portal: { [header]: '' } });
const portalFew = (header: string): FieldDetails<SignInTable> => ({ ...portal(header), ...few });

/** Every field of a sign-in, in the order in which Log Analytics exports its columns.
 *  Columns and tables: learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs and its
 *  three sisters; Graph names: metadata of Microsoft Graph beta, type signIn, August 2026;
 *  diagnostic places and portal headers: as seen in real exports. */
export const signInFields: readonly Field<SignInTable>[] = [
  text('TenantId', 'INSM', 'Log Analytics workspace id, not the Entra tenant', {
    ...nowhere,
    landing: 'workspaceId',
    ...few,
  }),
  text('SourceSystem', 'INSM', 'where Log Analytics got the row: Azure AD', nowhereFew),
  field(
    'TimeGenerated',
    'datetime',
    'INSM',
    'when it was written, minutes after the event',
    top('time'),
  ),
  text('ResourceId', 'I', 'path of the tenant that logs', {
    ...top('resourceId'),
    landing: 'logResourceId',
    ...few,
  }),
  text('OperationName', 'INSM', 'always "Sign-in activity"', topFew('operationName')),
  text('OperationVersion', 'INSM', 'version of the record', topFew('operationVersion')),
  text('Category', 'INSM', 'SignInLogs, NonInteractiveUserSignInLogs …', topFew('category')),
  text('ResultType', 'INSM', 'error code as text; "0" = success', topFew('resultType')),
  text('ResultSignature', 'INSM', 'None, SUCCESS or FAILURE; None says nothing', {
    ...top('resultSignature'),
    portal: { Status: '' },
    ...few,
  }),
  text('ResultDescription', 'INSM', 'text of the error code', topFew('resultDescription')),
  field(
    'DurationMs',
    'long',
    'INSM',
    'always 0; see ProcessingTimeInMilliseconds',
    top('durationMs'),
  ),
  text('CorrelationId', 'INSM', 'set by the client; repeats over many attempts', {
    diagnostic: ['properties.correlationId', 'correlationId'],
    portal: { 'Correlation ID': '' },
  }),
  text('Resource', 'I', 'always Microsoft.aadiam', nowhereFew),
  text('ResourceGroup', 'INSM', 'always Microsoft.aadiam', nowhereFew),
  text('ResourceProvider', 'I', 'mostly empty', nowhereFew),
  text('Identity', 'INSM', 'name of the user or service principal', top('identity')),
  text('Level', 'INSM', 'severity: 4, Informational', topFew('level')),
  text('Location', 'INSM', 'country code of the place, ISO 3166-1 alpha-2', {
    ...top('location'),
    landing: 'locationCode',
    ...few,
  }),
  text('AlternateSignInName', 'IN', 'the name that was typed to sign in', {
    diagnostic: ['properties.alternateSignInName'],
  }),
  text('AppDisplayName', 'IN', 'application signed in with', portalFew('Application')),
  text('AppId', 'INSM', 'id of that application', portalFew('Application ID')),
  text(
    'AppOwnerTenantId',
    'INSM',
    'tenant that owns the application',
    portalFew('App owner tenant ID'),
  ),
  field('AppliedEventListeners', 'dynamic', 'IN', 'logic apps and functions that listened'),
  text('AuthenticationContextClassReferences', 'INSM', 'authentication contexts', json),
  text('AuthenticationDetails', 'IN', 'each step of the authentication', json),
  text('AuthenticationMethodsUsed', 'IN', 'always empty in practice', json),
  text('AuthenticationProcessingDetails', 'INSM', 'key and value pairs of the steps', json),
  text(
    'AuthenticationProtocol',
    'IN',
    'none, oAuth2, ropc, saml20, deviceCode …',
    portalFew('Authentication Protocol'),
  ),
  text(
    'AuthenticationRequirement',
    'IN',
    'single- or multiFactorAuthentication',
    portalFew('Authentication requirement'),
  ),
  text('AuthenticationRequirementPolicies', 'IN', 'who required the factors', json),
  field('AuthenticationAppDeviceDetails', 'dynamic', 'I', 'device of the authenticator app'),
  field('AuthenticationAppPolicyEvaluationDetails', 'dynamic', 'I', 'policies of that app'),
  text('AuthenticatorAppLocation', 'IN', 'place of the authenticator app', {
    ...nowhere,
    diagnostic: ['properties.authenticatorAppLocation'],
    ...json,
  }),
  text(
    'AutonomousSystemNumber',
    'IN',
    'autonomous system of the address, digits',
    portalFew('Autonomous system number'),
  ),
  text(
    'ClientAppUsed',
    'IN',
    'Browser, Mobile Apps and Desktop clients, IMAP4 …',
    portalFew('Client app'),
  ),
  text(
    'ClientCredentialType',
    'INSM',
    'clientSecret, certificate, managedIdentity …',
    portalFew('Client credential type'),
  ),
  text('ConditionalAccessAudiences', 'INSM', 'applications the policies looked at', json),
  field('ConditionalAccessPolicies', 'dynamic', 'INSM', 'each policy with its result', {
    ...dynamicOnlyInSigninLogs,
    graph: 'appliedConditionalAccessPolicies',
    landing: 'appliedConditionalAccessPolicies',
    diagnostic: ['properties.appliedConditionalAccessPolicies'],
  }),
  text('ConditionalAccessPoliciesV2', 'N', 'the same, newer form', {
    ...nowhere,
    diagnostic: ['properties.conditionalAccessPoliciesV2'],
    ...json,
  }),
  field('AppliedConditionalAccessPolicies', 'dynamic', 'I', 'stays empty; see the column above', {
    ...nowhere,
    landing: 'appliedConditionalAccessPoliciesColumn',
  }),
  text(
    'ConditionalAccessStatus',
    'INSM',
    'success, failure or notApplied',
    portalFew('Conditional Access'),
  ),
  field('CreatedDateTime', 'datetime', 'INSM', 'the event time', {
    portal: { 'Date (UTC)': '', Date: '' },
  }),
  text(
    'CrossTenantAccessType',
    'IN',
    'none, b2bCollaboration, serviceProvider …',
    portalFew('Cross tenant access type'),
  ),
  field('DeviceDetail', 'dynamic', 'IN', 'device id, name, system, browser, compliance, trust', {
    ...dynamicOnlyInSigninLogs,
    portal: {
      'Device ID': 'deviceId',
      'Operating System': 'operatingSystem',
      Browser: 'browser',
      Compliant: 'isCompliant',
      Managed: 'isManaged',
      'Join Type': 'trustType',
    },
  }),
  field('IsInteractive', 'bool', 'IN', 'not to be relied on; the table says it'),
  text('Id', 'INSM', 'id of the sign-in request: the key', portal('Request ID')),
  text('IPAddress', 'INSM', 'address signed in from; empty for managed identities', {
    graph: 'ipAddress',
    landing: 'ipAddress',
    diagnostic: ['properties.ipAddress', 'callerIpAddress'],
    portal: { 'IP address': '' },
  }),
  text('IPAddressFromResourceProvider', 'I', 'address that the resource saw', {
    graph: 'ipAddressFromResourceProvider',
    landing: 'ipAddressFromResourceProvider',
    diagnostic: ['properties.ipAddressFromResourceProvider'],
    portal: { 'IP address (seen by resource)': '' },
  }),
  field('IsRisky', 'bool', 'IN', 'always empty', nowhere),
  field('LocationDetails', 'dynamic', 'INSM', 'city, state, country code, coordinates', {
    ...dynamicOnlyInSigninLogs,
    graph: 'location',
    landing: 'location',
    diagnostic: ['properties.location'],
    // "City, State, CC"; the portal reader takes it apart
    portal: { Location: '' },
  }),
  field('MfaDetail', 'dynamic', 'IN', 'second factor, where one really happened', {
    ...dynamicOnlyInSigninLogs,
    portal: {
      'Multifactor authentication auth method': 'authMethod',
      'Multifactor authentication auth detail': 'authDetail',
    },
  }),
  text('NetworkLocationDetails', 'INSM', 'named and trusted networks', json),
  text('OriginalRequestId', 'IN', 'first request of the sequence, usually the id'),
  text(
    'ProcessingTimeInMilliseconds',
    'I',
    'time the request took, milliseconds',
    portal('Latency'),
  ),
  text('ProcessingTimeInMs', 'IN', 'the same under the other table’s name', {
    graph: 'processingTimeInMilliseconds',
  }),
  text('RiskDetail', 'IN', 'why the risk state is what it is', few),
  text('RiskEventTypes', 'IN', 'detections, older list', json),
  text('RiskEventTypes_V2', 'IN', 'detections', {
    graph: 'riskEventTypes_v2',
    ...json,
  }),
  text('RiskLevel', 'I', 'always empty', nowhereFew),
  text('RiskLevelAggregated', 'IN', 'none, low, medium, high; hidden = unknown', few),
  text('RiskLevelDuringSignIn', 'IN', 'the same as judged at the sign-in', few),
  text('RiskState', 'IN', 'none, atRisk, remediated, dismissed …', few),
  text('ResourceDisplayName', 'INSM', 'resource signed in to', portalFew('Resource')),
  text('ResourceIdentity', 'INSM', 'id of that resource', {
    graph: 'resourceId',
    portal: { 'Resource ID': '' },
    ...few,
  }),
  text('ResourceServicePrincipalId', 'INSM', 'its service principal', few),
  text('ResourceTenantId', 'IN', 'tenant of the resource', portalFew('Resource tenant ID')),
  text(
    'ResourceOwnerTenantId',
    'INSM',
    'tenant that owns the resource',
    portalFew('Resource owner tenant ID'),
  ),
  text(
    'ServicePrincipalId',
    'INSM',
    'service principal that signed in',
    portal('Service principal ID'),
  ),
  text('ServicePrincipalName', 'ISM', 'its name', portal('Service principal name')),
  text('ServicePrincipalCredentialKeyId', 'SM', 'key it used; a new key is a signal', {
    portal: { 'Service principal credential key ID': '', 'Credential key ID': '' },
  }),
  text('ServicePrincipalCredentialThumbprint', 'SM', 'thumbprint of its certificate', {
    portal: { 'Service principal credential thumbprint': '', 'Credential thumbprint': '' },
  }),
  field('Status', 'dynamic', 'IN', 'error code, reason of failure, additional details', {
    ...dynamicOnlyInSigninLogs,
    portal: {
      'Sign-in error code': 'errorCode',
      'Failure reason': 'failureReason',
      'Multifactor authentication result': 'additionalDetails',
    },
  }),
  text('TokenIssuerName', 'IN', 'name of the identity provider', portalFew('Token issuer name')),
  text('TokenIssuerType', 'IN', 'AzureAD, ADFederationServices …', portalFew('Token issuer type')),
  text('TokenProtectionStatusDetails', 'IN', 'is the token bound to the device', {
    ...json,
    portal: {
      'Token Protection - Sign In Session': 'signInSessionStatus',
      'Token Protection - Sign In Session StatusCode': 'signInSessionStatusCode',
    },
  }),
  text('UserAgent', 'INSM', 'user agent of the client; often empty', portal('User agent')),
  text('UserDisplayName', 'IN', 'display name of the user', portal('User')),
  text('UserId', 'IN', 'object id of the user: the join key', portal('User ID')),
  text('UserPrincipalName', 'IN', 'sign-in name, lower case', portal('Username')),
  text('AADTenantId', 'INSM', 'Entra tenant', {
    graph: null,
    landing: 'aadTenantId',
    diagnostic: ['properties.tenantId', 'tenantId'],
    ...few,
  }),
  text(
    'UserType',
    'IN',
    'member or guest; the case differs between shapes',
    portalFew('User type'),
  ),
  field('FlaggedForReview', 'bool', 'I', 'the user asked for help', portal('Flagged for review')),
  text('HomeTenantId', 'IN', 'tenant of the user; differs for guests', portalFew('Home tenant ID')),
  text('HomeTenantName', 'IN', 'mostly empty', portalFew('Home tenant name')),
  text(
    'IncomingTokenType',
    'IN',
    'none, refreshToken, primaryRefreshToken …',
    portalFew('Incoming token type'),
  ),
  field('IsTenantRestricted', 'bool', 'IN', 'tenant restrictions applied'),
  field(
    'IsThroughGlobalSecureAccess',
    'bool',
    'IN',
    'the address is a Microsoft edge',
    portal('Through Global Secure Access'),
  ),
  text(
    'GlobalSecureAccessIpAddress',
    'IN',
    'address of that edge',
    portal('Global Secure Access IP address'),
  ),
  text(
    'OriginalTransferMethod',
    'IN',
    'none, deviceCodeFlow, authenticationTransfer',
    portalFew('Original transfer method'),
  ),
  text('SessionId', 'INSM', 'session, followed across tokens and addresses', portal('Session ID')),
  text('ClientSessionId', 'IN', 'session as the client names it'),
  text('SessionLifetimePolicies', 'IN', 'policies that shortened the session', json),
  text('SignInEventTypes', 'IN', 'interactiveUser, nonInteractiveUser …', json),
  text('SignInIdentifier', 'I', 'what was typed', portal('Sign-in identifier')),
  text('SignInIdentifierType', 'IN', 'userPrincipalName, phoneNumber …', few),
  text(
    'UniqueTokenIdentifier',
    'INSM',
    'the request id in base64',
    portal('Unique token identifier'),
  ),
  text('FederatedCredentialId', 'INSM', 'federated credential that was used'),
  text('ManagedServiceIdentity', 'IM', 'kind and resource of a managed identity', {
    ...json,
    portal: {
      'Managed Identity type': 'msiType',
      'Associated Resource Id': 'associatedResourceId',
      'Federated Token Id': 'federatedTokenId',
      'Federated Token Issuer': 'federatedTokenIssuer',
    },
  }),
  text('SourceAppClientId', 'ISM', 'client of the source application', {
    ...nowhere,
    diagnostic: ['properties.sourceAppClientId'],
  }),
  text('Agent', 'INSM', 'identity of an AI agent', json),
  text('SignInTokenProtectionStatus', '', 'bound, unbound or none', few),
  text('AppTokenProtectionStatus', '', 'the same for the application’s token', few),
  text('PrivateLinkDetails', '', 'private link the request came through', json),
  text('AzureResourceId', '', 'Azure resource behind a private link', few),
  text('AppServicePrincipalId', '', 'service principal of the application', {
    ...few,
    graph: null,
    diagnostic: ['properties.appServicePrincipalId'],
  }),
];
