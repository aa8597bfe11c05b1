import { randomOf, type Random } from '../../src/stats/index.ts';

/** Sign-ins as Microsoft Graph beta sends them: every property of the type signIn (metadata of August
 *  2026), about 3 KB each, made to be loaded, not to be judged. Whatever differs from record to record
 *  in life does so here (ids, tokens, addresses, times), so that compression is not flattered. */
export interface GraphSignInOptions {
  readonly seed: string;
  readonly users: number;
  /** time of the first record, epoch ms */
  readonly fromMs: number;
  /** mean time from one record to the next */
  readonly stepMs: number;
}

const TENANT = '7f5c1b52-8f0e-4c53-9c4f-6d1d8f6f2a10';
const MICROSOFT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

const PLACES = [
  ['Oslo', 'Oslo', 'NO', 59.913_27, 10.739_36, 2119],
  ['Bergen', 'Vestland', 'NO', 60.392_98, 5.324_15, 29_695],
  ['Stockholm', 'Stockholms Lan', 'SE', 59.329_38, 18.068_71, 3301],
  ['Hamburg', 'Hamburg', 'DE', 53.550_73, 9.993_02, 3320],
  ['Dublin', 'Dublin', 'IE', 53.333_06, -6.248_89, 5466],
  ['Seattle', 'Washington', 'US', 47.606_21, -122.332_07, 7922],
] as const;

const APPLICATIONS = [
  'Office 365 Exchange Online',
  'Microsoft Teams',
  'Office 365 SharePoint Online',
  'Azure Portal',
  'Microsoft Graph',
  'Windows Sign In',
  'One Outlook Web',
  'Microsoft Authentication Broker',
  'Salesforce',
  'ServiceNow',
  'Workday',
  'GitHub Enterprise',
] as const;

const BROWSERS = [
  [
    'Windows10',
    'Edge 143.0.0',
    'Windows NT 10.0; Win64; x64',
    'Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0',
  ],
  ['Windows10', 'Chrome 143.0.0', 'Windows NT 10.0; Win64; x64', 'Chrome/143.0.0.0 Safari/537.36'],
  ['MacOs', 'Safari 18.6', 'Macintosh; Intel Mac OS X 10_15_7', 'Version/18.6 Safari/605.1.15'],
  [
    'Ios 18.2.1',
    'Mobile Safari',
    'iPhone; CPU iPhone OS 18_2_1 like Mac OS X',
    'Version/18.2 Mobile/15E148 Safari/604.1',
  ],
] as const;

const POLICIES = ['Require MFA for all users'] as const;

type Kind = 'interactiveUser' | 'nonInteractiveUser' | 'servicePrincipal' | 'managedIdentity';

/** @yields one record after another, in the order of time, for ever */
export function* graphSignIns(options: GraphSignInOptions): Generator<object> {
  const random = randomOf(options.seed);
  let timeMs = options.fromMs;
  for (;;) {
    timeMs += 2 * options.stepMs * random.uniform();
    const share = random.uniform();
    if (share < 0.9) yield userSignIn(random, timeMs, share < 0.25, options.users);
    else yield workloadSignIn(random, timeMs, share < 0.97);
  }
}

