import type { SignInKind } from '../schema/sign-in.ts';
import { dateOf, DAY_MS } from './calendar.ts';
import type {
  AccountValues,
  AppliedPolicy,
  AuthenticationStep,
  ClientValues,
  CredentialValues,
  DeviceValues,
  OriginValues,
  OutcomeValues,
  PlaceValues,
  ResourceValues,
  SignInValues,
} from './sign-in-values.ts';

const EVENT_TYPE: Readonly<Record<SignInKind, string>> = {
  interactive: 'interactiveUser',
  nonInteractive: 'nonInteractiveUser',
  servicePrincipal: 'servicePrincipal',
  managedIdentity: 'managedIdentity',
};

/** One sign-in as Microsoft Graph (beta, type signIn) gives it: one line of compact JSON with every
 *  property, the key first. Of accounts, devices, outcomes and places the same object should be given
 *  again and again: their text is made once. */
export function graphSignIn(values: SignInValues): string {
  const { account, application, client, credential, outcome, resource, tenantId } = values;
  const time = secondsText(values.timeMs);
  const who = accountText(account);
  const what = outcomeText(outcome);
  const key = credentialText(credential);
  const isUser = account.servicePrincipal === null;
  return (
    `{"id":"${values.id}","createdDateTime":"${time}",${who.head}` +
    `"appId":"${application.id}","appDisplayName":${quoted(application.name)},` +
    `"ipAddress":"${values.origin.ipAddress}","ipAddressFromResourceProvider":null,` +
    clientText(client) +
    `"correlationId":"${values.correlationId}","conditionalAccessStatus":"${outcome.conditionalAccess}",` +
    `"originalRequestId":"${values.id}","isInteractive":${values.kind === 'interactive'},` +
    `"tokenIssuerName":"","tokenIssuerType":"AzureAD",${key.type}` +
    `"processingTimeInMilliseconds":${values.processingTimeMs},` +
    '"riskDetail":"none","riskLevelAggregated":"none","riskLevelDuringSignIn":"none","riskState":"none",' +
    `"riskEventTypes":[],"riskEventTypes_v2":[],${resourceText(resource)}` +
    `"resourceTenantId":"${tenantId}",${who.middle}"authenticationMethodsUsed":[],${what.requirement}` +
    `${who.tail}"signInEventTypes":["${EVENT_TYPE[values.kind]}"],${key.rest}` +
    `"flaggedForReview":false,"isTenantRestricted":false,` +
    `"autonomousSystemNumber":${values.origin.asn ?? 'null'},` +
    `"crossTenantAccessType":"${values.crossTenantAccessType}",` +
    `"uniqueTokenIdentifier":"${tokenIdentifier(values.id)}","incomingTokenType":"${values.incomingTokenType}",` +
    `"authenticationProtocol":"${values.protocol}","signInTokenProtectionStatus":"none",` +
    `"appTokenProtectionStatus":null,"originalTransferMethod":"${values.originalTransferMethod}",` +
    '"isThroughGlobalSecureAccess":false,"globalSecureAccessIpAddress":"",' +
    `"conditionalAccessAudiences":[{"applicationId":"${resource.id}","audienceReasons":"none"}],` +
    `"sessionId":${values.sessionId === '' ? 'null' : `"${values.sessionId}"`},"clientSessionId":null,` +
    `"appOwnerTenantId":"${application.ownerTenantId}","azureResourceId":"",` +
    `"agent":{"agentType":"notAgentic","parentAppId":null,"agentSubjectType":"notAgentic"},` +
    `${what.status}"deviceDetail":${deviceText(values.device)},"location":${placeText(values.origin.place)},` +
    `"appliedConditionalAccessPolicies":${policiesText(outcome.policies)},` +
    '"authenticationContextClassReferences":[],' +
    `"authenticationProcessingDetails":${isUser ? processingDetails(values) : '[]'},` +
    `"networkLocationDetails":${networkText(values.origin)},` +
    `"authenticationDetails":${stepsText(outcome.steps, time)},${what.policies}` +
    '"sessionLifetimePolicies":[],"privateLinkDetails":null,"appliedEventListeners":[],' +
    '"authenticationAppDeviceDetails":null,"authenticationAppPolicyEvaluationDetails":[],' +
    '"tokenProtectionStatusDetails":{"signInSessionStatus":"unbound","signInSessionStatusCode":1002}}'
  );
}

