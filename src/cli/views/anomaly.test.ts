import { expect, test } from 'vitest';
import type { Screen } from '../terminal/index.ts';
import { drawAnomaly, drawAnomalyTable, type AnomalyView } from './anomaly.ts';

const explain = (id: string) => `oddsock explain ${id}`;
const screen: Screen = { width: 90, tableWidth: 110, paint: (_, text) => text };

const anomaly: AnomalyView = {
  id: '9f2c41d07a55e3b8',
  time: '2026-11-20T03:12:44.000Z',
  entity: { kind: 'user', id: 'u-ada', name: 'Ada Lovelace' },
  userPrincipalName: 'ada@example.org',
  severity: 'high',
  score: 0.93,
  title: 'Sign-in from a country never seen',
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

test('an anomaly says who, when, what, from where, and a reason of each kind', () => {
  expect(drawAnomaly(anomaly, screen, explain)).toBe(
    `HIGH      2026-11-20 03:12:44 UTC  Ada Lovelace <ada@example.org>
    Sign-in from a country never seen
    Microsoft Teams · 203.0.113.7 Lima, PE · Windows10, Chrome 143.0.0 · success
    • 0.98    The country PE was never seen with this user; something as rare
              comes once in 62 days. Nobody else in the tenant has it.
    • 0.40    Something older: distance 12 km.
    oddsock explain 9f2c41d07a55e3b8 (and 1 more reason)`,
  );
});

test('a workload without a name goes by its id; an unknown place is left out', () => {
  const text = drawAnomaly(
    {
      ...anomaly,
      entity: { kind: 'servicePrincipal', id: 'sp-1', name: '' },
      userPrincipalName: null,
      signIn: {
        ...anomaly.signIn,
        country: '',
        city: '',
        resultCode: 50_126,
        resultClass: 'wrongSecret',
      },
    },
    screen,
    explain,
  );
  expect(text).toContain('UTC  sp-1\n');
  expect(text).toContain('· 203.0.113.7 · Windows10, Chrome 143.0.0 · wrongSecret (50126)');
});

test('no text of a log reaches the terminal as it is', () => {
  const bad = '\u001b[31m\n\u202E';
  const hostile: AnomalyView = {
    ...anomaly,
    entity: { kind: 'user', id: bad, name: bad },
    userPrincipalName: bad,
    title: bad,
    reasons: [{ detector: bad, title: bad, score: 1, facts: { [bad]: bad } }],
    signIn: {
      ...anomaly.signIn,
      ipAddress: bad,
      city: bad,
      country: bad,
      application: bad,
      browser: bad,
      operatingSystem: bad,
      resultClass: bad,
      resultCode: 1,
    },
  };
  const drawn = drawAnomaly(hostile, screen, explain) + drawAnomalyTable([hostile], screen);
  expect(drawn).not.toContain('\u001b');
  expect(drawn).not.toContain('\u202E');
  expect(drawAnomalyTable([hostile], screen).split('\n')).toHaveLength(2);
});

test('on a narrow terminal no line is wider than it, and the id stays whole', () => {
  const narrow: Screen = { ...screen, width: 60, tableWidth: 76 };
  const long = {
    ...anomaly,
    title: 'Impossible travel, '.repeat(6),
    userPrincipalName: 'a@b.example',
  };
  for (const line of drawAnomaly(long, narrow, explain).split('\n')) {
    expect(line.length).toBeLessThanOrEqual(60);
  }
  const table = drawAnomalyTable([long], narrow).split('\n');
  expect(table[1]).toMatch(/^high {6}11-20 03:12 .* 9f2c41d07a55e3b8$/);
  for (const line of table) expect(line.length).toBeLessThanOrEqual(76);
});
