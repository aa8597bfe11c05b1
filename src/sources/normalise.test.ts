import { describe, expect, it } from 'vitest';
import { signInFields } from '../schema/sign-in-fields.ts';
import { isRefusal, normalise, type NormalRecord } from './normalise.ts';
import { contentId } from './record-id.ts';
import { GRAPH, ROW } from './test-support.ts';

function normal(record: unknown): NormalRecord {
  const result = normalise(record);
  if (isRefusal(result)) throw new Error(`${result.reason}: ${result.detail}`);
  return result;
}

const capitals = (value: object): object =>
  Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key.charAt(0).toUpperCase() + key.slice(1), each]),
  );
const lower = (value: object): object =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each]));

const LANDED = {
  ...GRAPH,
  createdDateTime: '2026-03-13T19:15:41.0000000Z',
  deviceDetail: '{"operatingSystem":"Windows10","isManaged":true,"trustType":null}',
};
const DEVICE = { operatingSystem: 'Windows10', isManaged: true, trustType: null };

describe('a Graph sign-in', () => {
  it('lands under Graph’s names, without what is empty', () => {
    const record = {
      ...GRAPH,
      userDisplayName: '',
      resourceId: null,
      isInteractive: true,
      autonomousSystemNumber: 64_500,
      status: { errorCode: 0, failureReason: null },
      mfaDetail: null,
      networkLocationDetails: [],
      riskLevelAggregated: 'hidden',
      unknownToUs: 'x',
    };
    expect(normal(record)).toEqual({
      table: 'SigninLogs',
      id: GRAPH.id,
      recordTime: null,
      landing: {
        ...GRAPH,
        createdDateTime: '2026-03-13T19:15:41.0000000Z',
        isInteractive: 'true',
        autonomousSystemNumber: '64500',
        status: '{"errorCode":0,"failureReason":null}',
        networkLocationDetails: '[]',
        riskLevelAggregated: 'hidden',
      },
    });
  });

  it.each([
    ['SigninLogs', { signInEventTypes: ['interactiveUser'] }],
    ['AADNonInteractiveUserSignInLogs', { signInEventTypes: ['nonInteractiveUser'] }],
    [
      'AADServicePrincipalSignInLogs',
      { signInEventTypes: ['servicePrincipal'], isInteractive: true },
    ],
    ['AADManagedIdentitySignInLogs', { signInEventTypes: ['managedIdentity'] }],
    ['SigninLogs', { isInteractive: true }],
    ['AADNonInteractiveUserSignInLogs', { isInteractive: false }],
    [
      'AADServicePrincipalSignInLogs',
      { userId: '', userPrincipalName: '', servicePrincipalId: 's' },
    ],
    [
      'AADManagedIdentitySignInLogs',
      {
        userId: null,
        userPrincipalName: null,
        servicePrincipalId: 's',
        managedServiceIdentity: { msiType: 'userAssigned' },
      },
    ],
  ])('goes to %s', (table, more) => {
    expect(normal({ ...GRAPH, ...more }).table).toBe(table);
  });

  it('is read with keys in capitals and in lower case, inside too', () => {
    for (const spell of [capitals, lower]) {
      const record = spell({ ...GRAPH, deviceDetail: spell(DEVICE) });
      expect(normal(record).landing).toEqual(LANDED);
    }
  });
});

describe('a nested value', () => {
  it.each([
    [
      'JSON in a string',
      '{ "operatingSystem": "Windows10", "isManaged": true, "trustType": null }',
    ],
    ['Python’s repr', "{'operatingSystem': 'Windows10', 'isManaged': True, 'trustType': None}"],
    ['an object', DEVICE],
  ])('may be %s', (_, deviceDetail) => {
    expect(normal({ ...GRAPH, deviceDetail }).landing).toEqual(LANDED);
  });

  it('stays as it is when it is neither', () => {
    expect(normal({ ...GRAPH, deviceDetail: '{cut off' }).landing['deviceDetail']).toBe('{cut off');
  });

  it('keeps names that Graph does not know', () => {
    const { landing } = normal({
      ...GRAPH,
      authenticationDetails: [{ Succeeded: true, StatusSequence: 0, RequestSequence: 1 }],
    });
    expect(landing['authenticationDetails']).toBe(
      '[{"succeeded":true,"StatusSequence":0,"RequestSequence":1}]',
    );
  });
});

const DIAGNOSTIC = {
  time: '2026-03-13T19:20:00.5Z',
  resourceId: '/tenants/t/providers/Microsoft.aadiam',
  operationName: 'Sign-in activity',
  category: 'NonInteractiveUserSignInLogs',
  tenantId: 't',
  resultType: 0,
  Level: 4,
  durationMs: '0',
  callerIpAddress: '198.51.100.1',
  location: 'NO',
  properties: { ...GRAPH, createdDateTime: '2026-03-13T19:15:41+00:00', deviceDetail: DEVICE },
};