/** Text of an object, made once. */
function remembered<T extends object, Text>(make: (value: T) => Text): (value: T) => Text {
  const texts = new WeakMap<T, Text>();
  return (value) => {
    let text = texts.get(value);
    if (text === undefined) texts.set(value, (text = make(value)));
    return text;
  };
}

const QUOTED = new Map<string, string>();

/** Few different texts go through here: names of applications and resources. */
function quoted(text: string): string {
  let found = QUOTED.get(text);
  if (found === undefined) {
    if (QUOTED.size > 10_000) QUOTED.clear();
    QUOTED.set(text, (found = JSON.stringify(text)));
  }
  return found;
}

/** The three runs of neighbouring properties that say who it is. */
const accountText = remembered((account: AccountValues) => {
  const { servicePrincipal: principal, managedIdentity: identity } = account;
  const isUser = principal === null;
  const of = (text: string) => JSON.stringify(isUser ? text : null);
  const msi = { msiType: 'none', associatedResourceId: '' };
  const managed =
    identity === null ? msi : { msiType: identity.type, associatedResourceId: identity.resourceId };
  return {
    head:
      `"userDisplayName":${of(account.name)},"userPrincipalName":${of(account.principalName)},` +
      `"userId":${of(account.id)},"alternateSignInName":${of(account.principalName)},`,
    middle:
      `"homeTenantId":"${account.homeTenantId}","homeTenantName":${JSON.stringify(account.homeTenantName)},` +
      `"userType":${JSON.stringify(account.userType === '' ? null : account.userType)},`,
    tail:
      `"signInIdentifier":${of(account.principalName)},"signInIdentifierType":${of('userPrincipalName')},` +
      `"servicePrincipalName":${JSON.stringify(principal?.name ?? null)},` +
      `"servicePrincipalId":"${principal?.id ?? ''}",` +
      `"managedServiceIdentity":${JSON.stringify({ ...managed, federatedTokenId: '', federatedTokenIssuer: '' })},`,
  };
});

const credentialText = remembered((credential: CredentialValues) => ({
  type: `"clientCredentialType":"${credential.type}",`,
  rest:
    `"servicePrincipalCredentialKeyId":"${credential.keyId}",` +
    `"servicePrincipalCredentialThumbprint":"${credential.thumbprint}",` +
    `"federatedCredentialId":"${credential.federatedId}",`,
}));

const clientText = remembered(
  ({ app, userAgent }: ClientValues) =>
    `"clientAppUsed":${JSON.stringify(app)},"userAgent":${JSON.stringify(userAgent)},`,
);

const resourceText = remembered(
  ({ id, name, ownerTenantId, servicePrincipalId }: ResourceValues) =>
    `"resourceDisplayName":${JSON.stringify(name)},"resourceId":"${id}",` +
    `"resourceOwnerTenantId":"${ownerTenantId}","resourceServicePrincipalId":"${servicePrincipalId}",`,
);

const deviceText = remembered((device: DeviceValues) =>
  JSON.stringify({
    deviceId: device.id,
    displayName: device.name,
    operatingSystem: device.operatingSystem,
    browser: device.browser,
    isCompliant: device.isCompliant,
    isManaged: device.isManaged,
    trustType: device.trustType,
    browserId: null,
  }),
);

/** Unknown coordinates are an empty object, as in the logs. */
const placeText = remembered(({ city, state, country, latitude, longitude }: PlaceValues) =>
  JSON.stringify({
    city,
    state,
    countryOrRegion: country,
    geoCoordinates:
      latitude === null || longitude === null ? {} : { altitude: null, latitude, longitude },
  }),
);

