import { SIMULATED_ID } from '../schema/sign-in.ts';
import { describe, expect, test } from 'vitest';
import { randomOf } from '../stats/index.ts';
import {
  NO_CREDENTIAL,
  ODD_KINDS,
  oddSignIn,
  outcomes,
  type OddKindId,
  type SignInValues,
  type UsualWays,
} from './index.ts';

const TIME_MS = Date.UTC(2026, 10, 21, 9);

const typical: SignInValues = {
  id: '11111111-2222-4333-8444-555555555500',
  timeMs: TIME_MS - 3_600_000,
  kind: 'interactive',
  tenantId: 't',
  account: {
    id: 'u',
    name: 'Ada',
    principalName: 'ada@example.org',
    userType: 'member',
    homeTenantId: 't',
    homeTenantName: '',
    servicePrincipal: null,
    managedIdentity: null,
  },
  application: { id: 'a', name: 'Payroll', ownerTenantId: 't' },
  resource: { id: 'a', name: 'Payroll', ownerTenantId: 't', servicePrincipalId: 's' },
  client: { app: 'Browser', userAgent: 'Mozilla/5.0' },
  device: {
    id: 'd',
    name: 'LT-1',
    operatingSystem: 'Windows10',
    browser: 'Edge 155.0.0',
    isCompliant: true,
    isManaged: true,
    trustType: 'Azure AD joined',
  },
  origin: {
    ipAddress: '84.208.1.2',
    asn: 2119,
    place: { city: 'Oslo', state: 'Oslo', country: 'NO', latitude: 59.91, longitude: 10.75 },
    trustedLocation: null,
  },
  outcome: outcomes.byClaim,
  credential: NO_CREDENTIAL,
  correlationId: 'c',
  sessionId: '99999999-8888-4777-8666-555555555555',
  incomingTokenType: 'none',
  protocol: 'oAuth2',
  originalTransferMethod: 'none',
  crossTenantAccessType: 'none',
  processingTimeMs: 100,
};

const usual: UsualWays = {
  typical,
  countries: new Set(['NO', 'SE']),
  asns: new Set([2119]),
  operatingSystems: new Set(['Windows', 'Ios']),
};

const made = (kind: OddKindId, seed: string) => oddSignIn(kind, usual, randomOf(seed), TIME_MS);

describe.each(Object.keys(ODD_KINDS) as OddKindId[])('a sign-in of the kind %s', (kind) => {
  test('is the same for the same seed, another for another, and known by its id', () => {
    expect(made(kind, 'a')).toEqual(made(kind, 'a'));
    expect(made(kind, 'a').id).not.toBe(made(kind, 'b').id);
    expect(made(kind, 'a').id).toMatch(new RegExp(`^${SIMULATED_ID}-[0-9a-f-]{25}00$`));
  });

  test('is of the same account at the asked time', () => {
    expect(made(kind, 'a')).toMatchObject({ account: typical.account, timeMs: TIME_MS });
  });
});

test('strange countries and systems are such as were never seen with the user', () => {
  for (let seed = 0; seed < 50; seed++) {
    const signIn = made('stolen-password', String(seed));
    expect(usual.countries).not.toContain(signIn.origin.place.country);
    expect(usual.asns).not.toContain(signIn.origin.asn);
    expect(signIn.device).toMatchObject({ id: '', isManaged: null });
    expect(signIn.device.operatingSystem).not.toMatch(/^(Windows|Ios)/);
    expect(signIn.sessionId).not.toBe(typical.sessionId);
  }
});

test('impossible travel is far: no city within 3,000 km of Oslo', () => {
  // As the crow flies from Oslo: Warsaw 1,060 km, Athens 2,610 km, New York 5,900 km, Bangkok 8,670 km.
  for (let seed = 0; seed < 50; seed++) {
    const { place } = made('impossible-travel', String(seed)).origin;
    expect(['PL', 'GR', 'DE', 'GB', 'ES', 'IT', 'TR']).not.toContain(place.country);
  }
});

test('what is to be odd in one way only is as usual in all others', () => {
  expect(made('country', 'a')).toMatchObject({ device: typical.device, client: typical.client });
  expect(made('device', 'a')).toMatchObject({ origin: typical.origin });
  expect(made('hour', 'a')).toMatchObject({ device: typical.device, origin: typical.origin });
  expect(made('session', 'a').sessionId).toBe(typical.sessionId);
  expect(made('device-code', 'a')).toMatchObject({ originalTransferMethod: 'deviceCodeFlow' });
  expect(made('credential', 'a').credential.keyId).not.toBe('');
});
