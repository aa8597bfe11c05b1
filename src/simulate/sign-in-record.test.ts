import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditFields } from '../schema/audit-fields.ts';
import { signInFields } from '../schema/sign-in-fields.ts';
import { graphAudit } from './audit-record.ts';
import { outcomes } from './outcomes.ts';
import { graphSignIn, secondsText, tokenIdentifier } from './sign-in-record.ts';
import type { SignInValues } from './sign-in-values.ts';
import { NO_CREDENTIAL } from './user-sign-in.ts';

const VALUES: SignInValues = {
  id: '22608a25-1d9b-44b5-b0f2-cb94f06b2d00',
  timeMs: Date.UTC(2026, 10, 20, 8, 15, 4, 900),
  kind: 'interactive',
  tenantId: '9a4ee013-f926-4d1a-a5fc-27a27dac1809',
  account: {
    id: 'd87237f6-d207-450a-a35c-a5dbb7ec32c4',
    name: 'Anna "the\u0007" Bjørn',
    principalName: "anna.o'bjorn@norrvik.example",
    userType: 'member',
    homeTenantId: '9a4ee013-f926-4d1a-a5fc-27a27dac1809',
    homeTenantName: '',
    servicePrincipal: null,
    managedIdentity: null,
  },
  application: { id: 'a1', name: 'Office', ownerTenantId: 't1' },
  resource: { id: 'r1', name: 'Graph', ownerTenantId: 't1', servicePrincipalId: 's1' },
  client: { app: 'Browser', userAgent: 'Mozilla/5.0 (X11)' },
  device: {
    id: '',
    name: null,
    operatingSystem: 'Linux',
    browser: 'Firefox 157.0',
    isCompliant: null,
    isManaged: null,
    trustType: null,
  },
  origin: {
    ipAddress: '192.0.2.7',
    asn: 64_500,
    place: { city: 'Oslo', state: 'Oslo', country: 'NO', latitude: 59.91, longitude: 10.75 },
    trustedLocation: null,
  },
  outcome: outcomes.byClaim,
  credential: NO_CREDENTIAL,
  correlationId: 'c1',
  sessionId: 's1',
  incomingTokenType: 'none',
  protocol: 'oAuth2',
  originalTransferMethod: 'none',
  crossTenantAccessType: 'none',
  processingTimeMs: 120,
};

type Json = Record<string, unknown>;

function read(values: SignInValues): Json {
  return JSON.parse(graphSignIn(values)) as Json;
}

test('a record has every property that Graph has, and no other', () => {
  const names = signInFields.flatMap(({ graph }) => graph ?? []);
  expect(Object.keys(read(VALUES)).toSorted()).toEqual([...new Set(names)].toSorted());
});

test('it is one line of compact JSON with the key first', () => {
  const line = graphSignIn(VALUES);
  expect(line).toBe(JSON.stringify(JSON.parse(line)));
  expect(line.startsWith(`{"id":"${VALUES.id}","createdDateTime":"2026-11-20T08:15:04Z",`)).toBe(
    true,
  );
});

test('what is given is what is written', () => {
  expect(read(VALUES)).toMatchObject({
    userDisplayName: VALUES.account.name,
    userPrincipalName: VALUES.account.principalName,
    ipAddress: '192.0.2.7',
    autonomousSystemNumber: 64_500,
    signInEventTypes: ['interactiveUser'],
    isInteractive: true,
    authenticationRequirement: 'multiFactorAuthentication',
    status: { errorCode: 0, additionalDetails: 'MFA requirement satisfied by claim in the token' },
    deviceDetail: { operatingSystem: 'Linux', isCompliant: null },
    location: { city: 'Oslo', geoCoordinates: { latitude: 59.91, longitude: 10.75 } },
    networkLocationDetails: [],
  });
});

test('what is unknown is written as Graph writes it', () => {
  const place = { ...VALUES.origin.place, latitude: null, longitude: null };
  const origin = { ipAddress: '', asn: null, place, trustedLocation: 'Head office' };
  expect(read({ ...VALUES, sessionId: '', origin })).toMatchObject({
    ipAddress: '',
    autonomousSystemNumber: null,
    sessionId: null,
    location: { geoCoordinates: {} },
    networkLocationDetails: [
      { networkType: 'trustedNamedLocation', networkNames: ['Head office'] },
    ],
  });
});

test('a program has no user, and a wrong password has no session', () => {
  const servicePrincipal = { id: 'sp1', name: 'Backup' };
  const account = { ...VALUES.account, id: '', userType: '' as const, servicePrincipal };
  expect(read({ ...VALUES, kind: 'servicePrincipal', account })).toMatchObject({
    userId: null,
    userPrincipalName: null,
    servicePrincipalId: 'sp1',
    servicePrincipalName: 'Backup',
    signInEventTypes: ['servicePrincipal'],
  });
});

test('any text survives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (name, agent) => {
      const account = { ...VALUES.account, name };
      const client = { app: 'Browser', userAgent: agent };
      const application = { ...VALUES.application, name };
      const place = { ...VALUES.origin.place, city: name };
      const origin = { ...VALUES.origin, place };
      expect(read({ ...VALUES, account, application, client, origin })).toMatchObject({
        userDisplayName: name,
        appDisplayName: name,
        userAgent: agent,
        location: { city: name },
      });
    }),
    { seed: 4242, numRuns: 300 },
  );
});

// Pairs of request id and uniqueTokenIdentifier: the first from a public Azure Monitor record of 2023
// (splunk/attack_data), the second by Node's Buffer from the GUID's bytes in .NET order.
test.each([
  ['22608a25-1d9b-44b5-b0f2-cb94f06b2d00', 'JYpgIpsdtUSw8suU8GstAA'],
  ['00112233-4455-6677-8899-aabbccddeeff', 'MyIRAFVEd2aImaq7zN3u_w'],
])('the token identifier of %s is %s', (id, expected) => {
  expect(tokenIdentifier(id)).toBe(expected);
  expect(tokenIdentifier(id.toUpperCase())).toBe(expected);
});

test('times are whole seconds', () => {
  expect(secondsText(Date.UTC(2026, 0, 2, 3, 4, 5, 999))).toBe('2026-01-02T03:04:05Z');
  expect(secondsText(Date.UTC(1999, 11, 31, 23, 59, 59))).toBe('1999-12-31T23:59:59Z');
});

test('an audit record has every property that Graph has', () => {
  const line = graphAudit({
    timeMs: 0,
    correlationId: 'c1',
    sequence: 7,
    service: 'Core Directory',
    category: 'UserManagement',
    operation: 'Update',
    activity: 'Update user',
    result: 'success',
    reason: '',
    by: { user: { id: 'u1', name: 'Anna', principalName: 'anna@norrvik.example' }, ipAddress: '' },
    targets: [{ type: 'User', id: 'u2', name: null, changes: [['City', ['Oslo'], ['Bergen']]] }],
  });
  const record = JSON.parse(line) as Json;
  const names = auditFields.flatMap(({ graph }) => graph ?? []);
  expect(Object.keys(record).toSorted()).toEqual([...new Set(names)].toSorted());
  expect(record).toMatchObject({
    id: expect.stringMatching(/^Directory_c1_\w{5}_7$/),
    // values are JSON inside a string, as Entra writes them
    targetResources: [{ modifiedProperties: [{ oldValue: '["Oslo"]', newValue: '["Bergen"]' }] }],
  });
});
