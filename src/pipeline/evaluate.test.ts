import { expect, test } from 'vitest';
import { evaluate, type Judged } from './evaluate.ts';

const judged = (ids: string, neverSeen: (id: string) => number = () => 0): Judged[] =>
  ids.split('').map((id, index) => ({ id, timeMs: index, neverSeen: neverSeen(id) }));

const labels = [
  { id: 'a', attack: 'spray', scenario: 'spray-1' },
  { id: 'b', attack: 'spray', scenario: 'spray-1' },
  { id: 'c', attack: 'spray', scenario: 'spray-2' },
  { id: 'd', attack: 'replay', scenario: 'replay-1' },
];

test('a scenario is found when one of its sign-ins has an alert', () => {
  const { oddsock } = evaluate(judged('abcdefgh'), labels, new Set(['b', 'd', 'e', 'f']));
  expect(oddsock).toEqual({
    alerts: 4,
    truePositives: 2,
    precision: 0.5,
    recall: 2 / 3,
    scenarios: 3,
    scenariosFound: 2,
    byAttack: [
      {
        attack: 'replay',
        scenarios: 1,
        scenariosFound: 1,
        signIns: 1,
        signInsFound: 1,
        recall: 1,
        precision: 1 / 3,
      },
      {
        attack: 'spray',
        scenarios: 2,
        scenariosFound: 1,
        signIns: 3,
        signInsFound: 1,
        recall: 0.5,
        precision: 1 / 3,
      },
    ],
  });
});

test('the plain rule gets as many alerts as we raised: most new things first, then earliest', () => {
  const seen: Record<string, number> = { a: 1, d: 3, g: 2, h: 1 };
  const all = judged('abcdefgh', (id) => seen[id] ?? 0);
  const { neverSeen, neverSeenSameAlerts } = evaluate(all, labels, new Set(['b', 'c', 'd']));
  expect(neverSeen).toMatchObject({ alerts: 4, truePositives: 2, scenariosFound: 2 });
  // d (3 new), g (2), then a before h (1 each, a is earlier)
  expect(neverSeenSameAlerts).toMatchObject({ alerts: 3, truePositives: 2, precision: 2 / 3 });
});

test('what was not judged counts neither for nor against', () => {
  const { oddsock } = evaluate(judged('a'), labels, new Set(['a', 'c', 'z']));
  expect(oddsock).toMatchObject({ alerts: 1, scenarios: 1, scenariosFound: 1, precision: 1 });
});

test('without alerts the precision is unknown, not perfect', () => {
  const { oddsock } = evaluate(judged('abcd'), labels, new Set());
  expect(oddsock).toMatchObject({ alerts: 0, precision: null, recall: 0 });
  expect(evaluate([], [], new Set()).oddsock).toMatchObject({ precision: null, recall: 0 });
});
