import type { AnomalyRow } from '../../schema/anomaly-outputs.ts';

/** Ada from Peru, with reasons of two kinds and one that no detector of today gives. For tests. */
export const anomaly: AnomalyRow = {
  id: '9f2c41d07a55e3b8',
  time: '2026-11-20T03:12:44.000Z',
  entity: { kind: 'user', id: 'u-ada', name: 'Ada Lovelace' },
  userPrincipalName: 'ada@example.org',
  severity: 'high',
  score: 0.93,
  title: 'Sign-in from a country never seen',
  detectors: ['new-city', 'new-country', 'an-older-one'],
  reasons: [
    {
      detector: 'new-city',
      title: 'New or rare city',
      score: 0.985,
      facts: { city: 'Lima, PE', isNew: true, expectedEveryDays: 62 },
    },
    {
      detector: 'new-country',
      title: 'New or rare country',
      score: 0.9838,
      facts: { country: 'PE', isNew: true, otherUsers: 0, expectedEveryDays: 61.7 },
    },
    {
      detector: 'an-older-one',
      title: 'Something older',
      score: 0.4,
      facts: { distanceKm: 12, note: '' },
    },
  ],
  signIns: ['s1'],
  signIn: {
    ipAddress: '203.0.113.7',
    country: 'PE',
    city: 'Lima',
    application: 'Microsoft Teams',
    operatingSystem: 'Windows10',
    browser: 'Chrome 143.0.0',
    resultCode: 0,
    resultClass: 'success',
  },
};
