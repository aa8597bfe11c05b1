import type { ResultClass } from './sign-in.ts';

/** What one Entra error code says happened. */
export interface ResultCode {
  readonly code: number;
  readonly class: ResultClass;
  /** counts as a failed attempt by whoever sits at the keyboard */
  readonly isBad: boolean;
  readonly meaning: string;
}

/** The class that a word in the failure reason stands for. */
export interface ReasonRule {
  /** the code whose texts these are; null = any code that `resultCodes` does not know */
  readonly code: number | null;
  /** lower-case part of the failure reason */
  readonly contains: string;
  readonly class: ResultClass;
}

/** Only a wrong secret and a refused second factor are failures: an interrupt is a step of the normal
 *  flow, and what was stopped later had the right secret. */
const BAD_CLASSES: ReadonlySet<ResultClass> = new Set(['wrongSecret', 'mfaRefused']);

const MEANINGS: Readonly<Record<ResultClass, Readonly<Record<number, string>>>> = {
  success: { 0: 'success' },
  wrongSecret: {
    50126: 'invalid user name or password',
    50053: 'locked by too many wrong passwords',
    50034: 'user not found in the directory',
    50056: 'no password in the directory for the user',
    50064: 'credential validation failed',
    51004: 'account not in the directory',
    120000: 'wrong current password when changing it',
    300030: 'extranet lockout by AD FS',
    7000215: 'wrong client secret',
    70002: 'wrong client credentials',
    700027: 'wrong signature of a client assertion',
  },
  mfaRefused: { 500121: 'second factor declined, timed out or wrong' },
  interrupt: {
    50074: 'second factor required, not passed yet',
    50076: 'second factor required by policy or place',
    50072: 'must enrol for a second factor',
    50079: 'must enrol for a second factor',
    50078: 'second factor expired by policy',
    50158: 'external security challenge not passed yet',
    50140: 'asked to stay signed in',
    50125: 'password reset or registration interrupt',
    50199: 'asked to confirm the application, as in device code flow',
    50058: 'no session for a silent sign-in',
    16000: 'several accounts to choose from',
    16001: 'account picker',
    16003: 'account not added to the tenant yet',
    50129: 'workplace join needed',
    50127: 'broker application needed',
    50097: 'device authentication needed',
    51006: 'integrated Windows authentication needed',
    81010: 'seamless sign-on: Kerberos ticket expired or invalid',
    81012: 'seamless sign-on: another user is signed in to the device',
    81014: 'seamless sign-on: Kerberos ticket not accepted',
    50143: 'session does not match the domain hint',
    70016: 'device code not confirmed yet',
    70018: 'wrong device code',
    70019: 'device code expired',
  },
  policy: {
    53000: 'device is not compliant',
    53001: 'device is not joined',
    53002: 'application is not approved',
    53003: 'blocked by conditional access',
    53004: 'registration of a second factor blocked by risk',
    53010: 'registration of a second factor not allowed from here',
    53011: 'user blocked by risk in the home tenant',
    530002: 'device must be compliant',
    530032: 'blocked by security policy or by risk in the home tenant',
    530034: 'delegated administrator blocked: suspicious activity',
    530035: 'blocked by security defaults',
    50131: 'conditional access, suspicious activity among the reasons',
    50135: 'password change required by risk',
    50142: 'password change required by conditional access',
    50005: 'device platform not supported by conditional access',
    50105: 'user is not assigned to the application',
    500212: 'outbound cross-tenant policy',
    500213: 'inbound cross-tenant policy',
    500021: 'tenant restrictions',
    500022: 'tenant restrictions',
    50002: 'tenant restrictions',
  },
  account: {
    // the text of 50055 says "Invalid password, entered expired password": the secret was right
    50055: 'password expired; it was right',
    50144: 'password of Active Directory expired; it was right',
    50057: 'account disabled',
    80012: 'outside the allowed logon hours',
    50020: 'account of another tenant, not a guest here',
    90072: 'account of another tenant, not a guest here',
  },
  token: {
    70008: 'refresh token or authorization code expired',
    700082: 'refresh token expired by inactivity',
    700084: 'refresh token of a single-page application expired',
    70043: 'refresh token over the sign-in frequency',
    70044: 'session over the sign-in frequency',
    50132: 'session revoked or not fresh enough',
    50133: 'session invalid after expiry or password change',
    50173: 'grant revoked, fresh token needed',
    50089: 'flow token expired: the user waited',
    70000: 'invalid grant',
    50013: 'invalid assertion',
    500133: 'assertion outside its time range',
    54005: 'authorization code already redeemed',
  },
  application: {
    50059: 'no tenant in the request',
    50128: 'invalid domain name',
    65001: 'no consent to the application',
    65004: 'user declined consent',
    90094: 'administrator must consent',
    90095: 'administrator must consent',
    900941: 'administrator must consent: risky application',
    650053: 'scope does not exist on the resource',
    50011: 'reply address does not match',
    700016: 'application not found in the tenant',
    500011: 'resource not found in the tenant',
    500014: 'resource is disabled',
    7000112: 'application is disabled',
    7000222: 'client secret expired; it was right',
    50196: 'client loops',
    1000000: 'binding of the external identity provider missing',
  },
  device: {
    50155: 'device authentication failed',
    700003: 'device not found in the tenant',
    135011: 'device is disabled',
    130007: 'device is gone',
    130008: 'device is gone',
  },
  infrastructure: {
    80001: 'pass-through agent cannot reach the directory',
    80002: 'pass-through agent timed out',
    80005: 'pass-through agent: unpredictable error',
    80007: 'pass-through agent cannot validate the password',
    80014: 'pass-through agent took too long',
    50088: 'limit of telephone second factors reached',
    90025: 'request took longer than the gateway allows',
  },
  unknown: {},
};

