import { describe, expect, test } from 'vitest';
import type {
  Evidence,
  FailureEvidence,
  ForestEvidence,
  HistoryEvidence,
  HourEvidence,
  TravelEvidence,
  ValueEvidence,
} from '../evidence/evidence.ts';
import { HABIT_KIND_NAMES, type HabitKind } from '../schema/habit-kinds.ts';
import type { SignIn } from '../schema/sign-in.ts';
import type { Claim, Detector, Facts } from './detector.ts';

/** Monday, 09:12 in Oslo. */
export const NOW = Date.parse('2026-03-02T08:12:00Z');
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

export const OSLO = {
  ipAddress: '192.0.2.17',
  network: '192.0.2.0/24',
  asn: 64_500,
  country: 'NO',
  state: 'Oslo',
  city: 'Oslo',
  latitude: 59.91,
  longitude: 10.75,
} as const;

export const LIMA = {
  ipAddress: '203.0.113.7',
  network: '203.0.113.0/24',
  asn: 64_999,
  country: 'PE',
  state: 'Lima',
  city: 'Lima',
  latitude: -12.05,
  longitude: -77.04,
} as const;

/** Km between them, great circle; spherical law of cosines at 40 digits (mpmath), R = 6371.0088 km. */
export const OSLO_TO_LIMA_KM = 11_042;

/** Ada's ordinary sign-in: from Oslo, on her managed Windows computer. */
export function signIn(changes: Partial<SignIn> = {}): SignIn {
  return {
    id: 'sign-in-1',
    kind: 'interactive',
    entityKind: 'user',
    entityId: '9b8c0c5e-5d29-4b8e-8f0a-0c6d8a1f2e01',
    entityName: 'Ada Lovelace',
    userPrincipalName: 'ada@example.org',
    userType: 'member',
    timeMs: NOW,
    ...OSLO,
    application: 'Microsoft Teams',
    applicationId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
    resource: 'Microsoft Graph',
    client: 'Browser',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/143.0.0.0',
    operatingSystem: 'Windows10',
    browser: 'Chrome 143.0.0',
    deviceId: '',
    deviceName: '',
    isCompliant: null,
    isManaged: null,
    sessionId: '',
    resultCode: 0,
    resultClass: 'success',
    mfaResult: '',
    authenticationRequirement: 'singleFactorAuthentication',
    authenticationMethod: 'Password',
    authenticationProtocol: 'none',
    originalTransferMethod: 'none',
    incomingTokenType: 'none',
    credentialKeyId: '',
    correlationId: '',
    ...changes,
  };
}

export const WRONG = { resultCode: 50_126, resultClass: 'wrongSecret' } as const;
export const REFUSED = { resultCode: 500_121, resultClass: 'mfaRefused' } as const;
export const MFA_ASKED = { resultCode: 50_074, resultClass: 'interrupt' } as const;
export const MANAGED = {
  deviceId: '4c1d3f2a-0000-4000-8000-000000000001',
  isManaged: true,
  isCompliant: true,
} as const;

/** A value that the user has nearly always. */
export function usual(value: string, changes: Partial<ValueEvidence> = {}): ValueEvidence {
  return {
    value,
    isNew: false,
    count: 120,
    share: 0.95,
    times: 300,
    noveltyRate: 0.0033,
    surprise: 0.05,
    firstMs: NOW - 59 * DAY,
    lastMs: NOW - DAY,
    recentDays: 8,
    tenantUsers: 16,
    tenantManagedUsers: 0,
    tenantLastMs: NOW - DAY,
    tenantRecentDays: 10,
    ...changes,
  };
}

/** A value that neither the user nor a colleague has ever had. */
export function neverSeen(value: string, changes: Partial<ValueEvidence> = {}): ValueEvidence {
  return usual(value, {
    isNew: true,
    count: 0,
    share: 0,
    surprise: 9,
    firstMs: null,
    lastMs: null,
    recentDays: 0,
    tenantUsers: 0,
    tenantLastMs: null,
    tenantRecentDays: 0,
    ...changes,
  });
}

const UNSAID: ValueEvidence = neverSeen('', { surprise: 0 });

export interface EvidenceChanges {
  readonly signIn?: Partial<SignIn>;
  readonly values?: Partial<Record<HabitKind, ValueEvidence>>;
  readonly history?: Partial<HistoryEvidence>;
  readonly hour?: Partial<HourEvidence>;
  readonly failures?: Partial<FailureEvidence>;
  readonly travel?: TravelEvidence | null;
  readonly recent?: readonly SignIn[];
  readonly firstUses?: readonly SignIn[];
  readonly told?: Evidence['told'];
  readonly forest?: ForestEvidence | null;
  readonly addressFailures?: Evidence['addressFailures'];
  readonly activeUsers?: number;
}

