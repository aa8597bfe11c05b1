import { expect, it } from 'vitest';
import { microsoftTable, microsoftTables, systemColumns } from './tables.ts';

const typeOf = (table: string, column: string): string | undefined =>
  microsoftTable(table).columns.find(({ name }) => name === column)?.type;

it('has the tables that analysts know', () => {
  expect(microsoftTables.map(({ name }) => name)).toEqual([
    'SigninLogs',
    'AADNonInteractiveUserSignInLogs',
    'AADServicePrincipalSignInLogs',
    'AADManagedIdentitySignInLogs',
    'AuditLogs',
    'BehaviorAnalytics',
    'IdentityInfo',
    'UserPeerAnalytics',
    'Anomalies',
    'AADUserRiskEvents',
    'AADRiskyUsers',
  ]);
});

it('names each column of a table once and closes with the system columns', () => {
  for (const { columns } of microsoftTables) {
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    expect(columns.slice(-systemColumns.length)).toEqual(systemColumns);
  }
});

// learn.microsoft.com/azure/azure-monitor/reference/tables/…
it.each([
  ['SigninLogs', 'TimeGenerated', 'datetime'],
  ['SigninLogs', 'LocationDetails', 'dynamic'],
  ['SigninLogs', 'ResultType', 'string'],
  ['SigninLogs', 'AutonomousSystemNumber', 'string'],
  ['SigninLogs', 'IPAddressFromResourceProvider', 'string'],
  ['AADNonInteractiveUserSignInLogs', 'LocationDetails', 'string'],
  ['AADNonInteractiveUserSignInLogs', 'FlaggedForReview', undefined],
  ['AADServicePrincipalSignInLogs', 'ServicePrincipalCredentialKeyId', 'string'],
  ['AADServicePrincipalSignInLogs', 'UserPrincipalName', undefined],
  ['AuditLogs', 'TargetResources', 'dynamic'],
  ['BehaviorAnalytics', 'InvestigationPriority', 'int'],
  ['BehaviorAnalytics', 'UsersInsights', 'dynamic'],
  ['IdentityInfo', 'IsAccountEnabled', 'bool'],
  ['Anomalies', 'Score', 'real'],
  ['AADUserRiskEvents', 'IpAddress', 'string'],
  ['UserPeerAnalytics', 'Rank', 'int'],
])('%s.%s is %s', (table, column, type) => {
  expect(typeOf(table, column)).toBe(type);
});

it('names the table that it does not know', () => {
  expect(() => microsoftTable('signinlogs')).toThrow('signinlogs');
});