describe('a diagnostic record', () => {
  const landed = {
    ...LANDED,
    timeGenerated: '2026-03-13T19:20:00.5000000Z',
    logResourceId: DIAGNOSTIC.resourceId,
    operationName: 'Sign-in activity',
    category: 'NonInteractiveUserSignInLogs',
    aadTenantId: 't',
    resultType: '0',
    level: '4',
    durationMs: '0',
    locationCode: 'NO',
  };

  it('lands its properties, then what only the top level has', () => {
    expect(normal(DIAGNOSTIC)).toEqual({
      table: 'AADNonInteractiveUserSignInLogs',
      id: GRAPH.id,
      recordTime: '2026-03-13T19:20:00.5000000Z',
      landing: landed,
    });
  });

  it('may have its properties in a string', () => {
    const properties = JSON.stringify(DIAGNOSTIC.properties);
    expect(normal({ ...DIAGNOSTIC, properties }).landing).toEqual(landed);
  });

  it('falls back on the address and the time of the top level', () => {
    const { landing } = normal({ ...DIAGNOSTIC, properties: { id: 'x', appId: 'y' } });
    expect(landing).toMatchObject({
      ipAddress: '198.51.100.1',
      createdDateTime: '2026-03-13T19:20:00.5000000Z',
    });
  });

  it.each([
    ['SignInLogs', 'SigninLogs'],
    ['signinlogs', 'SigninLogs'],
    ['ADFSSignInLogs', 'SigninLogs'],
    ['ServicePrincipalSignInLogs', 'AADServicePrincipalSignInLogs'],
    ['MicrosoftServicePrincipalSignInLogs', 'AADServicePrincipalSignInLogs'],
    ['ManagedIdentitySignInLogs', 'AADManagedIdentitySignInLogs'],
  ])('of category %s goes to %s', (category, table) => {
    expect(normal({ ...DIAGNOSTIC, category }).table).toBe(table);
  });

  it('takes the inner category of an audit event, and knows it by its content', () => {
    const properties = {
      id: 'Directory_1',
      category: 'UserManagement',
      activityDateTime: '2026-03-13T19:15:41.1234567+00:00',
      activityDisplayName: 'Add user',
      operationType: 'Add',
      targetResources: [{ id: 'x' }],
    };
    for (const category of ['AuditLogs', 'UserManagement']) {
      const { table, landing } = normal({ ...DIAGNOSTIC, category, properties });
      expect(table).toBe('AuditLogs');
      expect(landing).toMatchObject({
        category: 'UserManagement',
        activityDateTime: '2026-03-13T19:15:41.1234567Z',
        operationType: 'Add',
        targetResources: '[{"id":"x"}]',
      });
    }
  });
});

describe('a Log Analytics row', () => {
  const landed = {
    timeGenerated: '2026-03-13T19:20:00.5000000Z',
    createdDateTime: '2026-03-13T19:15:41.0000000Z',
    id: GRAPH.id,
    workspaceId: 'workspace',
    aadTenantId: 't',
    logResourceId: ROW.ResourceId,
    resourceId: 'r',
    locationCode: 'NO',
    location: '{"city":"Oslo"}',
    resultType: '0',
    appId: 'a',
  };

  it('lands under the names of Graph', () => {
    expect(normal(ROW)).toMatchObject({ table: 'SigninLogs', landing: landed });
    expect(normal(ROW).recordTime).toBe('2026-03-13T19:20:00.5000000Z');
  });

  it.each([
    [
      'type twins',
      {
        LocationDetails: undefined,
        LocationDetails_dynamic: '{"city":"Oslo"}',
        LocationDetails_string: '',
      },
    ],
    [
      'the other twin',
      {
        LocationDetails: undefined,
        LocationDetails_dynamic: '',
        LocationDetails_string: '{"city":"Oslo"}',
      },
    ],
    [
      'a zone in the header',
      { CreatedDateTime: undefined, 'CreatedDateTime [UTC]': '3/13/2026, 7:15:41.000 PM' },
    ],
    [
      'marks of a custom table',
      { AppId: undefined, AppId_s: 'a', Type: undefined, TableName: 'SigninLogs' },
    ],
    ['numbers and words for nothing', { ResultType: 0, UserAgent: '(blank)', MfaDetail: 'null' }],
    ['no type but a category', { Type: undefined, Category: 'SignInLogs' }],
  ])('is read with %s', (_, more) => {
    const { table, landing } = normal(JSON.parse(JSON.stringify({ ...ROW, ...more })));
    expect(table).toBe('SigninLogs');
    expect(landing).toMatchObject(landed);
    expect(Object.keys(landing)).not.toContain('userAgent');
  });

  it('has the time of its writing where it has no other', () => {
    const { landing } = normal({ ...ROW, CreatedDateTime: '' });
    expect(landing['createdDateTime']).toBe('2026-03-13T19:20:00.5000000Z');
  });

  it('reads day-first dates when its file is marked so', () => {
    const { landing } = normal({
      ...ROW,
      CreatedDateTime: '03/04/2026 10:00:00',
      '@oddsock.dateOrder': 'dayFirst',
    });
    expect(landing['createdDateTime']).toBe('2026-04-03T10:00:00.0000000Z');
  });
});

