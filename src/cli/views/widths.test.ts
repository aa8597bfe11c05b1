import { expect, test } from 'vitest';
import type { ExplainOutput } from '../../schema/anomaly-outputs.ts';
import type { Screen } from '../terminal/index.ts';
import { drawExplanation } from './explanation.ts';
import { drawStatus } from './status.ts';
import { anomaly } from './test-support.ts';

/** A terminal of 80 columns. */
const screen: Screen = { width: 80, tableWidth: 80, paint: (_, text) => text };

const LONG = 'a rather long value that does not fit beside another one of its length';

const explained: ExplainOutput = {
  anomaly,
  explanation: {
    isLearning: false,
    rule: 'got in from a strange place',
    repeats: null,
    aspects: ['place'],
    failedDetectors: [],
    history: {
      signIns: 62,
      days: 37,
      previousAt: '2026-11-19T12:54:25.000Z',
      lastSuccessAt: '2026-11-19T12:54:25.000Z',
      usersInTenant: 3,
    },
    values: [
      {
        kind: 'application',
        value: LONG,
        isNew: true,
        sharePercent: 0,
        newPercent: 1,
        surpriseNats: 4,
        firstSeenAt: null,
        lastSeenAt: null,
        recentDays: 0,
        otherUsers: 16,
        otherManagedUsers: 0,
        usual: [{ value: LONG, sharePercent: 100 }],
      },
    ],
    hour: { hourOfWeek: 99, zone: 'Europe/London', isZoneKnown: true, densityPercent: 5 },
    failures: {
      lastHour: 0,
      lastDay: 1,
      attemptsLastHour: 0,
      mfaRefusedLastHour: 0,
      wrongSecretsLastDay: 1,
      usualPercent: 2.2,
      addressUsers: 0,
    },
    travel: {
      fromSignIn: 's0',
      fromCountry: 'GB',
      fromCity: 'London',
      fromAt: '2026-11-19T12:54:25.000Z',
      distanceKm: 10_162,
      speedKmh: 710,
    },
    forest: null,
  },
};

test('an explanation fits a terminal of 80 columns, its times are written for people', () => {
  const text = drawExplanation(explained, screen);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(text).toContain('The sign-in before: 2026-11-19 12:54:25 UTC.');
  expect(text).toMatch(/10,162 km away, at\s+2026-11-19\s+12:54:25\s+UTC\s+\(sign-in s0\)/);
});

test('a status with many rejected records fits a terminal of 80 columns', () => {
  const text = drawStatus(
    {
      location: '/data',
      tables: [],
      tenants: [],
      rejects: { [LONG]: 1_234_567, 'bad-time': 1 },
      lastIngest: null,
      learned: { trainings: 8, bytes: 960_000_000 },
      lastLearn: null,
      lastDetect: null,
      versions: { oddsock: '0.1.0', node: '24.0.0', engine: '26.1' },
    },
    screen,
  );
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});
