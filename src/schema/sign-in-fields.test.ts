import { describe, expect, it } from 'vitest';
import { auditFields } from './audit-fields.ts';
import { typeIn, type Field } from './field.ts';
import { fieldsPage } from './fields-page.ts';
import { signInFields } from './sign-in-fields.ts';

const maps: [string, readonly Field[]][] = [
  ['sign-ins', signInFields],
  ['audit events', auditFields],
];

const byColumn = new Map(signInFields.map((field) => [field.column, field]));
const sharedLandings = (fields: readonly Field[]): string[] => {
  const all = fields.map(({ landing }) => landing);
  return all.filter((landing, i) => all.indexOf(landing) !== i);
};

describe.each(maps)('the field map of %s', (_, fields) => {
  it('names each column once', () => {
    const columns = fields.map(({ column }) => column.toLowerCase());
    expect(new Set(columns).size).toBe(columns.length);
  });

  it('names each Graph property and portal header once, whatever the case', () => {
    const names = fields.flatMap(({ portal }) => Object.keys(portal)).map((h) => h.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it('lands a Graph property under its own name', () => {
    const renamed = fields.filter(({ graph, landing }) => graph !== null && landing !== graph);
    expect(renamed.map(({ column }) => column)).toEqual([]);
  });

  it('reads each diagnostic place into one landing key', () => {
    const pairs = fields.flatMap(({ diagnostic, landing }) =>
      diagnostic.map((place) => `${place} to ${landing}`),
    );
    const places = new Set(fields.flatMap(({ diagnostic }) => diagnostic));
    expect(new Set(pairs).size).toBe(places.size);
  });

  it('holds JSON in every dynamic', () => {
    const dynamics = fields.filter(({ type }) => type === 'dynamic');
    expect(dynamics.map(({ json }) => json)).toEqual(dynamics.map(() => true));
  });
});

it('lets two columns share a landing key only where Microsoft has two names for one thing', () => {
  expect(sharedLandings(signInFields)).toEqual(['processingTimeInMilliseconds']);
  expect(sharedLandings(auditFields)).toEqual([]);
});

// learn.microsoft.com/azure/azure-monitor/reference/tables/aadnoninteractiveusersigninlogs:
// DeviceDetail, LocationDetails, MfaDetail, Status, ConditionalAccessPolicies are string there.
it('types nested columns dynamic in SigninLogs and string in its sisters', () => {
  for (const column of ['DeviceDetail', 'LocationDetails', 'MfaDetail', 'Status']) {
    const field = byColumn.get(column);
    expect(field && typeIn(field, 'SigninLogs')).toBe('dynamic');
    expect(field && typeIn(field, 'AADNonInteractiveUserSignInLogs')).toBe('string');
  }
});

it('keeps the three identifiers apart that look like a tenant or a resource', () => {
  expect(byColumn.get('TenantId')?.landing).toBe('workspaceId');
  expect(byColumn.get('AADTenantId')?.diagnostic).toEqual(['properties.tenantId', 'tenantId']);
  expect(byColumn.get('ResourceId')?.landing).toBe('logResourceId');
  expect(byColumn.get('ResourceIdentity')?.landing).toBe('resourceId');
  expect(byColumn.get('Location')?.landing).toBe('locationCode');
  expect(byColumn.get('LocationDetails')?.landing).toBe('location');
});

it('is what docs/fields.md says', async () => {
  await expect(fieldsPage()).toMatchFileSnapshot('../../docs/fields.md');
});