/** Codes that are given only after the right secret, though their class alone does not tell. The
 *  others of these classes come before it (no session yet, which account) or do not say. */
const AFTER_RIGHT_SECRET: ReadonlySet<number> = new Set([
  50074,
  50076,
  50072,
  50079,
  50078,
  50158,
  50140,
  50125,
  50199, // interrupt
  50055,
  50144, // account
  7000222, // application
]);

/** Stopped by policy, perhaps before any secret: malicious address, tenant restrictions. */
const BEFORE_SECRET: ReadonlySet<number> = new Set([50053, 500021, 500022, 50002]);

/** Every code whose class is known. From Microsoft's list of Entra error codes, the portal's own texts
 *  and public detection rules. Microsoft calls the codes "subject to change". */
export const resultCodes: readonly ResultCode[] = (
  Object.entries(MEANINGS) as [ResultClass, Record<string, string>][]
).flatMap(([resultClass, meanings]) =>
  Object.entries(meanings).map(([code, meaning]) => ({
    code: Number(code),
    class: resultClass,
    isBad: isBadClass(resultClass),
    meaning,
  })),
);

/** Read from top to bottom, the first that fits wins. Never wrongSecret for a code that is not known:
 *  that class feeds the brute-force detectors and must be certain. */
export const reasonRules: readonly ReasonRule[] = [
  // one code, two events: smart lockout, or an address that Microsoft knows as malicious
  { code: 50053, contains: 'malicious', class: 'policy' },
  ...anyCode('mfaRefused', 'during strong authentication', 'mfa denied'),
  ...anyCode('interrupt', 'interrupt', 'device code', 'must enroll', 'needs to enroll'),
  ...anyCode('interrupt', 'multi-factor authentication to', 'strong authentication is required'),
  ...anyCode('policy', 'conditional access', 'due to risk', 'blocked', 'restriction', 'policies'),
  ...anyCode('token', 'refresh token', 'session has expired', 'session is invalid', 'grant'),
  ...anyCode('token', 'assertion', 'authorization code'),
  ...anyCode('device', 'device'),
  ...anyCode('account', 'account is disabled', 'account is locked', 'password has expired'),
  ...anyCode('account', 'password is expired', 'user account'),
  ...anyCode('application', 'consent', 'application', 'reply url', 'resource principal', 'scope'),
  ...anyCode('infrastructure', 'timed out', 'timeout', 'temporarily', 'unavailable', 'transient'),
];

const CLASS_BY_CODE: ReadonlyMap<number, ResultClass> = new Map(
  resultCodes.map((entry) => [entry.code, entry.class]),
);

/** Class of an error code. The failure reason decides where one code has two meanings and where the
 *  code is not known; without either the class is unknown.
 *  @param code  Entra error code; null = the record gives none */
export function resultClassOf(code: number | null, failureReason = ''): ResultClass {
  const known = code === null ? undefined : CLASS_BY_CODE.get(code);
  const reason = failureReason.toLowerCase();
  const rule = reasonRules.find(
    (each) =>
      (each.code === null ? known === undefined : each.code === code) &&
      reason.includes(each.contains),
  );
  return rule?.class ?? known ?? 'unknown';
}

/** Whoever signed in knew the secret or held a valid token, whatever happened after that. False where
 *  it is not certain: a code that is not known, an account that is disabled.
 *  @param resultCode  Entra error code; @param resultClass  its class */
export function hadRightSecret(resultCode: number, resultClass: ResultClass): boolean {
  if (resultClass === 'success' || resultClass === 'mfaRefused') return true;
  // conditional access is asked once the first factor was right; the others may come first
  if (resultClass === 'policy') return !BEFORE_SECRET.has(resultCode);
  return AFTER_RIGHT_SECRET.has(resultCode);
}

export function isBadClass(resultClass: ResultClass): boolean {
  return BAD_CLASSES.has(resultClass);
}

function anyCode(resultClass: ResultClass, ...parts: readonly string[]): readonly ReasonRule[] {
  return parts.map((contains) => ({ code: null, contains, class: resultClass }));
}
