import { describe, expect, it } from 'vitest';
import { GRAPH, reasonOf, ROW } from './test-support.ts';

describe('a record is refused', () => {
  it.each([
    ['bad-time', { ...GRAPH, createdDateTime: 'String (timestamp)' }],
    ['no-time', { ...GRAPH, createdDateTime: null }],
    [
      'no-time',
      { ...ROW, TimeGenerated: undefined, CreatedDateTime: undefined, ResultSignature: 'None' },
    ],
    ['bad-time', { ...ROW, TimeGenerated: '0001-01-01T00:00:00Z' }],
    ['no-id', { ...ROW, Id: undefined, CreatedDateTime: undefined }],
    ['no-id', { ...GRAPH, id: '', userId: '', userPrincipalName: '' }],
    ['no-id', { ...GRAPH, id: 'x'.repeat(1001) }],
    [
      'shape-not-supported: riskDetection',
      {
        id: 'x',
        riskEventType: 'generic',
        detectedDateTime: 'y',
        activityDateTime: 'z',
        ipAddress: 'q',
        userId: 'u',
      },
    ],
    [
      'shape-not-supported: riskyUser',
      { id: 'x', riskLastUpdatedDateTime: 'y', userPrincipalName: 'z' },
    ],
    [
      'shape-not-supported: Office 365 audit',
      {
        CreationTime: 'x',
        Id: 'y',
        Operation: 'UserLoggedIn',
        RecordType: 15,
        Workload: 'AzureActiveDirectory',
      },
    ],
    [
      'shape-not-supported: UserRiskEvents',
      { time: 'x', category: 'UserRiskEvents', properties: {} },
    ],
    [
      'shape-not-supported: OfficeActivity',
      { TimeGenerated: 'x', Type: 'OfficeActivity', UserId: 'y' },
    ],
    [
      'shape-not-supported: user',
      {
        '@odata.type': '#microsoft.graph.user',
        id: 'x',
        createdDateTime: 'y',
        userPrincipalName: 'z',
      },
    ],
    ['shape-not-supported: unknown (a, b)', { a: 1, b: 2 }],
    ['shape-not-supported: number', 7],
    ['shape-not-supported: list', []],
    ['shape-not-supported: null', null],
  ])('for %s', (reason, record) => {
    expect(reasonOf(record)).toBe(reason);
  });

  it('without letting the record write into the reason', () => {
    const type = `\u001B[31m<script>\n${'x'.repeat(500)}`;
    const reason = reasonOf({ '@odata.type': type }) ?? '';
    expect(reason.length).toBeLessThan(110);
    expect(reason).toMatch(/^shape-not-supported: \?\?31m\?script\?\?x+$/);
  });
});
