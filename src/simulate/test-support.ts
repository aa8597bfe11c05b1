import { simulateTenant, type TenantLine, type TenantOptions } from './tenant.ts';

/** What the tests read of a sign-in. */
export interface ReadSignIn {
  readonly id: string;
  readonly createdDateTime: string;
  readonly userId: string | null;
  readonly userPrincipalName: string | null;
  readonly servicePrincipalId: string;
  readonly servicePrincipalCredentialKeyId: string;
  readonly appDisplayName: string;
  readonly ipAddress: string;
  readonly autonomousSystemNumber: number | null;
  readonly clientAppUsed: string;
  readonly userAgent: string;
  readonly isInteractive: boolean;
  readonly signInEventTypes: readonly string[];
  readonly sessionId: string | null;
  readonly correlationId: string;
  readonly authenticationProtocol: string;
  readonly originalTransferMethod: string;
  readonly incomingTokenType: string;
  readonly authenticationDetails: readonly { readonly authenticationMethod: string }[];
  readonly status: { readonly errorCode: number; readonly additionalDetails: string | null };
  readonly deviceDetail: {
    readonly deviceId: string;
    readonly operatingSystem: string;
    readonly browser: string;
  };
  readonly location: {
    readonly city: string;
    readonly countryOrRegion: string;
    readonly geoCoordinates: { readonly latitude?: number; readonly longitude?: number };
  };
  readonly timeMs: number;
  readonly label: TenantLine['label'];
}

/** What the tests read of an audit event. */
export interface ReadAudit {
  readonly id: string;
  readonly activityDateTime: string;
  readonly activityDisplayName: string;
}

export interface ReadTenant {
  readonly lines: readonly TenantLine[];
  readonly signIns: readonly ReadSignIn[];
  /** those that belong to no attack */
  readonly ordinary: readonly ReadSignIn[];
  readonly audits: readonly ReadAudit[];
  /** the labelled ones of one attack, by scenario */
  readonly scenarios: (attack: string) => ReadSignIn[][];
}

/** A tenant, simulated and read again from its lines. */
export function readTenant(options: TenantOptions): ReadTenant {
  const lines = [...simulateTenant(options)];
  const signIns = lines.filter(({ isAudit }) => !isAudit).map(readSignIn);
  return {
    lines,
    signIns,
    ordinary: signIns.filter(({ label }) => label === null),
    audits: lines.filter(({ isAudit }) => isAudit).map(({ line }) => JSON.parse(line) as ReadAudit),
    scenarios: (attack) => [
      ...Map.groupBy(
        signIns.filter(({ label }) => label?.attack === attack),
        ({ label }) => label?.scenario,
      ).values(),
    ],
  };
}

function readSignIn({ label, line }: TenantLine): ReadSignIn {
  const record = JSON.parse(line) as Omit<ReadSignIn, 'timeMs' | 'label'>;
  return { ...record, label, timeMs: Date.parse(record.createdDateTime) };
}

/** The value that comes most often. */
export function mostCommon<T>(values: readonly T[]): T | undefined {
  const counts = [...Map.groupBy(values, (value) => value)];
  return counts.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