describe('a row of the portal’s CSV', () => {
  const row = {
    'Date (UTC)': '2026-03-13T19:15:41Z',
    'Request ID': GRAPH.id,
    User: 'Ann',
    Username: 'ann@example.org',
    'User ID': GRAPH.userId,
    'Application ID': 'a',
    'IP address': '203.0.113.7',
    Location: 'Sandvika, Akershus, NO',
    Status: 'Failure',
    'Sign-in error code': '50126',
    'Failure reason': 'Error validating credentials',
    'Operating System': 'Windows10',
    Compliant: 'FALSE',
    'Autonomous system number': '64500',
    'Authentication requirement': 'Single-factor authentication',
    'Conditional Access': 'Not Applied',
    'Token issuer type': 'Microsoft Entra ID',
    'Incoming token type': 'none',
    'Incoming token type (2)': 'None',
  };

  it('lands as the APIs would have written it', () => {
    expect(normal(row)).toMatchObject({
      table: 'SigninLogs',
      recordTime: null,
      landing: {
        id: GRAPH.id,
        createdDateTime: '2026-03-13T19:15:41.0000000Z',
        userDisplayName: 'Ann',
        appId: 'a',
        location: '{"city":"Sandvika","state":"Akershus","countryOrRegion":"NO"}',
        status: '{"errorCode":50126,"failureReason":"Error validating credentials"}',
        deviceDetail: '{"operatingSystem":"Windows10","isCompliant":false}',
        resultSignature: 'Failure',
        authenticationRequirement: 'singleFactorAuthentication',
        conditionalAccessStatus: 'notApplied',
        tokenIssuerType: 'AzureAD',
        autonomousSystemNumber: '64500',
        incomingTokenType: 'none',
      },
    });
  });

  it.each([
    ['NO', '{"countryOrRegion":"NO"}'],
    ['Oslo, NO', '{"city":"Oslo","countryOrRegion":"NO"}'],
    [
      'Washington, District of Columbia, US',
      '{"city":"Washington","state":"District of Columbia","countryOrRegion":"US"}',
    ],
  ])('takes the place %s apart', (Location, expected) => {
    expect(normal({ ...row, Location }).landing['location']).toBe(expected);
  });

  it('of an application goes to the service principals', () => {
    const { Username, User, 'User ID': _, ...rest } = row;
    expect([Username, User]).toEqual(['ann@example.org', 'Ann']);
    expect(normal({ ...rest, 'Service principal ID': 's' }).table).toBe(
      'AADServicePrincipalSignInLogs',
    );
  });
});

describe('a record without an id', () => {
  it('is known by its content', () => {
    const { id } = normal({ ...GRAPH, id: null });
    expect(id).toMatch(/^content-[0-9a-f]{32}$/);
    expect(normal({ ...GRAPH, id: null }).id).toBe(id);
    expect(normal({ ...GRAPH, id: null, ipAddress: '203.0.113.8' }).id).not.toBe(id);
  });

  it('is one in a diagnostic record whose time is that of the envelope', () => {
    const properties = { userPrincipalName: 'ann@example.org', ipAddress: '203.0.113.7' };
    const record = { time: '2026-03-13T19:15:41Z', category: 'SignInLogs', properties };
    expect(normal(record)).toMatchObject({ table: 'SigninLogs', id: contentId(record) });
  });
});

it('writes GUIDs in small letters, so that shapes meet', () => {
  expect(normal({ ...GRAPH, id: GRAPH.id.toUpperCase() }).id).toBe(GRAPH.id);
});

it('reads the same sign-in alike from Graph and from Log Analytics', () => {
  const nested = Object.fromEntries(
    signInFields
      .filter(({ json, graph }) => json && graph !== null)
      .map(({ graph }) => [graph, [{ id: 'x' }]]),
  );
  const texts = Object.fromEntries(
    signInFields
      .filter(({ json, graph, type }) => !json && graph !== null && type === 'string')
      .map(({ graph }) => [graph, `value of ${graph}`]),
  );
  const graph = { ...nested, ...texts, ...GRAPH };
  const columns = signInFields
    .filter((field) => field.graph !== null)
    .map(({ column, graph: name, json }) => {
      const value = (graph as Record<string, unknown>)[name ?? ''];
      return [column, json ? JSON.stringify(value, null, 2) : value] as const;
    });
  const row = { ...Object.fromEntries(columns), Type: 'SigninLogs' };
  expect(normal(row).landing).toEqual(normal(graph).landing);
});
