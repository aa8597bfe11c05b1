import { expect, test } from 'vitest';
import { HABIT_KIND_NAMES } from '../../schema/habit-kinds.ts';
import { baselineOutput } from '../../schema/normal-outputs.ts';
import type { Screen } from '../terminal/index.ts';
import { drawBaseline } from './baseline.ts';

const screen: Screen = { width: 80, tableWidth: 80, paint: (_, text) => text };

const baseline = baselineOutput.parse({
  entity: { kind: 'user', id: 'u-ada', name: 'Ada Lovelace' },
  userPrincipalName: 'ada@example.org',
  userType: 'member',
  asOf: '2026-11-17T00:00:00.000Z',
  trainedAt: '2026-11-17T00:00:00.000Z',
  windowDays: 30,
  halfLifeDays: 30,
  signIns: 40,
  attempts: 42,
  activeDays: 2,
  firstSeen: '2026-10-19T08:00:00.000Z',
  lastSeen: '2026-11-16T08:00:00.000Z',
  isLearning: false,
  model: 'none',
  modelTrainedOn: 0,
  modelDays: 0,
  zone: 'Europe/Oslo',
  isZoneKnown: true,
  hours: Array.from({ length: 168 }, () => 0),
  failureRate: 0.05,
  signInsPerDay: { median: 20, most: 32 },
  days: [
    { day: '2026-10-19', signIns: 8, failures: 0 },
    { day: '2026-11-16', signIns: 34, failures: 2 },
  ],
  habits: Object.fromEntries(HABIT_KIND_NAMES.map((kind) => [kind, []])),
  placePairs: [],
});

test('the picture of the days has its first and last day and its scale', () => {
  expect(drawBaseline(baseline, screen)).toContain(
    `Sign-ins a day
   ▂                           █
  2026-10-18          2026-11-16
  █ = 34; usually 20, at most 32, on 2 days; 5 % of the attempts failed`,
  );
});

test('of few days the ends stand side by side', () => {
  expect(drawBaseline({ ...baseline, windowDays: 7 }, screen)).toContain(
    '        █\n  2026-11-10 to 2026-11-16\n',
  );
});

test('of whoever has been silent for weeks it shows the days before', () => {
  const asOf = '2026-12-30T00:00:00.000Z';
  expect(drawBaseline({ ...baseline, asOf }, screen)).toContain('█\n  2026-10-18');
});
