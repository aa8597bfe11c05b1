import { describe, expect, test } from 'vitest';
import { chanceOfValue, scoreOf, signInsPerDay } from './chance.ts';
import { evidence, neverSeen, usual } from './test-support.ts';

const { history } = evidence();

describe('chanceOfValue', () => {
  test('of a value that the log does not say, or without a history, is 1', () => {
    expect(chanceOfValue(neverSeen(''), history, 200, 20)).toBe(1);
    expect(chanceOfValue(neverSeen('PE', { times: 0 }), history, 200, 20)).toBe(1);
  });

  test('of a new value is the rate of novelty in a day', () => {
    expect(chanceOfValue(neverSeen('PE', { noveltyRate: 0.01 }), history, 200, 20)).toBeCloseTo(
      0.05,
    );
  });

  test('does not depend on how often tokens are refreshed', () => {
    // one value seen once: Good & Turing's (1 + 1) / (n + 2), at five and at fifty sign-ins a day
    const chances = [300, 3000].map((signIns) =>
      chanceOfValue(
        neverSeen('PE', { noveltyRate: 2 / (signIns + 2), times: signIns }),
        { ...history, signIns },
        200,
        20,
      ),
    );
    expect(chances[0]).toBeCloseTo(2 / 60, 2);
    expect(chances[1]).toBeCloseTo(2 / 60, 2);
  });

  test('does not depend on sign-ins that do not say any value of the kind', () => {
    const protocol = neverSeen('deviceCode', { noveltyRate: 1 / 62, times: 60 });
    expect(chanceOfValue(protocol, { ...history, signIns: 6000 }, 200, 4)).toBeCloseTo(1 / 62);
  });

  test('falls as a habit grows longer, and rises with colleagues who have the value', () => {
    const chances = [14, 30, 60].map((days) =>
      chanceOfValue(usual('SE', { share: 0.001 }), { ...history, days }, 200, 20),
    );
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
    const among = [0, 1, 2, 5, 16].map((tenantUsers) =>
      chanceOfValue(neverSeen('SE', { tenantUsers }), history, 200, 20),
    );
    expect(among).toEqual(among.toSorted((a, b) => a - b));
    expect(among[0]).toBe(among[1]);
  });
});

test('signInsPerDay is at least 1 and counts the window only', () => {
  expect(signInsPerDay({ ...history, signIns: 6, days: 60 })).toBe(1);
  expect(signInsPerDay({ ...history, signIns: 300, days: 60 })).toBe(5);
  expect(signInsPerDay({ ...history, signIns: 300, days: 170 })).toBe(5);
  expect(signInsPerDay({ ...history, signIns: 0, days: 0 })).toBe(1);
});

test('scoreOf never claims certainty', () => {
  expect(scoreOf(0)).toBe(1 - 1e-9);
  expect(scoreOf(0.25)).toBe(0.75);
});