function userSignIn(random: Random, timeMs: number, isInteractive: boolean, users: number): object {
  const user = Math.floor(users * random.uniform() ** 2);
  const place = PLACES[(user + (random.uniform() < 0.05 ? 1 : 0)) % PLACES.length] ?? PLACES[0];
  const [city, state, countryOrRegion, latitude, longitude, autonomousSystemNumber] = place;
  const device =
    BROWSERS[(user + (random.uniform() < 0.3 ? 1 : 0)) % BROWSERS.length] ?? BROWSERS[0];
  const [operatingSystem, browser, system, engine] = device;
  const isFailure = random.uniform() < 0.03;
  const id = guid(random);
  const time = new Date(timeMs).toISOString();
  const name = `user${user}@contoso.example`;
  return {
    id,
    createdDateTime: time.replace(/\.\d+Z/, 'Z'),
    userDisplayName: `User Number ${user}`,
    userPrincipalName: name,
    userId: fixedGuid(user),
    ...application(random),
    authenticationRequirement: isInteractive
      ? 'multiFactorAuthentication'
      : 'singleFactorAuthentication',
    ipAddress: `198.${51 + (user % 3)}.${(user >> 3) % 256}.${Math.floor(40 * random.uniform())}`,
    clientAppUsed: isInteractive ? 'Browser' : 'Mobile Apps and Desktop clients',
    userAgent: `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${engine}`,
    correlationId: guid(random),
    conditionalAccessStatus: isFailure ? 'notApplied' : 'success',
    originalRequestId: id,
    isInteractive,
    tokenIssuerName: '',
    tokenIssuerType: 'AzureAD',
    clientCredentialType: 'none',
    processingTimeInMilliseconds: 40 + Math.floor(700 * random.uniform()),
    riskDetail: 'none',
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    riskEventTypes_v2: [],
    authenticationMethodsUsed: [],
    signInIdentifier: isInteractive ? name : '',
    signInIdentifierType: isInteractive ? 'userPrincipalName' : null,
    servicePrincipalName: null,
    servicePrincipalId: '',
    servicePrincipalCredentialKeyId: '',
    servicePrincipalCredentialThumbprint: '',
    userType: user % 40 === 0 ? 'guest' : 'member',
    flaggedForReview: false,
    isTenantRestricted: false,
    crossTenantAccessType: 'none',
    homeTenantId: TENANT,
    homeTenantName: '',
    signInEventTypes: [isInteractive ? 'interactiveUser' : 'nonInteractiveUser'] satisfies Kind[],
    uniqueTokenIdentifier: token(random),
    sessionId: guid(random),
    clientSessionId: '',
    incomingTokenType: isInteractive ? 'none' : 'primaryRefreshToken',
    authenticationProtocol: 'none',
    originalTransferMethod: 'none',
    autonomousSystemNumber,
    ...rare(),
    mfaDetail: isInteractive ? { authMethod: 'Mobile app notification', authDetail: null } : null,
    authenticationAppDeviceDetails: null,
    authenticationAppPolicyEvaluationDetails: [],
    status: isFailure
      ? {
          errorCode: 50126,
          failureReason: 'Error validating credentials due to invalid username or password.',
          additionalDetails: null,
        }
      : {
          errorCode: 0,
          failureReason: 'Other.',
          additionalDetails: isInteractive
            ? 'MFA requirement satisfied by claim in the token'
            : null,
        },
    deviceDetail: {
      deviceId: fixedGuid(1_000_000 + user),
      displayName: `DESKTOP-${user.toString(36).toUpperCase().padStart(6, '0')}`,
      operatingSystem,
      browser,
      browserId: null,
      isCompliant: true,
      isManaged: true,
      trustType: 'Azure AD joined',
    },
    location: {
      city,
      state,
      countryOrRegion,
      geoCoordinates: { altitude: null, latitude, longitude },
    },
    appliedConditionalAccessPolicies: (isInteractive ? POLICIES : []).map((displayName, n) => ({
      id: fixedGuid(2_000_000 + n),
      displayName,
      enforcedGrantControls: n === 0 ? ['Mfa'] : [],
      enforcedSessionControls: [],
      result: n === 0 ? 'success' : 'notApplied',
      conditionsSatisfied: 'application,users',
      conditionsNotSatisfied: n === 0 ? 'none' : 'clientType',
    })),
    authenticationContextClassReferences: [],
    authenticationProcessingDetails: isInteractive ? [{ key: 'Is CAE Token', value: 'True' }] : [],
    networkLocationDetails: isInteractive
      ? [{ networkType: 'trustedNamedLocation', networkNames: [`${city} office`] }]
      : [],
    authenticationDetails: isInteractive
      ? [
          {
            authenticationStepDateTime: time,
            authenticationMethod: 'Password',
            authenticationMethodDetail: 'Password Hash Sync',
            succeeded: !isFailure,
            authenticationStepResultDetail: isFailure
              ? 'Invalid username or password'
              : 'First factor requirement satisfied by claim in the token',
            authenticationStepRequirement: 'Primary authentication',
          },
        ]
      : [],
    authenticationRequirementPolicies: isInteractive
      ? [{ requirementProvider: 'multiConditionalAccess', detail: 'Conditional Access' }]
      : [],
    sessionLifetimePolicies: [],
  };
}