const outcomeText = remembered((outcome: OutcomeValues) => {
  const { code, failureReason, additionalDetails, mfa, requirement, requirementProvider } = outcome;
  const status = {
    errorCode: code,
    failureReason: code === 0 ? 'Other.' : failureReason,
    additionalDetails,
  };
  const detail = requirementProvider === 'user' ? 'Per-user MFA' : 'Conditional Access';
  return {
    requirement: `"authenticationRequirement":"${requirement}",`,
    status:
      `"mfaDetail":${JSON.stringify(mfa === null ? null : { authMethod: mfa.method, authDetail: mfa.detail })},` +
      `"status":${JSON.stringify(status)},`,
    policies: `"authenticationRequirementPolicies":${JSON.stringify(
      requirementProvider === null ? [] : [{ requirementProvider, detail }],
    )},`,
  };
});

/** Of a policy that does not apply, Graph leaves the rules empty. */
const policiesText = remembered((policies: readonly AppliedPolicy[]) =>
  JSON.stringify(
    policies.map(({ id, name, grantControls, sessionControls, result }) => ({
      id,
      displayName: name,
      enforcedGrantControls: grantControls,
      enforcedSessionControls: sessionControls,
      result,
      conditionsSatisfied: result === 'notApplied' ? 'none' : 'application,users',
      conditionsNotSatisfied: result === 'notApplied' ? 'application' : 'none',
    })),
  ),
);

const stepRest = remembered(
  ({ method, methodDetail, succeeded, resultDetail }: AuthenticationStep) =>
    JSON.stringify({
      authenticationMethod: method,
      authenticationMethodDetail: methodDetail,
      succeeded,
      authenticationStepResultDetail: resultDetail,
      authenticationStepRequirement: '',
    }).slice(1),
);

function stepsText(steps: readonly AuthenticationStep[], time: string): string {
  let text = '';
  for (const step of steps) {
    text += `${text === '' ? '' : ','}{"authenticationStepDateTime":"${time}",${stepRest(step)}`;
  }
  return `[${text}]`;
}

function networkText({ trustedLocation }: OriginValues): string {
  if (trustedLocation === null) return '[]';
  return `[{"networkType":"trustedNamedLocation","networkNames":[${quoted(trustedLocation)}]}]`;
}

/** Tokens of continuous access evaluation go to the native clients of the large services only. */
function processingDetails({ client, kind }: SignInValues): string {
  const isCae = kind === 'nonInteractive' && client.app !== 'Browser';
  return `[{"key":"Is CAE Token","value":"${isCae ? 'True' : 'False'}"}]`;
}

let lastDay = Number.NaN;
let lastDate = '';

/** '2026-11-20T08:15:04Z': Graph gives whole seconds. */
export function secondsText(timeMs: number): string {
  const day = Math.floor(timeMs / DAY_MS);
  if (day !== lastDay) {
    lastDay = day;
    lastDate = `${dateOf(day)}T`;
  }
  const second = Math.floor((timeMs - day * DAY_MS) / 1000);
  const minute = Math.floor(second / 60);
  return `${lastDate}${TWO[Math.floor(minute / 60)]}:${TWO[minute % 60]}:${TWO[second % 60]}Z`;
}

const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

const BASE64 = Uint8Array.from(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  (character) => character.charCodeAt(0),
);
/** Where the 16 bytes of .NET's GUID stand in its text. */
const BYTE_AT = [6, 4, 2, 0, 11, 9, 16, 14, 19, 21, 24, 26, 28, 30, 32, 34];
const TOKEN_LENGTH = 22;
const codes = new Uint8Array(TOKEN_LENGTH);

/** base64url of the 16 bytes of the request id in .NET's order, as measured in real logs.
 *  @param id  GUID; what is no hexadecimal digit counts as 0 */
export function tokenIdentifier(id: string): string {
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const place of BYTE_AT) {
    bits = (bits << 8) | (digit(id.charCodeAt(place)) << 4) | digit(id.charCodeAt(place + 1));
    for (held += 8; held >= 6; held -= 6) {
      codes[at] = BASE64[(bits >>> (held - 6)) & 63] as number;
      at += 1;
    }
  }
  codes[at] = BASE64[(bits << (6 - held)) & 63] as number;
  return String.fromCharCode.apply(null, codes as unknown as number[]);
}

/** Value of a hexadecimal digit; 0 for anything else. */
function digit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : 0;
}
