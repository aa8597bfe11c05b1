import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaBinomialTail } from './beta-binomial-tail.ts';
import { binomialTail } from './binomial-tail.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { logGamma } from './log-gamma.ts';
import { poissonTail } from './poisson-tail.ts';
import { wilsonInterval } from './wilson.ts';

// Expected numbers: mpmath 1.4.1 at 40 digits (sums of the probabilities themselves), or scipy 1.17.1 where said.

/** Relative, because tails span three hundred orders of magnitude. */
function errorOf(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.abs(expected);
}

describe('binomialTail', () => {
  test.each([
    [1, 10, 0.05, 0.4012630607616211],
    [7, 20, 0.1, 0.0023860894089661176],
    [20, 1000, 0.01, 0.0032883597877274673],
    [600, 1000, 0.5, 1.3642320780330092e-10],
    [50, 50, 0.9, 0.00515377520732012],
  ])('P(X >= %i) of %i at rate %f', (k, n, p, expected) => {
    expect(errorOf(binomialTail(k, n, p), expected)).toBeLessThan(1e-11);
  });

  test('of a hundred thousand trials agrees with scipy', () => {
    expect(errorOf(binomialTail(3, 100_000, 1e-6), 0.00015464877230815684)).toBeLessThan(1e-9);
    expect(errorOf(binomialTail(5000, 100_000, 0.048), 0.0016711411650915848)).toBeLessThan(1e-7);
  });

  test('is certain for none, impossible for more than all, and settled at rates 0 and 1', () => {
    expect(binomialTail(0, 10, 0.3)).toBe(1);
    expect(binomialTail(11, 10, 0.3)).toBe(0);
    expect(binomialTail(1, 10, 0)).toBe(0);
    expect(binomialTail(10, 10, 1)).toBe(1);
    expect(binomialTail(0, 0, 0.5)).toBe(1);
  });

  test.each([Number.NaN, -0.1, 1.1])('refuses the rate %d', (p) => {
    expect(() => binomialTail(1, 2, p)).toThrow(RangeError);
  });
});

describe('betaBinomialTail', () => {
  test.each([
    [1, 10, 0.5, 9.5, 0.30670772742362046],
    [5, 20, 1, 19, 0.026928026928026927],
    [30, 40, 2, 38, 3.803266810193107e-12], // scipy's own is off in the fourth digit here
    [2, 2, 0.3, 0.4, 0.3277310924369748],
    [100, 1000, 3, 97, 0.0029640949687976164],
    [10, 1000, 3, 97, 0.9142484140017856],
    [900, 1000, 0.2, 0.1, 0.54855625766802],
    [40, 50, 1.5, 300, 9.803105055585752e-43],
  ])('P(X >= %i) of %i under Beta(%f, %f)', (k, n, alpha, beta, expected) => {
    expect(errorOf(betaBinomialTail(k, n, alpha, beta), expected)).toBeLessThan(1e-10);
  });

  test('nears the binomial as the rate becomes known', () => {
    expect(errorOf(betaBinomialTail(7, 20, 1e7, 9e7), binomialTail(7, 20, 0.1))).toBeLessThan(1e-4);
  });

  test('is wider than the binomial of the same mean while the rate is uncertain', () => {
    expect(betaBinomialTail(7, 20, 1, 9)).toBeGreaterThan(10 * binomialTail(7, 20, 0.1));
  });

  test('falls with k, stays in [0, 1] and is complementary when success and failure change places', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 0.05, max: 200, noNaN: true }),
        fc.double({ min: 0.05, max: 200, noNaN: true }),
        (n, alpha, beta) => {
          let previous = 1;
          for (let k = 0; k <= n + 1; k += Math.max(1, Math.floor(n / 20))) {
            const tail = betaBinomialTail(k, n, alpha, beta);
            expect(tail).toBeGreaterThanOrEqual(0);
            expect(tail).toBeLessThanOrEqual(previous + 1e-9);
            expect(tail + betaBinomialTail(n - k + 1, n, beta, alpha)).toBeCloseTo(1, 8);
            previous = tail;
          }
        },
      ),
      { seed: 7, numRuns: 100 },
    );
  });

  test('refuses a prior that is no distribution', () => {
    expect(() => betaBinomialTail(1, 2, 0, 1)).toThrow('alpha and beta must be > 0, got 0 and 1');
    expect(() => betaBinomialTail(1, 2, 1, Number.NaN)).toThrow(RangeError);
  });
});

describe('poissonTail', () => {
  test.each([
    [1, 0.1, 0.09516258196404043],
    [5, 1.2, 0.007745788276441411],
    [10, 10, 0.5420702855281478],
    [3, 50, 1],
    [100, 60, 1.4815276326460468e-6],
    [1000, 1100, 0.99894067674607],
    [40, 0.5, 6.844395918288118e-61],
    [1, 1e-12, 9.999999999995e-13],
  ])('P(X >= %i) when %f are expected', (k, mean, expected) => {
    expect(errorOf(poissonTail(k, mean), expected)).toBeLessThan(1e-11);
  });

  test('is certain for none and impossible when nothing is expected', () => {
    expect(poissonTail(0, 0)).toBe(1);
    expect(poissonTail(1, 0)).toBe(0);
  });

  test.each([Number.NaN, -1, Infinity])('refuses the mean %d', (mean) => {
    expect(() => poissonTail(1, mean)).toThrow(RangeError);
  });
});

describe('incompleteBeta', () => {
  test.each([
    [0.3, 2, 5, 0.579_825],
    [0.5, 0.5, 0.5, 0.5],
    [0.01, 1, 100, 0.6339676587267705],
    [0.999, 30, 0.2, 0.46389281018655004],
    [0.42, 1000, 1400, 0.6305267045858565],
    [1e-8, 0.1, 3, 0.18305516339643102],
  ])('I_%f(%f, %f)', (x, a, b, expected) => {
    expect(errorOf(incompleteBeta(x, a, b), expected)).toBeLessThan(1e-11);
  });
});

describe('logGamma', () => {
  // scipy.special.gammaln
  test.each([
    [0.1, 2.252712651734206],
    [0.5, 0.572_364_942_924_7],
    [1.5, -0.12078223763524526],
    [3.7, 1.428072326665388],
    [10, 12.801827480081469],
    [100.25, 360.28455963776423],
    [1e5, 1051287.7089736569],
  ])('of %f', (x, expected) => expect(errorOf(logGamma(x), expected)).toBeLessThan(1e-13));

  test('is 0 at 1 and 2', () => {
    expect(logGamma(1)).toBeCloseTo(0, 14);
    expect(logGamma(2)).toBeCloseTo(0, 14);
  });
});

describe('wilsonInterval', () => {
  // scipy.stats.binomtest(s, n).proportion_ci(method='wilson')
  test.each([
    [0, 10, 0, 0.27753279986288926],
    [10, 10, 0.7224672001371107, 1],
    [3, 20, 0.05236874589621662, 0.3604188647407569],
    [81, 263, 0.2552885198782742, 0.36620957698280004],
    [1, 1000, 0.00017654637062607809, 0.0056425585979579355],
  ])('%i of %i', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  });

  test('says nothing of no trials, and refuses more successes than trials', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
    expect(() => wilsonInterval(3, 2)).toThrow('successes must be in [0, 2], got 3');
  });
});