/** What is known of Ada's ordinary sign-in after 60 days with five a day, in a tenant of 200. The
 *  values are those of `signIn`, all usual; `values` says which are not. */
export function evidence(changes: EvidenceChanges = {}): Evidence {
  const own = signIn(changes.signIn);
  const said: Readonly<Record<HabitKind, string>> = {
    country: own.country,
    asn: own.asn === 0 ? '' : `AS${own.asn}`,
    network: own.network,
    address: own.ipAddress,
    city: own.city === '' ? '' : `${own.city}, ${own.country}`,
    application: own.application,
    resource: own.resource,
    client: own.client,
    operatingSystem: own.operatingSystem.replace(/[\d. ]+$/, ''),
    browser: own.browser.replace(/[\d. ]+$/, ''),
    userAgent: own.userAgent,
    device: own.deviceId,
    authenticationMethod: own.authenticationMethod,
    credential: own.credentialKeyId,
    protocol: '',
    deviceTrust: own.operatingSystem === '' ? '' : 'Windows, managed',
    unknownMachineAsn: '',
  };
  const values = Object.fromEntries(
    HABIT_KIND_NAMES.map((kind) => [kind, said[kind] === '' ? UNSAID : usual(said[kind])]),
  ) as Record<HabitKind, ValueEvidence>;
  return {
    signIn: own,
    values: { ...values, ...changes.values },
    history: {
      signIns: 300,
      days: 60,
      isLearning: false,
      previousMs: own.timeMs - HOUR,
      lastTaughtMs: own.timeMs - HOUR,
      usualGapDays: 1.4,
      longestGapDays: 9,
      ...changes.history,
    },
    hour: {
      hourOfWeek: 9,
      zone: 'Europe/Oslo',
      isZoneKnown: true,
      isBackground: false,
      signInsPerDay: 5,
      relativeDensity: 4,
      surprise: 3.7,
      ...changes.hour,
    },
    failures: {
      lastHour: 0,
      lastDay: 0,
      attemptsLastHour: 1,
      usualFailures: 3,
      usualAttempts: 150,
      mfaRefusedLastHour: 0,
      wrongSecretsLastDay: 0,
      ...changes.failures,
    },
    travel: changes.travel ?? null,
    recent: changes.recent ?? [],
    firstUses: changes.firstUses ?? [],
    told: changes.told ?? [],
    forest: changes.forest ?? null,
    addressFailures: changes.addressFailures ?? { users: 0, attempts: 0 },
    activeUsers: changes.activeUsers ?? 200,
  };
}

/** Nothing is known of the user yet. */
export const EMPTY_HISTORY: Pick<EvidenceChanges, 'history' | 'failures' | 'hour'> = {
  history: {
    signIns: 0,
    days: 0,
    isLearning: true,
    previousMs: null,
    lastTaughtMs: null,
    usualGapDays: null,
    longestGapDays: 0,
  },
  failures: { usualFailures: 0, usualAttempts: 0 },
  hour: { relativeDensity: 1, surprise: 5.1, zone: 'UTC', isZoneKnown: false },
};

export interface Fires {
  readonly on: EvidenceChanges;
  /** facts among those of the finding */
  readonly facts?: Facts;
  /** [from, to] that the score must lie in */
  readonly score?: readonly [number, number];
  readonly signIns?: readonly string[];
}

export interface DetectorCases {
  /** innocent sign-ins by what they are; at least one near miss */
  readonly quiet: Readonly<Record<string, EvidenceChanges>>;
  readonly fires: Readonly<Record<string, Fires>>;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Runs a detector through sign-ins on which it must be quiet and on which it must fire, in the way
 *  of ESLint's RuleTester. */
export function testDetector(detector: Detector, { quiet, fires, options }: DetectorCases): void {
  describe(`detector ${detector.id}`, () => {
    test('is quiet on an ordinary sign-in', () => {
      expect(claimsOf(detector, {}, options)).toEqual([]);
    });
    test.each(Object.entries(quiet))('is quiet: %s', (_, changes) => {
      expect(claimsOf(detector, changes, options)).toEqual([]);
    });
    test.each(Object.entries(fires))('fires: %s', (_, { on, facts, score, signIns }) => {
      const claims = claimsOf(detector, on, options);
      expect(claims).toHaveLength(1);
      const [claim] = claims as [Claim];
      expect(claim.facts).toMatchObject(facts ?? {});
      expect(claim.signIns).toEqual(signIns ?? claim.signIns);
      const [from, to] = score ?? [0.9, 1];
      expect(claim.score).toBeGreaterThanOrEqual(from);
      expect(claim.score).toBeLessThanOrEqual(to);
    });
  });
}

export function claimsOf(
  detector: Detector,
  changes: EvidenceChanges,
  options: Readonly<Record<string, unknown>> = {},
): Claim[] {
  return [...detector.detect(evidence(changes), detector.options.parse(options))];
}
