import type { EntityKind } from './entity.ts';

/** Ids of sign-ins made by `simulate anomaly` begin so. They can be told from real ones for ever, and teach
 *  nothing; of the ids that Microsoft makes by chance one in 2^32 begins so. */
export const SIMULATED_ID = '0dd50c00';

export function isSimulated({ id }: Pick<SignIn, 'id'>): boolean {
  return id.startsWith(SIMULATED_ID);
}

/** The four ways to sign in, one table each. */
export type SignInKind = 'interactive' | 'nonInteractive' | 'servicePrincipal' | 'managedIdentity';

/** What the result code says happened; the table is result-codes.ts. */
export type ResultClass =
  /** code 0 */
  | 'success'
  /** wrong secret, unknown user, lockout by wrong secrets */
  | 'wrongSecret'
  /** second factor refused, timed out or wrong: the password was right */
  | 'mfaRefused'
  /** a step of the normal flow (50140, 50097, 50074 …): not a failure */
  | 'interrupt'
  /** stopped by conditional access, risk or another policy: the secret was right */
  | 'policy'
  /** account state: disabled, expired password … */
  | 'account'
  /** token life cycle: expired, revoked */
  | 'token'
  /** application, consent, configuration */
  | 'application'
  /** device registration or state */
  | 'device'
  /** outages, time-outs */
  | 'infrastructure'
  | 'unknown';

/** One sign-in as judgement sees it: what a record says, in one shape whatever it came from.
 *  '' = the record does not say (texts); null = unknown (numbers, booleans). */
export interface SignIn {
  /** Microsoft's id of the sign-in request; unique in a tenant */
  readonly id: string;
  readonly kind: SignInKind;
  readonly entityKind: EntityKind;
  readonly entityId: string;
  /** display name of the user or service principal */
  readonly entityName: string;
  readonly userPrincipalName: string;
  /** 'member' | 'guest' | '' */
  readonly userType: string;
  /** event time (createdDateTime), epoch ms UTC */
  readonly timeMs: number;
  readonly ipAddress: string;
  /** /24 of an IPv4, /48 of an IPv6 address, as text '203.0.113.0/24'; '' = no address */
  readonly network: string;
  /** autonomous system number; 0 = unknown */
  readonly asn: number;
  /** ISO 3166-1 alpha-2, upper case; '' = unknown */
  readonly country: string;
  readonly state: string;
  readonly city: string;
  /** degrees; null = unknown (also where the log says 0,0) */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly application: string;
  readonly applicationId: string;
  readonly resource: string;
  /** clientAppUsed: Browser, Mobile Apps and Desktop clients, IMAP4 … */
  readonly client: string;
  readonly userAgent: string;
  /** as the log gives it, version included: 'Windows10', 'Ios 18.2.1' */
  readonly operatingSystem: string;
  /** as the log gives it, version included: 'Chrome 143.0.0' */
  readonly browser: string;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly isCompliant: boolean | null;
  readonly isManaged: boolean | null;
  readonly sessionId: string;
  /** Entra error code; 0 = success */
  readonly resultCode: number;
  readonly resultClass: ResultClass;
  /** status.additionalDetails, e.g. 'MFA denied; user declined the authentication' */
  readonly mfaResult: string;
  /** 'singleFactorAuthentication' | 'multiFactorAuthentication' | '' */
  readonly authenticationRequirement: string;
  /** first authentication method of authenticationDetails, e.g. 'Password' */
  readonly authenticationMethod: string;
  readonly authenticationProtocol: string;
  readonly originalTransferMethod: string;
  readonly incomingTokenType: string;
  /** key or certificate a service principal used; '' otherwise */
  readonly credentialKeyId: string;
  readonly correlationId: string;
}

/** Fields of a sign-in that only tell a person who and what it was. */
export const TOLD_FIELDS = [
  'entityName',
  'userPrincipalName',
  'userType',
  'state',
  'applicationId',
  'deviceName',
  'mfaResult',
  'authenticationRequirement',
  'correlationId',
] as const satisfies readonly (keyof SignIn)[];

/** A sign-in as others after it are judged by it: of these there are many more than of judged ones, and each
 *  field that is read of them is felt. */
export type EarlierSignIn = Omit<SignIn, (typeof TOLD_FIELDS)[number]>;
