import { expect, test } from 'vitest';
import type { Screen } from '../terminal/index.ts';
import { drawAnomaly, drawAnomalyTable, type AnomalyView } from './anomaly.ts';
import { anomaly } from './test-support.ts';

const explain = (id: string) => `oddsock explain ${id}`;
const screen: Screen = { width: 90, tableWidth: 110, paint: (_, text) => text };

test('an anomaly says who, when, what, from where, and a reason of each kind', () => {
  expect(drawAnomaly(anomaly, screen, explain)).toBe(
    `HIGH      2026-11-20 03:12:44 UTC  Ada Lovelace <ada@example.org>
    Sign-in from a country never seen
    Microsoft Teams · 203.0.113.7 Lima, PE · Windows10, Chrome 143.0.0 · success
    • 0.98    The country PE was never seen with this user; something as rare comes once
              in 62 days. Nobody else in the tenant has it.
    • 0.40    Something older: distance 12 km.
    and 1 more reason:
    oddsock explain 9f2c41d07a55e3b8`,
  );
});

function scored(detector: string, title: string, score: number) {
  return { detector, title, score, facts: {} };
}

test('reasons are told strongest first, then by name, whatever order the title has', () => {
  const reasons = [
    scored('forest-score', 'Unlike the usual', 0.99),
    scored('new-city', 'New or rare city', 0.98),
    scored('unusual-browser', 'Unusual browser', 0.97),
    scored('new-country', 'New or rare country', 0.9),
    scored('b', 'B', 0.5),
    scored('a', 'A', 0.5),
  ];
  const drawn = drawAnomaly({ ...anomaly, reasons }, screen, explain);
  expect([...drawn.matchAll(/• (\S+)/g)].map(([, score]) => score)).toEqual([
    '0.99',
    '0.97',
    '0.90',
    '0.50',
    '0.50',
  ]);
  expect(drawn.indexOf('A.')).toBeLessThan(drawn.indexOf('B.'));
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