function workloadSignIn(random: Random, timeMs: number, isServicePrincipal: boolean): object {
  const workload = Math.floor(300 * random.uniform() ** 2);
  const id = guid(random);
  const servicePrincipalId = fixedGuid(3_000_000 + workload);
  return {
    id,
    createdDateTime: new Date(timeMs).toISOString().replace(/\.\d+Z/, 'Z'),
    userDisplayName: '',
    userPrincipalName: '',
    userId: '',
    ...application(random),
    authenticationRequirement: '',
    ipAddress: isServicePrincipal ? `203.0.113.${workload % 256}` : '',
    clientAppUsed: null,
    userAgent: null,
    correlationId: guid(random),
    conditionalAccessStatus: 'notApplied',
    originalRequestId: '',
    isInteractive: false,
    tokenIssuerName: '',
    tokenIssuerType: 'AzureAD',
    clientCredentialType: isServicePrincipal ? 'clientSecret' : 'managedIdentity',
    processingTimeInMilliseconds: Math.floor(90 * random.uniform()),
    riskDetail: 'none',
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    riskEventTypes_v2: [],
    authenticationMethodsUsed: [],
    servicePrincipalName: `workload-${workload}`,
    servicePrincipalId,
    servicePrincipalCredentialKeyId: isServicePrincipal ? fixedGuid(4_000_000 + workload) : '',
    servicePrincipalCredentialThumbprint: '',
    userType: 'member',
    flaggedForReview: false,
    isTenantRestricted: false,
    crossTenantAccessType: 'none',
    homeTenantId: TENANT,
    homeTenantName: '',
    signInEventTypes: [
      isServicePrincipal ? 'servicePrincipal' : 'managedIdentity',
    ] satisfies Kind[],
    uniqueTokenIdentifier: token(random),
    sessionId: null,
    incomingTokenType: 'none',
    authenticationProtocol: 'none',
    originalTransferMethod: 'none',
    autonomousSystemNumber: isServicePrincipal ? 8075 : null,
    ...rare(),
    managedServiceIdentity: {
      msiType: isServicePrincipal ? 'none' : 'systemAssigned',
      associatedResourceId: isServicePrincipal ? null : `/subscriptions/${TENANT}/vm-${workload}`,
      federatedTokenId: '',
      federatedTokenIssuer: '',
    },
    status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
    deviceDetail: { deviceId: '', displayName: null, operatingSystem: '', browser: '' },
    location: {
      city: 'Dublin',
      state: 'Dublin',
      countryOrRegion: 'IE',
      geoCoordinates: { altitude: null, latitude: 53.333_06, longitude: -6.248_89 },
    },
    appliedConditionalAccessPolicies: [],
    authenticationContextClassReferences: [],
    authenticationProcessingDetails: [],
    networkLocationDetails: [],
    authenticationDetails: [],
    authenticationRequirementPolicies: [],
    sessionLifetimePolicies: [],
  };
}

function application(random: Random): object {
  const n = Math.floor(APPLICATIONS.length * random.uniform() ** 2);
  const resource = Math.floor(APPLICATIONS.length * random.uniform() ** 2);
  return {
    appId: fixedGuid(5_000_000 + n),
    appDisplayName: APPLICATIONS[n],
    appOwnerTenantId: MICROSOFT,
    appTokenProtectionStatus: null,
    resourceDisplayName: APPLICATIONS[resource],
    resourceId: fixedGuid(5_000_000 + resource),
    resourceTenantId: TENANT,
    resourceOwnerTenantId: MICROSOFT,
    resourceServicePrincipalId: fixedGuid(6_000_000 + resource),
  };
}

/** Properties that are there and mostly say nothing. */
function rare(): object {
  return {
    agent: null,
    appliedEventListeners: [],
    azureResourceId: null,
    conditionalAccessAudiences: [],
    federatedCredentialId: '',
    globalSecureAccessIpAddress: '',
    ipAddressFromResourceProvider: null,
    isThroughGlobalSecureAccess: false,
    managedServiceIdentity: null,
    privateLinkDetails: null,
    signInTokenProtectionStatus: 'none',
    tokenProtectionStatusDetails: null,
  };
}

function guid(random: Random): string {
  const hex = `${hex32(random)}${hex32(random)}${hex32(random)}${hex32(random)}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The same for the same number. */
function fixedGuid(n: number): string {
  const hex = n.toString(16).padStart(12, '0');
  return `0d0d50cc-${hex.slice(8)}-4000-8000-${hex}`;
}

function token(random: Random): string {
  const hex = `${hex32(random)}${hex32(random)}${hex32(random)}${hex32(random)}`;
  return Buffer.from(hex, 'hex').toString('base64url');
}

function hex32(random: Random): string {
  return Math.floor(random.uniform() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}
