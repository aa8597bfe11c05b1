import type { SignInKind } from '../schema/sign-in.ts';

/** Who signs in. Of one object many records are written: it is rendered once. */
export interface AccountValues {
  /** object id of the user; '' for service principals */
  readonly id: string;
  readonly name: string;
  readonly principalName: string;
  readonly userType: 'member' | 'guest' | '';
  readonly homeTenantId: string;
  readonly homeTenantName: string;
  readonly servicePrincipal: { readonly id: string; readonly name: string } | null;
  readonly managedIdentity: { readonly type: string; readonly resourceId: string } | null;
}

export interface ApplicationValues {
  readonly id: string;
  readonly name: string;
  /** tenant that owns it */
  readonly ownerTenantId: string;
}

export interface ResourceValues extends ApplicationValues {
  readonly servicePrincipalId: string;
}

export interface ClientValues {
  /** 'Browser', 'Mobile Apps and Desktop clients' … */
  readonly app: string;
  readonly userAgent: string;
}

export interface DeviceValues {
  /** '' = not registered, or not told */
  readonly id: string;
  readonly name: string | null;
  readonly operatingSystem: string;
  readonly browser: string;
  readonly isCompliant: boolean | null;
  readonly isManaged: boolean | null;
  readonly trustType: string | null;
}

export interface PlaceValues {
  readonly city: string;
  readonly state: string;
  /** ISO 3166-1 alpha-2; '' = unknown */
  readonly country: string;
  /** degrees; null = unknown */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Where a sign-in comes from. */
export interface OriginValues {
  /** '' = none, as of managed identities */
  readonly ipAddress: string;
  /** null = unknown */
  readonly asn: number | null;
  readonly place: PlaceValues;
  /** name of the tenant's trusted location that the address belongs to; null = none */
  readonly trustedLocation: string | null;
}

export interface AuthenticationStep {
  readonly method: string;
  readonly methodDetail: string | null;
  readonly succeeded: boolean;
  readonly resultDetail: string | null;
}

export interface AppliedPolicy {
  readonly id: string;
  readonly name: string;
  readonly grantControls: readonly string[];
  readonly sessionControls: readonly string[];
  readonly result: 'success' | 'failure' | 'notApplied';
}

/** What came of it. Shared like an account. */
export interface OutcomeValues {
  /** Entra error code; 0 = success */
  readonly code: number;
  readonly failureReason: string;
  readonly additionalDetails: string | null;
  readonly requirement: 'singleFactorAuthentication' | 'multiFactorAuthentication' | '';
  readonly requirementProvider: 'multiConditionalAccess' | 'user' | null;
  readonly steps: readonly AuthenticationStep[];
  readonly mfa: { readonly method: string; readonly detail: string | null } | null;
  readonly conditionalAccess: 'success' | 'failure' | 'notApplied';
  readonly policies: readonly AppliedPolicy[];
}

/** What a service principal proved itself with. */
export interface CredentialValues {
  readonly type:
    | 'none'
    | 'clientSecret'
    | 'clientAssertion'
    | 'certificate'
    | 'federatedIdentityCredential'
    | 'managedIdentity';
  readonly keyId: string;
  readonly thumbprint: string;
  readonly federatedId: string;
}

/** Everything that differs between two sign-ins. */
export interface SignInValues {
  readonly id: string;
  /** epoch ms; written in whole seconds */
  readonly timeMs: number;
  readonly kind: SignInKind;
  /** the tenant that is signed in to */
  readonly tenantId: string;
  readonly account: AccountValues;
  readonly application: ApplicationValues;
  readonly resource: ResourceValues;
  readonly client: ClientValues;
  readonly device: DeviceValues;
  readonly origin: OriginValues;
  readonly outcome: OutcomeValues;
  readonly credential: CredentialValues;
  readonly correlationId: string;
  /** '' = no session, as after a wrong password */
  readonly sessionId: string;
  readonly incomingTokenType: 'none' | 'primaryRefreshToken' | 'refreshToken';
  /** 'none', 'oAuth2', 'ropc', 'deviceCode' … */
  readonly protocol: string;
  readonly originalTransferMethod: 'none' | 'deviceCodeFlow' | 'authenticationTransfer';
  readonly crossTenantAccessType: 'none' | 'b2bCollaboration';
  readonly processingTimeMs: number;
}
